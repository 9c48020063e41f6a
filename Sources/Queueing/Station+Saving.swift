import StateStorage

extension Station: Savable {
  /// Everything of a station but its line.
  @usableFromInline
  struct SavedStation: BitwiseCopyable {
    var servers: Int
    var discipline: QueueDiscipline
    var waitingRoom: Int
    var inService: Int
    var mayBegin: Bool
    var arrivals: UInt64
  }

  public func save(to writer: inout StateWriter) {
    writer.write(
      SavedStation(
        servers: servers, discipline: discipline, waitingRoom: waitingRoom, inService: inService, mayBegin: mayBegin,
        arrivals: arrivals))
    writer.write(line)
  }

  public init(from reader: inout StateReader) throws(SavedStateError) {
    let saved = try reader.read(SavedStation.self)
    try reader.require(saved.servers >= 0 && saved.waitingRoom >= 0 && saved.inService >= 0, of: "Station")
    self.init(servers: saved.servers, discipline: saved.discipline, waitingRoom: saved.waitingRoom)
    inService = saved.inService
    mayBegin = saved.mayBegin
    arrivals = saved.arrivals
    line = try reader.read(WaitingLine.self)
  }
}

extension WaitingLine: Savable {
  public func save(to writer: inout StateWriter) { writer.write(Array(entries[head...])) }

  public init(from reader: inout StateReader) throws(SavedStateError) {
    self.init()
    entries = try reader.read(rowsOf: Entry.self)
  }
}
