import EventKernel

/// What one subtree of a replication counted itself, beside the rows it gave to observers.
///
/// Subtrees share nothing between reviews of the whole city, so what one comes to does not depend on where, when and
/// beside which others it was simulated.
public struct SubtreeTotals: Sendable {
  /// Which of the model's subtrees.
  public let number: Int
  /// Its stations, run after run.
  let stations: [FlowTotals.Station]
  /// Integrals of the numbers in line over the observation.
  let queueAreas: [Double]
  let counts: FlowTotals.Counts
  let facts: [Double]
  let days: DaySums
  let events: Int
  let calendarEvents: Int
  let fingerprint: Fingerprint
  /// Simulated time at which it ended.
  let end: Double
  /// Whether its part of the cohort was followed to the last issue.
  let cohortIsComplete: Bool
}

/// The sum over the subtrees of a city, which are added in their order: sums of fractions depend on it.
public struct CityTotals: Sendable {
  private let model: FlowModel
  private var stations: [FlowTotals.Station]
  private var queueAreas: [Double]
  private var counts: FlowTotals.Counts
  private var facts: [Double]
  private var daySums: DaySums
  private var events = 0
  private var calendarEvents = 0
  private var fingerprint = Fingerprint()
  private var end = 0.0
  private var cohortIsComplete = true
  /// The subtree added last.
  private var last = -1

  /// The totals of no subtree.
  /// - Complexity: O(stations)
  public init(of model: FlowModel) {
    self.model = model
    stations = Array(repeating: FlowTotals.Station(), count: model.stations.count)
    queueAreas = Array(repeating: 0, count: model.tierCount + 2)
    counts = FlowTotals.Counts(closed: Array(repeating: 0, count: model.tierCount))
    facts = Array(repeating: 0, count: FlowFact.allCases.count)
    daySums = DaySums(days: model.horizon.observedDayCount, tiers: model.tierCount)
  }

  /// Adds a subtree.
  /// - Precondition: those added before have lower numbers.
  /// - Complexity: O(stations of the subtree + days)
  public mutating func add(_ part: SubtreeTotals) {
    precondition(part.number > last, "subtree \(part.number) comes after \(last)")
    last = part.number
    var next = 0
    for run in model.subtrees[part.number].stations {
      for station in run {
        stations[station] = part.stations[next]
        next += 1
      }
    }
    for index in queueAreas.indices { queueAreas[index] += part.queueAreas[index] }
    for index in facts.indices { facts[index] += part.facts[index] }
    counts.add(part.counts)
    daySums.add(part.days)
    events += part.events
    calendarEvents += part.calendarEvents
    fingerprint.add(part.fingerprint.value)
    end = max(end, part.end)
    if !part.cohortIsComplete { cohortIsComplete = false }
  }

  /// The totals of all that were added.
  public var totals: FlowTotals {
    FlowTotals(
      stations: stations, queueLength: queueAreas.map { $0 / model.horizon.observationLength }, counts: counts,
      facts: facts, events: events, calendarEvents: calendarEvents, fingerprint: fingerprint, end: end,
      cohortIsComplete: cohortIsComplete)
  }

  /// The days of all that were added, in order.
  public var days: [DayRecord] { daySums.records }
}

extension FlowTotals.Counts {
  fileprivate mutating func add(_ other: FlowTotals.Counts) {
    opened += other.opened
    open += other.open
    for tier in closed.indices { closed[tier] += other.closed[tier] }
    withdrawn += other.withdrawn
    merged += other.merged
    dismissed += other.dismissed
    errands += other.errands
  }
}
