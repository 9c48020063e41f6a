import StateStorage

extension RoundRobinRoute: Savable {
  public func save(to writer: inout StateWriter) {
    writer.write(turns)
    writer.write(next)
  }

  public init(from reader: inout StateReader) throws(SavedStateError) {
    let turns = try reader.read(rowsOf: Int.self)
    let next = try reader.read(Int.self)
    try reader.require(turns.allSatisfy { $0 >= 0 } && turns.indices.contains(next), of: "RoundRobinRoute")
    self.init(turns: turns, next: next)
  }
}

extension ShortestQueueRoute: Savable {
  public func save(to writer: inout StateWriter) {
    writer.write(ties == .lowestIndex ? 0 : ties == .random ? 1 : 2)
    writer.write(last)
  }

  public init(from reader: inout StateReader) throws(SavedStateError) {
    let number = try reader.read(Int.self)
    self.init(ties: number == 0 ? .lowestIndex : number == 1 ? .random : .inTurn)
    last = try reader.read(Int.self)
  }
}
