import StateStorage

extension BulkStation: Savable {
  public func save(to writer: inout StateWriter) {
    writer.write(batch)
    writer.write(arrivals)
    writer.write(line)
  }

  public init(from reader: inout StateReader) throws(SavedStateError) {
    let batch = try reader.read(Int.self)
    try reader.require(batch >= 1, of: "BulkStation")
    self.init(batch: batch)
    arrivals = try reader.read(UInt64.self)
    line = try reader.read(WaitingLine.self)
  }
}
