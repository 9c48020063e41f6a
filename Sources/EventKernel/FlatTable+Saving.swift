import StateStorage

extension FlatTable where Element: BitwiseCopyable {
  /// Writes the rows as a part.
  public func save(to writer: inout StateWriter) { withRows { writer.write(rows: $0) } }

  /// Reads the rows of a part.
  public init(from reader: inout StateReader) throws(SavedStateError) {
    self.init(try reader.read(rowsOf: Element.self))
  }
}
