/// What the measures of a scenario should do to a response, against the same city without them.
public struct ExpectationSpec: Hashable, Sendable {
  public enum Change: String, CaseIterable, Sendable {
    case rises
    case falls
    case stays
  }

  /// How large a difference is asked for, or allowed.
  public enum Margin: Hashable, Sendable {
    /// In the unit of the response; of a share in parts of one.
    case absolute(Double)
    /// As a part of the value without the measures.
    case relative(Double)
  }

  public var response: String
  /// Empty when the response has one class.
  public var responseClass: String
  public var change: Change
  public var margin: Margin

  public init(response: String, responseClass: String = "", change: Change, margin: Margin = .absolute(0)) {
    self.response = response
    self.responseClass = responseClass
    self.change = change
    self.margin = margin
  }

  /// As the file names it.
  public var name: String { responseClass.isEmpty ? response : "\(response).\(responseClass)" }
}
