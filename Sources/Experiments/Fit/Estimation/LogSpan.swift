import IssueFlow

/// From when on a log is whole.
///
/// A log taken by activity holds old cases because they were still open, and only these: rates before it begins in
/// earnest mean nothing, and their times are those of survivors. It begins with the first month that has a tenth of the
/// median month's cases.
enum LogSpan {
  static let month = 30.0 * 1440

  static func begin(of log: EventLog) -> Double {
    guard log.end - log.begin > 4 * month else { return log.begin }
    let count = Int(((log.end - log.begin) / month).rounded(.up))
    guard count < 100_000 else { return log.begin }
    // Months are counted back from the end, so that the last is whole.
    var counts = [Int](repeating: 0, count: count)
    for item in log.cases { counts[min(count - 1, Int((log.end - item.opened) / month))] += 1 }
    let busy = counts.filter { $0 > 0 }.sorted()
    let median = Double(busy[busy.count / 2])
    guard let last = counts.lastIndex(where: { Double($0) >= median / 10 }), last + 1 < count else { return log.begin }
    let edge = log.end - Double(last + 1) * month
    // From the day of the first case after the edge.
    let first = log.cases.lazy.map(\.opened).filter { $0 >= edge }.min() ?? edge
    return (first / 1440).rounded(.down) * 1440
  }
}
