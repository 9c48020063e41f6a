import StateStorage

extension InterruptibleStation: Savable {
  /// Everything of a station but its customers.
  private struct Saved: BitwiseCopyable {
    var servers: Int
    var discipline: QueueDiscipline
    var isPreemptive: Bool
    var interruption: InterruptionRule
    var waitingRoom: Int
    var arrivals: UInt64
    /// No servers stand for no overtime.
    var overtimeBefore: UInt64
    var overtimeServers: Int
  }

  public func save(to writer: inout StateWriter) {
    writer.write(
      Saved(
        servers: servers, discipline: discipline, isPreemptive: isPreemptive, interruption: interruption,
        waitingRoom: waitingRoom, arrivals: arrivals, overtimeBefore: overtime?.before ?? 0,
        overtimeServers: overtime?.servers ?? 0))
    writer.write(line)
    writer.write(serving)
    writer.write(paused)
    writer.write(entries)
    writer.write(free)
  }

  public init(from reader: inout StateReader) throws(SavedStateError) {
    let saved = try reader.read(Saved.self)
    try reader.require(saved.servers >= 0 && saved.waitingRoom >= 0, of: "InterruptibleStation")
    self.init(
      servers: saved.servers, discipline: saved.discipline, isPreemptive: saved.isPreemptive,
      interruption: saved.interruption, waitingRoom: saved.waitingRoom)
    arrivals = saved.arrivals
    if saved.overtimeServers > 0 { overtime = (saved.overtimeBefore, saved.overtimeServers) }
    line = try reader.read(WaitingLine.self)
    serving = try reader.read(rowsOf: Int32.self)
    paused = try reader.read(rowsOf: Int32.self)
    entries = try reader.read(rowsOf: Entry.self)
    free = try reader.read(rowsOf: Int32.self)
  }
}
