/// Bounds that keep a hostile file from exhausting memory, the stack or patience.
package enum ReadingLimits {
  static let fileBytes = 8 * 1_048_576
  static let fileMegabytes = 8
  static let nestingDepth = 100
  /// Counted after aliases are expanded, in each file.
  static let nodes = 200_000
  /// Files of one scenario, through `extends`.
  static let extendedFiles = 20
  /// Bytes of a value that a grammar reads; titles may be longer.
  static let scalarBytes = 4096
  /// Bytes of an override's path, which is looked up part by part.
  static let pathBytes = 1000
  /// Rows of one table.
  static let tableRows = 1_000_000
  /// Sessions of one visit.
  package static let sessionsOfVisit = 200
  /// Characters of a value that a message repeats.
  static let quotedCharacters = 60
}
