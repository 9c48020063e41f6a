/// A value set from outside the file, as by `--set tiers.grid.paperwork=25%`.
public struct Override: Hashable, Sendable {
  /// Keys with dots; list items by id, or by index from 0; a key that holds a dot in double quotes.
  public let path: String
  /// The value as one would write it in the file; a scalar needs no quotes.
  public let value: String

  public init(path: String, value: String) {
    self.path = path
    self.value = value
  }

  /// Splits `path=value` at the first equals sign; without one the whole text is the path and the value is empty,
  /// which loading reports.
  public init(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(path: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : "")
  }
}
