/// What a row of issues or visits is about. Issues of residents are what is measured; all else is counted apart.
public enum IssueKind: UInt8, CaseIterable, BitwiseCopyable, Sendable {
  case issue
  /// A further report of an issue that is known, or the same issue in another line of its unit.
  case duplicate
  /// A report of nothing.
  case falseAlarm
  /// Work from above; no resident's issue.
  case errand

  /// As result files call it.
  public var name: String {
    switch self {
    case .issue: "issue"
    case .duplicate: "report"
    case .falseAlarm: "false_alarm"
    case .errand: "errand"
    }
  }
}
