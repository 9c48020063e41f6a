/// Whether the means of a system lie within their bounds, as far as its sample tells.
public enum Standing: Hashable, Sendable {
  /// All do, wherever what is unfinished would have ended.
  case met
  /// Some bound is violated, wherever what is unfinished would have ended.
  case notMet
  case inconclusive(Reason)

  /// Why a sample does not say.
  public enum Reason: String, Hashable, Sendable {
    /// A mean is too close to a bound for the replications that were made.
    case edge
    /// Counted as favourably as could be it is met, and as unfavourably as could be a mean lies outside.
    case unfinished
  }

  /// Whether it is neither met nor not met.
  public var isInconclusive: Bool { if case .inconclusive = self { true } else { false } }
}

/// How far replications of a system are inside one bound, in units of one's choice; negative outside.
///
/// Two ends, because some of what happens may be unfinished when a replication ends: counted as unfavourably as could
/// be, and as favourably.
public struct BoundDistances: Hashable, Sendable {
  /// Distances with what is unfinished counted as unfavourably as could be, where that is bounded.
  public private(set) var cautious = Tally()
  /// Distances with what is unfinished counted as favourably as could be.
  public private(set) var generous = Tally()
  /// Whether nothing bounds how far outside it could end.
  public private(set) var isUnbounded = false

  /// No replication yet.
  public init() {}

  /// Adds a replication. A `cautious` of −∞ says that nothing bounds it.
  ///
  /// - Precondition: `generous` is finite.
  public mutating func add(cautious: Double, generous: Double) {
    precondition(generous.isFinite, "a distance is finite (was \(generous))")
    self.generous.add(generous)
    if cautious.isFinite { self.cautious.add(cautious) } else { isUnbounded = true }
  }

  /// The mean of the cautious end; −∞ where nothing bounds it, and without replications.
  public var cautiousMean: Double { isUnbounded ? -.infinity : cautious.mean ?? -.infinity }
  /// The mean of the generous end; −∞ without replications.
  public var generousMean: Double { generous.mean ?? -.infinity }
}

/// What is known of a demand that is not one on a mean, such as one on the single units of a system.
public struct OtherDemand: Hashable, Sendable {
  /// Whether it is shown to hold.
  public let holds: Bool
  /// Whether it is shown to be violated.
  public let isViolated: Bool
  /// Whether it would hold if what was seen were the truth.
  public let leans: Bool

  /// What was found of the demand.
  public init(holds: Bool, isViolated: Bool, leans: Bool) {
    self.holds = holds
    self.isViolated = isViolated
    self.leans = leans
  }
}
