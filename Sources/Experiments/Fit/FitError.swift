import IssueFlow

/// Why a log could not be fitted.
public enum FitError: Error, Sendable {
  /// The map, or what it says of this log, is wrong.
  case map(ScenarioError)
  case log(path: String, LogFault)
  /// A record that ends the reading, since nothing after it can be trusted.
  case badRecord(line: Int, CSVRecordFault)
  /// Rows cannot be read, and the map says to refuse.
  case badRows(path: String, BadRows)
  /// Two readings of the dates of a column are possible.
  case datesAmbiguous(path: String, column: String, example: String)
  /// No reading of the dates of a column is.
  case datesUnreadable(path: String, column: String, example: String)
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
    case notUTF8(line: Int)
    case encodingDiffers
    case encodingUnknown
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
  }

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
    guard reason == .unknownTier else { return }
    let tier = String(text().prefix(60))
    if tierTexts.count < 1000 || tierTexts[tier] != nil { tierTexts[tier, default: 0] += 1 }
  }
}
