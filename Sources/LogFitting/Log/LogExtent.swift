import ScenarioLanguage

/// Up to when a log tells of its cases, and the times in it that lie so far off that they cannot be told from slips.
///
/// A single date far away would make a log of a year one of a century: every rate, and how long open cases have lasted,
/// rest on where it ends. A log is dense where it is a log; a time is far off when a gap parts it from the others that is
/// longer than a month and than a tenth of the log, and when hardly anything lies beyond the gap.
struct LogExtent {
  /// Minutes since 1970; the log tells of nothing before the first, and up to the second.
  private(set) var begin = -Double.infinity
  private(set) var end = 0.0
  /// Times before and after, column by column.
  private(set) var far: [FarTimes] = []

  /// Days that a gap between times is long at least; between openings.
  private static let gap = 30
  private static let gapOfOpenings = 4

  init(of table: LogTable, map: LogMap) {
    let sources = LogExtent.sources(table, map)
    var days = DayCounts(around: LogExtent.middle(of: sources))
    for source in sources { source.eachTime { days.add($0) } }
    let dense = days.dense(gap: LogExtent.gap)
    let last = map.until.map { $0.dayNumber } ?? dense.upperBound
    let first = map.since == nil ? dense.lowerBound : Int.min
    var latest = -Double.infinity
    for source in sources {
      let edge = Double(last + 1) * 1440
      source.eachTime { if $0 < edge, $0 > latest { latest = $0 } }
    }
    if let until = map.until {
      end = Double(until.dayNumber + 1) * 1440
    } else {
      // A log of dates tells of the whole of its last day.
      end = table.hasTimeOfDay || latest / 1440 != (latest / 1440).rounded() ? latest : latest + 1440
    }
    if first > Int.min { begin = Double(first) * 1440 }
    for source in sources {
      if first > Int.min { addFar(source.far(isLate: false) { $0 < begin }) }
      if map.until == nil {
        let edge = Double(last + 1) * 1440
        addFar(source.far(isLate: true) { $0 >= edge })
      }
    }
  }

  private mutating func addFar(_ times: FarTimes?) {
    if let times { far.append(times) }
  }

  /// Days in which cases open in earnest: from the first to the last, without those that hardly any other is near to.
  static func daysOfOpenings(_ times: some Sequence<Double>) -> ClosedRange<Int>? {
    let times = Array(times)
    guard !times.isEmpty else { return nil }
    var days = DayCounts(around: times[times.count / 2])
    for time in times { days.add(time) }
    return days.dense(gap: gapOfOpenings)
  }

  // MARK: - Times of a table

  /// A column of times.
  fileprivate struct Source {
    let name: String
    let file: String?
    let rows: [LogRow]
    let time: KeyPath<LogRow, Double>

    func eachTime(_ body: (Double) -> Void) {
      for row in rows where !row[keyPath: time].isNaN { body(row[keyPath: time]) }
    }

    func far(isLate: Bool, _ isFar: (Double) -> Bool) -> FarTimes? {
      var times = FarTimes(column: name, file: file, isLate: isLate)
      for row in rows where isFar(row[keyPath: time]) { times.add(row.line, row[keyPath: time]) }
      return times.count > 0 ? times : nil
    }
  }

  private static func sources(_ table: LogTable, _ map: LogMap) -> [Source] {
    func of(_ columns: LogColumns, _ rows: [LogRow], _ file: String?) -> [Source] {
      [
        (columns.opened, \LogRow.opened), (columns.closed, \.closed), (columns.entered, \.entered),
        (columns.start, \.start), (columns.end, \.end),
      ].filter { !$0.0.isEmpty }.map { Source(name: $0.0, file: file, rows: rows, time: $0.1) }
    }
    return of(map.columns, table.rows, nil) + (map.cases.map { of($0.columns, table.caseRows, $0.file) } ?? [])
  }

  /// The median of a thousand times.
  private static func middle(of sources: [Source]) -> Double {
    var sample: [Double] = []
    for source in sources {
      for index in stride(from: 0, to: source.rows.count, by: max(1, source.rows.count / 300)) {
        let time = source.rows[index][keyPath: source.time]
        if !time.isNaN { sample.append(time) }
      }
    }
    sample.sort()
    return sample.isEmpty ? 0 : sample[sample.count / 2]
  }
}

/// Times of a column that lie far off: how many, and the first of them by their lines.
struct FarTimes: Hashable, Sendable {
  struct Example: Hashable, Sendable {
    let line: Int
    let time: String
  }

  /// As the file's header has it.
  let column: String
  /// The file, where it is not the log itself.
  let file: String?
  let isLate: Bool
  private(set) var count = 0
  private(set) var examples: [Example] = []

  init(column: String, file: String?, isLate: Bool) {
    (self.column, self.file, self.isLate) = (column, file, isLate)
  }

  mutating func add(_ line: Int32, _ time: Double) {
    count += 1
    if examples.count < 3 { examples.append(Example(line: Int(line), time: LogTimeText.text(time))) }
  }
}

/// Minutes since 1970 as people write them.
enum LogTimeText {
  static func day(_ time: Double) -> String { CivilDate(dayNumber: Int((time / 1440).rounded(.down))).iso }

  static func text(_ time: Double) -> String {
    let minute = Int((time - (time / 1440).rounded(.down) * 1440).rounded(.down))
    if minute == 0 { return day(time) }
    let parts = [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return day(time) + " " + parts.joined(separator: ":")
  }
}

/// How many times fall on each day, over two centuries.
private struct DayCounts {
  private static let reach = 40_000

  private let first: Int
  private var counts = [Int](repeating: 0, count: 2 * DayCounts.reach + 1)
  private var total = 0

  init(around time: Double) { first = Int((time / 1440).rounded(.down)) - DayCounts.reach }

  /// Times beyond a century are as good as a century off.
  mutating func add(_ time: Double) {
    let day = (time / 1440).rounded(.down) - Double(first)
    counts[Int(min(max(day, 0), Double(counts.count - 1)))] += 1
    total += 1
  }

  /// The days without those that a gap parts from the others, if hardly any time lies beyond it.
  func dense(gap: Int) -> ClosedRange<Int> {
    let few = max(3, total / 200)
    let (low, middle, high) = (day(ofRank: total / 100), day(ofRank: total / 2), day(ofRank: total - 1 - total / 100))
    func edge(from start: Int, step: Int, opposite: Int) -> Int {
      var last = start
      var beyond = 0
      for day in counts.indices where (day - start) * step > 0 { beyond += counts[day] }
      var day = start + step
      while counts.indices.contains(day), beyond > 0 {
        if counts[day] > 0 {
          let (length, found) = (abs(last - opposite), (day - last) * step)
          if found > max(gap, length / 10), beyond <= few { break }
          // A date that stands for "never" may be frequent, but it stands alone.
          if found > max(gap, length), daysBeyond(day, step) <= 3 { break }
          beyond -= counts[day]
          last = day
        }
        day += step
      }
      return last
    }
    return (first + edge(from: middle, step: -1, opposite: high))...(first + edge(from: middle, step: 1, opposite: low))
  }

  private func daysBeyond(_ day: Int, _ step: Int) -> Int {
    var found = 0
    var day = day
    while counts.indices.contains(day), found <= 3 {
      if counts[day] > 0 { found += 1 }
      day += step
    }
    return found
  }

  private func day(ofRank rank: Int) -> Int {
    var sum = 0
    for day in counts.indices {
      sum += counts[day]
      if sum > rank { return day }
    }
    return counts.count - 1
  }
}
