/// Which files a run writes beside those that every run has.
public struct ResultOptions: Hashable, Sendable {
  /// `issues.csv`, a row for each issue.
  public var issues: Bool
  /// `events.csv`, a row for each visit.
  public var events: Bool
  /// The byte-order mark by which Excel knows UTF-8.
  public var excel: Bool

  public init(issues: Bool = false, events: Bool = false, excel: Bool = false) {
    self.issues = issues
    self.events = events
    self.excel = excel
  }
}
