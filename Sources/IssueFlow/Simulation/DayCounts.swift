import EventKernel

/// What happened on the day under way.
struct DayCounts: ~Copyable {
  var arisen = 0
  var withdrawn = 0
  var timeToClose = 0.0
  private var closed: FlatTable<Int>

  init(tiers: Int) { closed = FlatTable(repeatElement(0, count: tiers)) }

  @inline(__always)
  mutating func countClosing(at tier: Int, after time: Double) {
    closed[tier] += 1
    timeToClose += time
  }

  /// The day's row, with what the city looks like at its end.
  func record(day: Int, open: Int, waiting: [Int]) -> DayRecord {
    let closed = closed.withRows(Array.init)
    let count = closed.reduce(0, +)
    return DayRecord(
      day: day, arisen: arisen, closed: closed, withdrawn: withdrawn, open: open, waiting: waiting,
      timeToClose: count > 0 ? timeToClose / Double(count) : nil)
  }
}
