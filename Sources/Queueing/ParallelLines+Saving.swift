import StateStorage

extension ParallelLines: Savable {
  public func save(to writer: inout StateWriter) {
    // Nobody changes lines for a difference of none: 0 stands for never.
    writer.write([lanes.count, jockeyingThreshold ?? 0])
    for lane in lanes { writer.write(lane) }
  }

  public init(from reader: inout StateReader) throws(SavedStateError) {
    let numbers = try reader.read(2, rowsOf: Int.self)
    try reader.require(numbers[0] >= 1 && numbers[1] >= 0, of: "ParallelLines")
    var lanes: [Station] = []
    for _ in 0..<numbers[0] { lanes.append(try reader.read(Station.self)) }
    self.init(lanes: lanes, jockeyingThreshold: numbers[1] == 0 ? nil : numbers[1])
  }
}
