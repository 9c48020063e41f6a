import ScenarioLanguage

/// How many work at a desk, by hour of working days, Saturdays and Sundays.
///
/// Work that begins shows how many there were at least. An hour of the week in which much work begins and never more than
/// so many are at work has so many, though other hours have more.
struct StaffByHour {
  /// Of 72 hours.
  private let counts: [Int]
  let least: Int
  let most: Int

  /// Beginnings of work in an hour that tell how many there are.
  private static let fewest = 30
  /// Of them, those that may be with more: a helper now and then.
  private static let rare = 0.01

  /// The same number at all hours.
  init(always count: Int) {
    counts = Array(repeating: max(1, count), count: 72)
    (least, most) = (max(1, count), max(1, count))
  }

  /// - Parameter most: The number that is never exceeded.
  init(_ concurrency: Concurrency, most: Int) {
    var levels = Array(repeating: [Int](repeating: 0, count: most + 1), count: 72)
    for begun in concurrency.begun { levels[HourOfWeek.bin(of: begun.time)][min(most, begun.count)] += 1 }
    counts = levels.map { level in
      let all = level.reduce(0, +)
      guard all >= Self.fewest else { return most }
      var above = 0
      for count in stride(from: most, through: 1, by: -1) {
        above += level[count]
        if Double(above) > Self.rare * Double(all) { return count }
      }
      return most
    }
    least = counts.min() ?? most
    self.most = most
  }

  /// The parts of a span with one number each.
  func visit(from start: Double, to end: Double, _ body: (_ start: Double, _ end: Double, _ staff: Int) -> Void) {
    if least == most { return body(start, end, most) }
    var begin = start
    HourOfWeek.visit(from: start, to: end) { bin, minutes in
      let next = min(end, begin + minutes)
      body(begin, next, counts[bin])
      begin = next
    }
  }
}

/// Hours of working days, of Saturdays and of Sundays, 72 in all.
enum HourOfWeek {
  static let count = 72

  static func bin(of time: Double) -> Int {
    let day = Int((time / 1440).rounded(.down))
    let kind = max(0, CivilDate(dayNumber: day).weekday - 4)
    return kind * 24 + min(23, Int((time - Double(day) * 1440) / 60))
  }

  /// The bins of a span of time, in order, with the minutes in each.
  static func visit(from begin: Double, to end: Double, _ body: (_ bin: Int, _ minutes: Double) -> Void) {
    var time = begin
    while time < end {
      let next = min(end, ((time / 60).rounded(.down) + 1) * 60)
      body(bin(of: time), next - time)
      time = next
    }
  }
}
