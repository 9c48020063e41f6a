import StateStorage

extension BatchingStation: Savable {
  public func save(to writer: inout StateWriter) {
    writer.write([servers, sizes.lowerBound, sizes.upperBound, waitingRoom, busy])
    writer.write(arrivals)
    writer.write(line)
    writer.write(due)
  }

  public init(from reader: inout StateReader) throws(SavedStateError) {
    let numbers = try reader.read(5, rowsOf: Int.self)
    try reader.require(
      numbers[0] >= 0 && numbers[1] >= 1 && numbers[1] <= numbers[2] && numbers[3] >= numbers[1] && numbers[4] >= 0,
      of: "BatchingStation")
    self.init(servers: numbers[0], sizes: numbers[1]...numbers[2], waitingRoom: numbers[3])
    busy = numbers[4]
    arrivals = try reader.read(UInt64.self)
    line = try reader.read(WaitingLine.self)
    due = try reader.read(rowsOf: WaitingTicket.self)
  }
}
