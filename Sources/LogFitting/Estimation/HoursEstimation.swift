import Foundation
import Queueing
import ScenarioLanguage

/// Working hours, found from when work begins and ends.
struct HoursEstimation {
  /// Work begun in each minute of the week, and ended.
  private var begun = [Int](repeating: 0, count: 7 * 1440)
  private var ended = [Int](repeating: 0, count: 7 * 1440)
  private var count = 0

  /// Fewer pieces of work tell nothing of the hours.
  static let fewest = 200
  private static let bin = 15

  mutating func add(_ visit: LogVisit) {
    if !visit.started.isNaN {
      begun[HoursEstimation.minute(visit.started)] += 1
      count += 1
    }
    if !visit.ended.isNaN { ended[HoursEstimation.minute(visit.ended)] += 1 }
  }

  private static func minute(_ time: Double) -> Int {
    let day = Int((time / 1440).rounded(.down))
    return min(1439, Int(time - Double(day) * 1440)) + CivilDate(dayNumber: day).weekday * 1440
  }

  /// The hours of a week, Monday first; `nil` when there is too little work to see them, or work at all hours.
  ///
  /// A quarter of an hour is open when a twentieth of the usual begins in it; working days have the same hours. Closing
  /// is the last minute in which work ends.
  func hours() -> [[MinuteInterval]]? {
    guard count >= Self.fewest else { return nil }
    var week: [[MinuteInterval]] = []
    let weekday = intervals(of: Array(0..<5))
    week = Array(repeating: weekday, count: 5)
    for day in 5..<7 { week.append(intervals(of: [day])) }
    let open = week.joined().reduce(0) { $0 + $1.end - $1.start }
    return open > 0.95 * 7 * 1440 || open == 0 ? nil : week
  }

  private func intervals(of days: [Int]) -> [MinuteInterval] {
    let bins = 1440 / Self.bin
    func sum(_ counts: [Int], _ range: Range<Int>) -> Int {
      days.reduce(0) { total, day in total + range.reduce(0) { $0 + counts[day * 1440 + $1] } }
    }
    let counts = (0..<bins).map { sum(begun, $0 * Self.bin..<($0 + 1) * Self.bin) }
    let used = counts.filter { $0 > 0 }.sorted()
    // A handful of odd pieces of work make no duty.
    guard let usual = used.isEmpty ? nil : used[used.count / 2],
      counts.reduce(0, +) * 7 * 50 > count * days.count
    else { return [] }
    var isOpen = counts.map { Double($0) >= max(1, Double(usual) / 20) }
    for index in 1..<(bins - 1) where isOpen[index - 1] && isOpen[index + 1] { isOpen[index] = true }
    var intervals: [MinuteInterval] = []
    var index = 0
    while index < bins {
      guard isOpen[index] else {
        index += 1
        continue
      }
      let first = index
      while index < bins, isOpen[index] { index += 1 }
      let opening =
        (first * Self.bin..<(first + 1) * Self.bin).first { sum(begun, $0..<($0 + 1)) > 0 } ?? first * Self.bin
      // Work that pauses ends no later than closing; the last quarter may see an end but no beginning.
      let edge = min(1440, index * Self.bin + Self.bin)
      let closing = (first * Self.bin..<edge).last { sum(ended, $0..<($0 + 1)) > 0 } ?? index * Self.bin - 1
      let start = (Double(opening) / 5).rounded(.down) * 5
      let end = min(1440, (Double(closing + 1) / 5).rounded(.up) * 5)
      if end > start, start >= intervals.last?.end ?? 0 { intervals.append(MinuteInterval(start: start, end: end)) }
    }
    return intervals
  }

  /// Hours as scenarios write them; `always` without any.
  static func text(of week: [[MinuteInterval]]?) -> String {
    guard let week else { return "always" }
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    func clock(_ minute: Double) -> String {
      let whole = Int(minute)
      return "\(whole / 60 < 10 ? "0" : "")\(whole / 60):\(whole % 60 < 10 ? "0" : "")\(whole % 60)"
    }
    var parts: [String] = []
    var day = 0
    while day < 7 {
      var last = day
      while last + 1 < 7, week[last + 1] == week[day] { last += 1 }
      if !week[day].isEmpty {
        let days = last == day ? names[day] : "\(names[day])-\(names[last])"
        parts.append(days + " " + week[day].map { "\(clock($0.start))-\(clock($0.end))" }.joined(separator: " "))
      }
      day = last + 1
    }
    return parts.joined(separator: ", ")
  }
}

/// Working minutes between two times of a log.
struct WorkingHours {
  private let calendar: WorkingCalendar
  private let origin: Double
  private let length: Double

  /// Hours of a week over a span of days; always without any. Public holidays are closed.
  init(week: [[MinuteInterval]]?, from begin: Double, to end: Double, holidays: [HolidayRule]) {
    let first = Int((begin / 1440).rounded(.down))
    origin = Double(first) * 1440
    length = max(0, end - origin)
    guard let week else {
      calendar = .always
      return
    }
    let rules = Dictionary(holidays.map { ($0.date.dayNumber, $0.isWorkday) }, uniquingKeysWith: { _, last in last })
    let days = (first...max(first, Int((end / 1440).rounded(.down)) + 1)).map { day -> Int in
      let weekday = CivilDate(dayNumber: day).weekday
      guard let isWorkday = rules[day] else { return weekday }
      return isWorkday ? (week[weekday].isEmpty ? 0 : weekday) : 7
    }
    calendar = WorkingCalendar(
      patterns: week.map { $0.map { WorkingCalendar.Interval(start: $0.start, end: $0.end) } } + [[]], days: days)
  }

  /// Times off duty in the span, in minutes since 1970, rising.
  var closed: [(start: Double, end: Double)] {
    guard !calendar.isAlwaysOpen, calendar.opens else { return [] }
    var times: [(start: Double, end: Double)] = []
    var time = 0.0
    while time < length {
      let opening = calendar.nextOpening(from: time)
      if opening > time { times.append((time + origin, min(opening, length) + origin)) }
      guard opening < length else { break }
      time = calendar.nextClosing(from: opening)
    }
    return times
  }

  /// - Precondition: `start` lies in the span, and `end` is not before it.
  func minutes(from start: Double, to end: Double) -> Double {
    calendar.isAlwaysOpen ? end - start : calendar.workingTime(from: start - origin, to: end - origin)
  }
}
