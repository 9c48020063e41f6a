/// How many work at a desk: as many as were ever at work on something at once, but for a thousandth of the time.
enum StaffEstimation {
  /// - Parameter work: Beginnings and ends of pieces of work at one desk.
  static func staff(_ work: [(start: Double, end: Double)]) -> Int {
    var events: [(time: Double, step: Int)] = []
    events.reserveCapacity(work.count * 2)
    for piece in work where piece.end > piece.start {
      events.append((piece.start, 1))
      events.append((piece.end, -1))
    }
    // At one time those who end make room first.
    events.sort { ($0.time, $0.step) < ($1.time, $1.step) }
    var spent: [Double] = []
    var busy = 0
    var last = events.first?.time ?? 0
    for event in events {
      if busy > 0 {
        while spent.count < busy { spent.append(0) }
        spent[busy - 1] += event.time - last
      }
      last = event.time
      busy += event.step
    }
    let total = spent.reduce(0, +)
    var above = 0.0
    for level in spent.indices.reversed() {
      above += spent[level]
      if above > total / 1000 { return level + 1 }
    }
    return 1
  }
}
