import StateStorage

extension ForkJoin: Savable {
  public func save(to writer: inout StateWriter) {
    writer.write(outstanding)
    writer.write(free)
  }

  public init(from reader: inout StateReader) throws(SavedStateError) {
    self.init()
    outstanding = try reader.read(rowsOf: Int32.self)
    free = try reader.read(rowsOf: Int32.self)
  }
}
