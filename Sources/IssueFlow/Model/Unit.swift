/// A unit of any tier. Units are numbered tier by tier from the ground up; the lowest ones are the places.
public struct Unit: Hashable, Sendable {
  public var tier: Int32
  /// Unit of the tier above; -1 at the top.
  public var parent: Int32
  public var firstChild: Int32
  public var childCount: Int32
  /// Households of the unit and all below it.
  public var households: Double
  /// Multiplier of the arrival rates; 1 but for the lowest tier.
  public var skew: Double
  public var staff: Int32
}

/// What a station is for.
public enum StationRole: UInt8, BitwiseCopyable, Sendable {
  case tier
  case intake
  case department
  /// People who take what waits at a unit of the lowest tier.
  case volunteers
  /// Somebody near the issue who tries first.
  case responder
}

/// A station before the run: who works there, and when.
public struct StationPlan: Sendable {
  public var role: StationRole
  /// The unit that it belongs to.
  public var unit: Int32
  public var servers: Int32
  public var calendar: Int32
  /// Department number, for departments.
  public var department: Int32
  public var costPerWorker: Double
}
