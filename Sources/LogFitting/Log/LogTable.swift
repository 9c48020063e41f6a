/// One row of a log, texts by number. Times are minutes since 1970, local civil time; NaN for those that are not there.
struct LogRow: BitwiseCopyable, Sendable {
  var caseNumber: Int32 = -1
  var type: Int32 = -1
  var unit: Int32 = -1
  var desk: Int32 = -1
  var tier: Int8 = 0
  /// Whether the row's state is one of those that mean closed.
  var isClosed = false
  /// 0 routine, 1 urgent, 2 emergency.
  var urgency: UInt8 = 0
  /// Times that are dates alone, in columns that have times of day; a bit for each.
  fileprivate var dates: UInt8 = 0
  /// The row's state, by number of its text.
  var status: Int32 = -1
  /// Where it stands in its file.
  var line: Int32 = 0
  /// Of all its cells, those included that the map does not name.
  var content: UInt64 = 0
  var opened = Double.nan
  var closed = Double.nan
  var entered = Double.nan
  var start = Double.nan
  var end = Double.nan

  /// The time by which a row of an event finds its place among those of its case.
  var moment: Double {
    if !entered.isNaN { return entered }
    return start.isNaN ? end : start
  }

  /// The last time that it tells.
  var latest: Double {
    var latest = -Double.infinity
    for time in [opened, closed, entered, start, end] where time > latest { latest = time }
    return latest
  }
}

/// A time of a row, in the order in which they come in the life of a case.
enum LogTime: Int, CaseIterable, Hashable, Sendable {
  case opened, entered, start, end, closed

  /// Whether an empty cell means "not yet".
  var isEnding: Bool { self == .end || self == .closed }
}

extension LogRow {
  /// Whether a time is a date alone, though its column has times of day.
  func isDate(_ time: LogTime) -> Bool { dates & (1 << UInt8(time.rawValue)) != 0 }
  mutating func setDate(_ time: LogTime) { dates |= 1 << UInt8(time.rawValue) }

  subscript(time: LogTime) -> Double {
    get {
      switch time {
      case .opened: opened
      case .entered: entered
      case .start: start
      case .end: end
      case .closed: closed
      }
    }
    set {
      switch time {
      case .opened: opened = newValue
      case .entered: entered = newValue
      case .start: start = newValue
      case .end: end = newValue
      case .closed: closed = newValue
      }
    }
  }
}

/// A log as it was read: its rows in the order of time, those of one time in the order in which they came about as far
/// as the file shows it, and the texts that they name by number.
struct LogTable: Sendable {
  var rows: [LogRow] = []
  /// Of a table of cases beside a log of events; empty without.
  var caseRows: [LogRow] = []
  var cases = TextPool()
  var types = TextPool()
  var units = TextPool()
  var desks = TextPool()
  var statuses = TextPool()
  var bad = BadRows()
  /// Rows whose tier is a blank.
  var blankTiers = 0
  /// Rows that the map leaves out.
  var leftOut = 0
  /// Rows read, good or bad.
  var read = 0
  /// To what each column of times of the log is rounded; none for those without any time.
  var granularity: [LogTime: TimeGranularity] = [:]
  /// The same of the table of cases.
  var caseGranularity: [LogTime: TimeGranularity] = [:]
  /// How the rows of the log follow each other in its file.
  var order = FileOrder.oldestFirst
  /// What is to be said of how it was read.
  var notes: [ReadingNote] = []

  /// Whether the times at which cases open have hours and minutes: those of the column that tells them, or of the first
  /// that tells anything of a case.
  var opensAtTimeOfDay: Bool {
    let opening = caseGranularity[.opened] ?? granularity[.opened]
    let first = LogTime.allCases.lazy.compactMap { granularity[$0] }.first
    return hasTimeOfDay && (opening ?? first) != .day
  }

  /// Whether some column of times has hours and minutes; else all are dates only.
  var hasTimeOfDay: Bool {
    let all = Array(granularity.values) + Array(caseGranularity.values)
    return all.isEmpty || all.contains { $0 != .day }
  }

  /// Gives back the memory of all rows.
  mutating func releaseRows() { (rows, caseRows) = ([], []) }
}
