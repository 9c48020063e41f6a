import EventKernel
import Policies
import StateStorage

/// What a subtree counts and writes down.
///
/// Invariants, checked by `checkInvariants()`: what was opened has ended, is open, or was left open; no line was shorter
/// than nothing.
struct Ledger: ~Copyable {
  /// By ``FlowFact``.
  private(set) var facts = FlatTable<Double>(repeatElement(0, count: FlowFact.allCases.count))
  /// Issues by fate; those closed are counted by tier in `closed`.
  var counts = FlowTotals.Counts(closed: [])
  private(set) var closed: FlatTable<Int>
  var days: DaySeries
  /// Integrals of numbers in line, once the observation is over.
  var queueAreas: FlatTable<Double>
  /// Arrivals of issues and completions of services.
  var eventCount = 0
  /// Whether the cohort was followed to its last issue.
  var cohortIsComplete = true
  var records: RecordBuffer
  var trace: (any FlowTrace)?

  /// Nothing counted yet, of a subtree of a model.
  init(model: FlowModel, observers: [any FlowObserver]) {
    self.init(tiers: model.tierCount, days: model.horizon.observedDayCount, observers: observers)
  }

  /// - Parameter days: whose end is counted.
  init(tiers: Int, days: Int, observers: [any FlowObserver]) {
    closed = FlatTable(repeatElement(0, count: tiers))
    self.days = DaySeries(days: days, tiers: tiers)
    queueAreas = FlatTable(repeatElement(0, count: tiers + 2))
    records = RecordBuffer(observers: observers)
  }

  /// Adds an amount where it is observed, and tells the trace in any case.
  /// - Parameter time: `nil` for that of the event under way.
  @inline(__always)
  mutating func add(_ amount: Double, to fact: FlowFact, isObserved: Bool, at time: Double? = nil) {
    if isObserved { facts[fact.rawValue] += amount }
    trace?.record(fact, amount: amount, at: time)
  }

  /// Adds what lies inside the observation of a stretch of time, times a number.
  mutating func add(
    from start: Double, to end: Double, times number: Double = 1, to fact: FlowFact, within horizon: Horizon
  ) {
    trace?.record(fact, from: start, to: end, times: number)
    let first = max(start, horizon.observationStart)
    let last = min(end, horizon.observationEnd)
    if last > first { facts[fact.rawValue] += (last - first) * number }
  }

  @inline(__always)
  mutating func countClosed(atTier tier: Int) { closed[tier] += 1 }

  /// Counts by fate, those closed by tier.
  var fates: FlowTotals.Counts {
    var fates = counts
    fates.closed = closed.withRows(Array.init)
    return fates
  }

  /// Says what is wrong with the inside, or `nil`.
  /// - Parameter open: entries that are open; `nil` where nobody knows.
  func checkInvariants(open: Int?) -> String? {
    for index in queueAreas.indices where queueAreas[index] < 0 { return "line \(index) was shorter than nothing" }
    let imbalance = fates.imbalance
    if imbalance < 0 { return "\(-imbalance) more have ended than were opened" }
    if let open, imbalance != open { return "\(open) are open, and \(imbalance) have no fate" }
    return nil
  }
}

extension Ledger {
  /// Writes all that was counted; observers and trace are the affair of whoever looks on.
  func save(to writer: inout StateWriter) {
    facts.save(to: &writer)
    writer.write([
      counts.opened, counts.open, counts.withdrawn, counts.merged, counts.dismissed, counts.errands, eventCount,
    ])
    writer.write(cohortIsComplete)
    closed.save(to: &writer)
    queueAreas.save(to: &writer)
    writer.write(days)
  }

  /// Reads what ``save(to:)`` wrote, to be told to these observers from now on.
  init(from reader: inout StateReader, observers: [any FlowObserver]) throws(SavedStateError) {
    self.init(tiers: 0, days: 0, observers: observers)
    facts = try FlatTable(from: &reader)
    let numbers = try reader.read(rowsOf: Int.self)
    guard numbers.count == 7 else { throw .wrongLength(found: numbers.count, expected: 7) }
    counts.opened = numbers[0]
    counts.open = numbers[1]
    counts.withdrawn = numbers[2]
    counts.merged = numbers[3]
    counts.dismissed = numbers[4]
    counts.errands = numbers[5]
    eventCount = numbers[6]
    cohortIsComplete = try reader.read(Bool.self)
    closed = try FlatTable(from: &reader)
    queueAreas = try FlatTable(from: &reader)
    days = try reader.read(DaySeries.self)
    try reader.require(facts.count == FlowFact.allCases.count && checkInvariants(open: nil) == nil, of: "Ledger")
  }
}
