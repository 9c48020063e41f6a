import ScenarioLanguage

/// From when on a log is whole, and up to when cases arise in it.
///
/// A log taken by activity holds old cases because they were still open, and only these: rates before it begins in
/// earnest mean nothing, and their times are those of survivors. It begins with the first month that has a tenth of the
/// median month's cases, and cases arise up to the last such month; a log that is too short for months has the days at
/// which no gap parts a few openings from all others. Closings may come long after the last opening.
struct LogSpan {
  static let month = 30.0 * 1440

  /// From the first day on, unless it is the first opening's.
  private(set) var begin: Double
  /// The end of the last day on which a case opens.
  private(set) var arrivalsEnd: Double

  /// - Parameter until: the last day that the log is said to cover.
  init(of log: EventLog, until: CivilDate?) {
    begin = log.begin
    arrivalsEnd = log.end
    guard let days = LogExtent.daysOfOpenings(log.cases.lazy.map(\.opened)) else { return }
    var opened: [Double] = []
    for item in log.cases where days.contains(LogSpan.day(item.opened)) { opened.append(item.opened) }
    opened.sort()
    guard var first = opened.first, var last = opened.last else { return }
    if let edge = LogSpan.firstDense(opened.reversed().map { last - $0 }) {
      first = opened.first { $0 >= last - edge } ?? first
    }
    if let edge = LogSpan.firstDense(opened.lazy.filter { $0 >= first }.map { $0 - first }) {
      last = opened.last { $0 <= first + edge } ?? last
    }
    if first > log.begin { begin = Double(LogSpan.day(first)) * 1440 }
    arrivalsEnd = min(log.end, Double(LogSpan.day(last) + 1) * 1440)
    // Who says up to when the log tells says it of openings too, where that can be.
    let covered = max(4, (last - first) / 14_400)
    if until != nil, log.end - arrivalsEnd <= covered * 1440 { arrivalsEnd = log.end }
  }

  private static func day(_ time: Double) -> Int { Int((time / 1440).rounded(.down)) }

  /// How far the last month in earnest reaches, where others follow it; ages rise.
  private static func firstDense(_ ages: [Double]) -> Double? {
    guard let oldest = ages.last, oldest > 4 * month else { return nil }
    let count = Int((oldest / month).rounded(.down)) + 1
    guard count < 100_000 else { return nil }
    var counts = [Int](repeating: 0, count: count)
    for age in ages { counts[min(count - 1, Int(age / month))] += 1 }
    let busy = counts.filter { $0 > 0 }.sorted()
    let median = Double(busy[busy.count / 2])
    guard let last = counts.lastIndex(where: { Double($0) >= median / 10 }), last + 1 < count else { return nil }
    return Double(last + 1) * month
  }
}
