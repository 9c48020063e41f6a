import EventKernel
import StateStorage

/// The days of a subtree: what happened on each.
struct DaySeries: ~Copyable {
  private var tiers: Int
  private var days: FlatTable<DaySums.Day>
  /// Day by day, tier by tier.
  private var closed: FlatTable<Int>
  private var waiting: FlatTable<Int>
  /// What units and posts are like at the end of each day, day by day.
  private var states: FlatTable<Int>
  /// The day of a subtree, and what its units and posts are like.
  struct Cursor: BitwiseCopyable {
    var today = 0
    /// Whether the day under way is counted; days after the observation are not.
    var isCounted = true
    /// By ``DayState``.
    var states = SIMD4<Int>()

    mutating func change(_ state: DayState, by step: Int) { states[state.rawValue] += step }
  }

  init(days count: Int, tiers: Int) {
    self.tiers = tiers
    days = FlatTable(repeatElement(DaySums.Day(), count: count))
    closed = FlatTable(repeatElement(0, count: count * tiers))
    waiting = FlatTable(repeatElement(0, count: count * tiers))
    states = FlatTable(repeatElement(0, count: count * DayState.allCases.count))
  }

  @inline(__always)
  mutating func countArising(_ cursor: Cursor) {
    if cursor.isCounted { days.row(cursor.today).pointee.arisen += 1 }
  }

  @inline(__always)
  mutating func countWithdrawal(_ cursor: Cursor) {
    if cursor.isCounted { days.row(cursor.today).pointee.withdrawn += 1 }
  }

  @inline(__always)
  mutating func countClosing(at tier: Int, after time: Double, _ cursor: Cursor) {
    guard cursor.isCounted else { return }
    closed[cursor.today * tiers + tier] += 1
    days.row(cursor.today).pointee.timeToClose += time
  }

  /// Ends a day of a subtree, with what it looks like then, and goes on to the next.
  mutating func end(_ day: Int, open: Int, waiting lines: borrowing QueueLengths, _ cursor: inout Cursor) {
    guard cursor.isCounted else { return }
    days.row(day).pointee.open += open
    for tier in 0..<tiers { waiting[day * tiers + tier] += lines.number(of: tier) }
    for state in DayState.allCases.indices { states[day * DayState.allCases.count + state] += cursor.states[state] }
    cursor.today = day + 1
    cursor.isCounted = cursor.today < days.count
  }

  /// All of them, to be added to those of other subtrees.
  var sums: DaySums {
    DaySums(
      tiers: tiers, days: days.withRows(Array.init), closed: closed.withRows(Array.init),
      waiting: waiting.withRows(Array.init), states: states.withRows(Array.init))
  }
}

extension DaySeries: Savable {
  func save(to writer: inout StateWriter) {
    writer.write(tiers)
    days.save(to: &writer)
    closed.save(to: &writer)
    waiting.save(to: &writer)
    states.save(to: &writer)
  }

  init(from reader: inout StateReader) throws(SavedStateError) {
    self.init(days: 0, tiers: 1)
    tiers = try reader.read(Int.self)
    days = try FlatTable(from: &reader)
    closed = try FlatTable(from: &reader)
    waiting = try FlatTable(from: &reader)
    states = try FlatTable(from: &reader)
    try reader.require(
      tiers > 0 && closed.count == days.count * tiers && waiting.count == closed.count
        && states.count == days.count * DayState.allCases.count, of: "DaySeries")
  }
}
