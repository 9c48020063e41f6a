import ScenarioLanguage

/// Dates that programs write where there is none: they must not be taken for ends.
///
/// The beginning of a program's time (1970-01-01, 1900-01-01, 1899-12-30, 0001-01-01, 1753-01-01), years without end
/// (from 2099-12-31 on) and what is no date at all (0000-00-00, 1900-01-00) stand for "not yet" in a log of our time. In a
/// log that itself lies there they are dates like others.
struct StandInDates {
  /// The days among which the log lies, with thirty years on either side.
  private let ofLog: ClosedRange<Double>

  private static let reach = 30.0 * 365 * 1440
  private static let known = [
    CivilDate(year: 1970, month: 1, day: 1), CivilDate(year: 1900, month: 1, day: 1),
    CivilDate(year: 1899, month: 12, day: 30), CivilDate(year: 1899, month: 12, day: 31),
    CivilDate(year: 1969, month: 12, day: 31), CivilDate(year: 1980, month: 1, day: 1),
    CivilDate(year: 1904, month: 1, day: 1), CivilDate(year: 1800, month: 1, day: 1),
  ].map { Double($0.dayNumber) }
  private static let endless = Double(CivilDate(year: 2099, month: 12, day: 31).dayNumber * 1440)
  private static let words = ["0000", "0001-01-01", "0001/1/1", "1753-01-01", "1753/1/1", "1900-01-00", "1900/1/0"]

  /// - Parameter columns: the columns of times of the table; those in which things begin show where the log lies.
  init(_ columns: [TimeColumn]) {
    let begun = columns.filter { !$0.role.isEnding && !$0.isEmpty && $0.reading.fits > 0 }
    let shown = begun.isEmpty ? columns.filter { $0.reading.fits > 0 } : begun
    let first = shown.map(\.reading.first).min() ?? 0
    let last = shown.map(\.reading.last).max() ?? 0
    // Where only ends are told, stand-ins are among what is seen, and the middle of it says where the log lies.
    let middle = shown.reduce(0) { $0 + $1.reading.sum } / Double(max(1, shown.reduce(0) { $0 + $1.reading.fits }))
    let (low, high) = begun.isEmpty ? (middle, middle) : (first, last)
    ofLog = (low - Self.reach)...(high + Self.reach)
  }

  /// Whether the end of a row stands for none.
  /// - Parameters:
  ///   - time: what it was read as; `nil` when it is no time.
  ///   - text: what is written.
  func contains(_ time: Double?, _ text: ArraySlice<UInt8>) -> Bool {
    guard let time else {
      let word = String(decoding: text.prefix(10), as: UTF8.self)
      return Self.words.contains { word.hasPrefix($0) } || word == "0" || word == "-1" || word.hasPrefix("9999")
    }
    guard !ofLog.contains(time) else { return false }
    return time >= Self.endless || Self.known.contains((time / 1440).rounded(.down))
  }
}
