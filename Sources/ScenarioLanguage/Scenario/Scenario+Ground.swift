import RandomStreams

// When people work, how arrivals vary, and the ground.

/// When people work: hours of a week, and what public holidays do to them.
public struct CalendarSpec: Hashable, Sendable {
  public var id = ""
  public var title = LocalizedText()
  /// Seven lists, Monday first, of half-open intervals in minutes of the day; sorted, disjoint.
  public var week: [[MinuteInterval]] = []
  /// Whether public holidays close it (make-up workdays that would be shorter or closed then follow Monday's hours).
  public var closedOnHolidays = true
  public init() {}
}

/// How arrivals vary: 168 hour-of-week weights (Monday 00:00 first) and 12 month weights; only ratios matter.
public struct ProfileSpec: Hashable, Sendable {
  public var id = ""
  public var hoursOfWeek = [Double](repeating: 1, count: 168)
  public var months = [Double](repeating: 1, count: 12)
  public init() {}
}

/// The ground: units of every tier, and the households in them.
public struct CitySpec: Sendable {
  public enum Source: Sendable {
    /// Numbers per tier: the highest in all, each lower one per unit of the tier above.
    case generated(units: [String: Int])
    /// One table of units for each tier, from CSV files.
    case tables([String: [UnitRow]])
  }
  public var source = Source.generated(units: [:])
  /// Households of a lowest-tier unit, for generated cities.
  public var households = Distribution.constant(1000)
  /// The unit's multiplier of arrival rates; scaled so that the city's mean is one.
  public var skew = Distribution.constant(1)
  /// Selects the ground; the master seed does not move it.
  public var seed: UInt32 = 1
  /// Whether plausible cities stand on grounds of their own, where this one is generated.
  public var isGroundDrawn = true
  /// People of a household.
  public var householdSize = 2.5
  public init() {}
}

/// One row of a unit table.
public struct UnitRow: Hashable, Sendable {
  public var id: String
  public var parent: String
  public var title: LocalizedText
  public var households: Double?
  public var staff: Int?
  /// Floor area in square metres.
  public var area: Double?
  public var line: Int
  public init(
    id: String, parent: String, title: LocalizedText, households: Double?, staff: Int?, area: Double?, line: Int
  ) {
    self.id = id
    self.parent = parent
    self.title = title
    self.households = households
    self.staff = staff
    self.area = area
    self.line = line
  }
}
