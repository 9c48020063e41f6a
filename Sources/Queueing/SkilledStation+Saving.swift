import StateStorage

extension SkilledStation: Savable {
  /// Everything of a station but its servers and customers.
  private struct Saved: BitwiseCopyable {
    var choice: ServerChoice
    var discipline: QueueDiscipline
    var waitingRoom: Int
    var arrivals: UInt64
    var turns: UInt64
  }

  public func save(to writer: inout StateWriter) {
    writer.write(skills)
    writer.write(
      Saved(choice: choice, discipline: discipline, waitingRoom: waitingRoom, arrivals: arrivals, turns: turns))
    writer.write(servers)
    writer.write(line)
    writer.write(entries)
    writer.write(free)
  }

  public init(from reader: inout StateReader) throws(SavedStateError) {
    let skills = try reader.read(rowsOf: SkillSet.self)
    let saved = try reader.read(Saved.self)
    try reader.require(saved.waitingRoom >= 0, of: "SkilledStation")
    self.init(
      skills: skills, choice: saved.choice, discipline: saved.discipline, waitingRoom: saved.waitingRoom)
    (arrivals, turns) = (saved.arrivals, saved.turns)
    servers = try reader.read(rowsOf: Server.self)
    try reader.require(servers.count == skills.count, of: "SkilledStation")
    line = try reader.read(WaitingLine.self)
    entries = try reader.read(rowsOf: Entry.self)
    free = try reader.read(rowsOf: Int32.self)
  }
}
