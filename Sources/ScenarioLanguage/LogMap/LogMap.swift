import RandomStreams

/// What a map file says of a log: which column is what, which words mean what, and what the log cannot say.
public struct LogMap: Sendable {
  /// Name of the scenario that is fitted.
  public var name = ""
  public var title = LocalizedText()
  public var columns = LogColumns()
  /// A second table with a row for each case, for logs that say elsewhere when a case was opened and closed.
  public var cases: LogCaseTable?
  /// From the ground up; empty for a log without tiers, which is then one tier.
  public var tiers: [LogTier] = []
  /// Texts of the column `status` that mean closed. A `*` stands for any text.
  public var closedWhen: [String] = []
  /// Texts of the columns `closed` and `end` that mean "not yet". A `*` stands for any text.
  public var openWhen: [String] = []
  /// Texts of the column `priority` that make an issue urgent, or an emergency.
  public var urgentWhen: [String] = []
  public var emergencyWhen: [String] = []
  /// Texts of the column `status` that open a closed case again; `nil` to find out which do.
  public var reopenedWhen: [String]?
  /// Rows that are not read: those in which a column has one of the texts.
  public var leftOut: [LogExclusion] = []
  public var dates = LogDates.detected
  public var encoding = LogEncoding.detected
  /// Minutes added to every time, for clocks that are wrong.
  public var timeShift = 0.0
  /// The zone of the city: times with an offset, and those counted since 1970, become its civil times.
  public var timeZone: LogTimeZone?
  /// The zone in which times without an offset are written; `nil` for that of the city.
  public var writtenZone: LogTimeZone?
  /// The first day whose cases are used; `nil` for all.
  public var since: CivilDate?
  /// The last day that the log covers; `nil` for that of its last time.
  public var until: CivilDate?
  public var badRows = BadRowRule.refuse
  /// What rows count that tell of the same thing again; `nil` where the map does not say, so that what was done is told.
  public var repeated: RepeatedRowRule?
  /// Types with fewer cases than the so many most frequent are one type, `other`.
  public var mostTypes = 20
  /// Public holidays, for the calendars that are fitted.
  public var holidays: [HolidayRule] = []

  public init() {}
}

/// Names of columns; empty for those that the log does not have.
public struct LogColumns: Sendable {
  public var caseID = ""
  public var type = ""
  /// Matched with ``LogTier/values``.
  public var tier = ""
  /// Where the case comes from: a unit of the lowest tier.
  public var unit = ""
  /// The unit that does the work of a row.
  public var desk = ""
  public var status = ""
  public var priority = ""
  /// Of the case.
  public var opened = ""
  public var closed = ""
  /// When the state that a row tells began.
  public var entered = ""
  /// When somebody began to work on it.
  public var start = ""
  /// When what a row tells was done.
  public var end = ""

  public init() {}

  /// Every column, with its key.
  public var all: [(key: String, name: String)] {
    [
      ("case", caseID), ("type", type), ("tier", tier), ("unit", unit), ("desk", desk), ("status", status),
      ("priority", priority), ("opened", opened), ("closed", closed), ("entered", entered), ("start", start),
      ("end", end),
    ]
  }

  /// Whether each row is an event; else it is a whole case.
  public var tellsEvents: Bool { !entered.isEmpty || !start.isEmpty || !end.isEmpty }
}

/// A table of cases beside a log of events.
public struct LogCaseTable: Sendable {
  public var file = ""
  public var columns = LogColumns()
  public init() {}
}

/// A tier, and how the log names it.
public struct LogTier: Sendable {
  public var id = ""
  public var title = LocalizedText()
  /// Texts of the column `tier` that mean this tier. A `*` stands for any text.
  public var values: [String] = []
  /// Whether it takes what no tier names.
  public var takesTheRest = false
  /// Working hours of its staff, Monday first; `nil` to find them in the log.
  public var hours: [[MinuteInterval]]?
  /// The hours as written.
  public var hoursText = ""
  public init() {}
}

/// Rows that are left out.
public struct LogExclusion: Sendable {
  public var column = ""
  public var values: [String] = []
}

/// How dates are written.
public enum LogDates: String, CaseIterable, Sendable {
  /// Found out for each column from its texts; refused where two readings are possible.
  case detected
  /// Also of two digits, and dates written as one number.
  case yearFirst = "year first"
  case dayFirst = "day first"
  case monthFirst = "month first"
  /// Seconds since 1970, or thousandths, millionths or billionths of them.
  case unix
  /// Days since 1899-12-30, as spreadsheets count.
  case spreadsheet
}

/// How the characters of a log are written.
public enum LogEncoding: String, CaseIterable, Sendable {
  /// Found out from the file.
  case detected
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case gb18030
}

/// What is done when rows cannot be read.
public enum BadRowRule: String, CaseIterable, Sendable {
  case refuse
  case skip
}

/// What is done with rows that tell of the same thing again.
public enum RepeatedRowRule: String, CaseIterable, Sendable {
  /// Rows that agree count once; of rows of one case that do not agree, in a table of cases, the latest holds.
  case latest
  case refuse
  /// Every row counts.
  case keep
}
