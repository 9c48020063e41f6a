/// A remark about rows of a log: what was not used of them, or read in one of two ways.
public enum RowNote: Hashable, Sendable {
  /// Rows that could not be read, by the number of their reason, and the first lines of each.
  case skipped(counts: [Int], of: Int, lines: [Int])
  case leftOut(count: Int, of: Int)
  /// Rows that tell the same as another.
  case alike(count: Int, of: Int, examples: String)
  /// Rows that tell the same, where no column tells cases apart.
  case keptAlike(count: Int, of: Int, examples: String)
  case sameWork(count: Int, examples: String)
  case unfinishedWork(count: Int, examples: String)
  case outdated(count: Int, of: Int, examples: String)
  /// Times far before or after all others, and the day from or up to which the log is used.
  case farTimes(count: Int, column: String, file: String?, isLate: Bool, examples: [String], day: String)
  /// Cases opened before the log is dense, and the first day from which it is.
  case beforeLog(count: Int, lines: [Int], begin: String)
  /// Cases opened after the last day on which they do in earnest.
  case afterLog(count: Int, lines: [Int], end: String)
  case arrivalsEnd(day: String, end: String)
  /// Rows after a closing that open no case again, by their texts; a line of the map that says so, if one does, and one that
  /// says the opposite.
  case afterClosing(rows: Int, cases: Int, texts: String, lines: [Int], confirming: String?, reopened: String)
  case afterToldClosing(rows: Int, cases: Int, texts: String, lines: [Int], leaveOut: String?)
  /// Closings that were opened again, though the map does not say by which texts.
  case reopenedBy(count: Int, texts: String, lines: [Int], reopened: String, leaveOut: String)
  case notInTable(cases: Int)

  /// Whether it may turn the answer itself.
  var isDoubt: Bool {
    switch self {
    case .arrivalsEnd: false
    default: true
    }
  }
}
