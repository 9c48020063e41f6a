import ScenarioLanguage

/// A remark on how a log was read.
public enum ReadingNote: Hashable, Sendable {
  /// The map does not say the encoding, and it is not UTF-8.
  case encoding(file: String, name: String)
  /// Titles stand above the header.
  case header(file: String, line: Int)
  /// Columns that the map does not name and that are there twice.
  case repeatedColumns(file: String, names: [String])
  /// The header stands again below.
  case headersAgain(file: String, lines: [Int])
  case notation(column: String, example: String, reading: TimeReadingText)
  /// A column is rounded more than others of the log.
  case rounded(column: String, to: TimeGranularity)
  /// Cells that are dates alone, in a column that has times of day.
  case someDates(count: Int, of: Int, column: String)
  /// Rows whose rounded time lies on the day, or in the hour, of another of their times.
  case roundedRows(count: Int, of: Int, columns: [String])
  /// All times of a column are at one time of the day.
  case oneTimeOfDay(column: String, minute: Double)
  /// All times are universal, and stay so; with the columns that count since 1970.
  case universalKept(counted: [String])
  case offsetKept(OffsetShare)
  case offsetsConverted(to: OffsetShare, offsets: [OffsetShare])
  case convertedToZone(String, offsets: [OffsetShare])
  case takenAsLocal(column: String, zone: String)
  case takenAsOffset(column: String, offset: OffsetShare)
  case order(file: String, FileOrder)
  /// Rows of one case with the same time, in a file without an order.
  case guessedOrder(file: String, rows: Int)
  /// Cells that `open_when` made empty.
  case readAsOpen(cells: Int)
  /// Rows that were skipped because their end is a stand-in.
  case standInsSkipped(rows: Int)
}

/// Texts with one offset from universal time.
public struct OffsetShare: Hashable, Sendable {
  public let minutes: Int
  public let times: Int

  /// Such as UTC, +08:00 or -03:30.
  public var name: String {
    guard minutes != 0 else { return "UTC" }
    let (hour, minute) = (abs(minutes) / 60, abs(minutes) % 60)
    return "\(minutes < 0 ? "-" : "+")\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }
}

/// One reading of a text.
public struct TimeReadingText: Hashable, Sendable {
  /// What `dates` of the map says for it.
  public let dates: LogDates
  /// The form in words.
  public let form: LocalizedText
  /// The time that comes out.
  public let time: String

  init(form: TimeForm, minutes: Double) {
    dates = form.dates
    self.form = form.words
    let day = Int((minutes / 1440).rounded(.down))
    let second = Int(((minutes - Double(day) * 1440) * 60).rounded(.down))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = CivilDate(dayNumber: day).iso
    time = second == 0 ? date : "\(date) \(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
  }
}
