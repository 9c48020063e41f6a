import Experiments
import ScenarioLanguage

/// Why a log could not be fitted.
public enum FitError: Error, Sendable {
  /// The map, or what it says of this log, is wrong.
  case map(ScenarioError)
  case log(path: String, LogFault)
  /// A record that ends the reading, since nothing after it can be trusted.
  case badRecord(line: Int, CSVRecordFault)
  /// Rows cannot be read, and the map says to refuse.
  case badRows(path: String, BadRows)
  /// Several readings of the times of a column are possible.
  case datesAmbiguous(path: String, column: String, example: String, readings: [TimeReadingText])
  /// A column of numbers that are no times of our years in any reading.
  case datesImplausible(path: String, column: String, example: String, readings: [TimeReadingText])
  /// No reading of the times of a column is possible; in one of ends it may be a word for "not yet".
  case datesUnreadable(path: String, column: String, example: String, isEnding: Bool)
  /// Times without an offset stand beside times with one, so that nothing says how far apart they are.
  case offsetsMissing(path: String, column: String, example: String, other: String)
  /// Nothing is left to fit.
  case noCases(path: String)
  /// Too few cases to say anything of.
  case tooFewCases(path: String, count: Int, least: Int)
  /// None of the cases is closed in what the fit sees of the log.
  case neverClosed(path: String, count: Int, end: String)
  /// Cases that reach a tier are closed neither there nor where they go from it.
  case endless(tier: String)
  /// No case reaches a tier in what the fit sees of the log.
  case emptyTier(String)
  /// A city was learnt that cannot be simulated; the first and the last day of the log, and why.
  case cityUnsound(path: String, from: String, to: String, reasons: [LocalizedText])
  /// Files of these names are there already.
  case filesAreThere(folder: String, names: [String])
  case experiment(ExperimentError)

  public enum LogFault: Hashable, Sendable {
    case notFound
    case notRegular
    case notReadable
    case empty
    /// The compressed data are cut or damaged.
    case damaged
    /// The compressed data grow to far more than a log's do.
    case unpacksTooFar(mebibytes: Int)
    case notUTF8(line: Int)
    /// Neither of the encodings that are read.
    case encodingNotFound(line: Int)
    /// The map says another encoding than that which was found, if any was.
    case encodingDiffers(told: LogEncoding, found: String?)
    /// Not in its encoding from some place on.
    case brokenText(String)
    /// The system cannot read the encoding.
    case encodingUnknown(String)
    /// No table of text.
    case foreign(ForeignFile)
  }

  public enum CSVRecordFault: Hashable, Sendable {
    case quoteNeverCloses
    case tooLong
  }
}

/// Rows that could not be read.
public struct BadRows: Sendable {
  /// One that is quoted.
  public struct Example: Sendable {
    public let line: Int
    public let reason: Reason
    /// What stands there.
    public let text: String
  }

  public enum Reason: Int, CaseIterable, Sendable {
    case cellCount
    case noCase
    case noTime
    case unreadableTime
    case endsBeforeStart
    case closesBeforeOpening
    case unknownTier
    case unknownCase
    case repeatedCase
    /// An end that is no time.
    case unreadableEnd
    /// An end that stands for "not yet".
    case standIn
    /// Something after the closing quote of a cell.
    case strayText
  }

  /// Texts of ends that are no times or stand for "not yet", each with its number of rows; of very many the first.
  private(set) var endTexts: [String: Int] = [:]

  /// The texts that no tier has, each with its number of rows; of very many the first.
  private(set) var tierTexts: [String: Int] = [:]
  public internal(set) var counts = [Int](repeating: 0, count: Reason.allCases.count)
  /// The first few of each reason.
  public internal(set) var examples: [Example] = []

  static let examplesOfAReason = 3

  public var count: Int { counts.reduce(0, +) }

  /// Counts rows that are not quoted.
  mutating func count(_ reason: Reason, _ rows: Int) { counts[reason.rawValue] += rows }

  mutating func add(_ reason: Reason, line: Int, text: @autoclosure () -> String) {
    counts[reason.rawValue] += 1
    if counts[reason.rawValue] <= BadRows.examplesOfAReason {
      examples.append(Example(line: line, reason: reason, text: String(text().prefix(120))))
    }
    switch reason {
    case .unknownTier: BadRows.count(String(text().prefix(60)), in: &tierTexts)
    case .unreadableEnd, .standIn: BadRows.count(String(text().prefix(60)), in: &endTexts)
    default: break
    }
  }
  private static func count(_ text: String, in texts: inout [String: Int]) {
    if texts.count < 1000 || texts[text] != nil { texts[text, default: 0] += 1 }
  }
}
