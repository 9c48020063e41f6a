/// The text that positions point into: a file, or one `--set` override.
public final class SourceText: Sendable {
  /// As messages show it: the path as the user reached it, or `--set`.
  public let name: String
  /// Paths written in this text are relative to it.
  let directory: String
  /// Rank in the order of reading, which sorts problems of several files.
  let order: Int
  let lines: [Substring]
  /// Whether messages may quote it.
  let isShown: Bool

  init(name: String, directory: String, order: Int, text: String, isShown: Bool = true) {
    self.isShown = isShown
    self.name = name
    self.directory = directory
    self.order = order
    // Swift reads "\r\n" as one character, so splitting by characters would miss it: split by newline property.
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
  }

  /// The name under which overrides are reported.
  static let overrideName = "--set"

  /// In the order of problems overrides come after all files, and tables after those.
  static let firstOverrideOrder = 1_000_000
  static let firstTableOrder = 2_000_000

  var isOverride: Bool { name == SourceText.overrideName }
}

/// A place in a ``SourceText``: line and column count from one, columns in Unicode scalars.
public struct SourcePosition: Sendable {
  let source: SourceText
  public let line: Int
  public let column: Int

  init(source: SourceText, line: Int, column: Int) {
    self.source = source
    self.line = line
    self.column = column
  }

  /// The file, or `--set` for an override.
  public var file: String { source.name }

  /// File and line, as another message refers to it.
  var place: String { "\(file):\(line)" }

  /// The line it lies on, without its end; empty when the line does not exist, or must not be shown.
  public var sourceLine: String {
    source.isShown && source.lines.indices.contains(line - 1) ? String(source.lines[line - 1]) : ""
  }

  /// The position so many scalars further right.
  func moved(by columns: Int) -> SourcePosition {
    SourcePosition(source: source, line: line, column: column + columns)
  }
}

extension SourcePosition: Hashable, Comparable {
  public static func == (a: SourcePosition, b: SourcePosition) -> Bool {
    a.source === b.source && a.line == b.line && a.column == b.column
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(source))
    hasher.combine(line)
    hasher.combine(column)
  }

  public static func < (a: SourcePosition, b: SourcePosition) -> Bool {
    (a.source.order, a.line, a.column) < (b.source.order, b.line, b.column)
  }
}
