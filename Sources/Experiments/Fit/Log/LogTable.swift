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

/// A log as it was read: its rows, and the texts that they name by number.
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
  /// Whether times have hours and minutes, or are dates only.
  var hasTimeOfDay = true
  var dates: [String: String] = [:]

  /// Gives back the memory of all rows.
  mutating func releaseRows() { (rows, caseRows) = ([], []) }
}
