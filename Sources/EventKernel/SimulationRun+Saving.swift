import StateStorage

extension SimulationRun: Savable {
  /// Writes clock, number of events and fingerprint; a trace is the affair of whoever looks on.
  public func save(to writer: inout StateWriter) {
    writer.write(clock)
    writer.write(eventCount)
    writer.write(fingerprint)
  }

  public init(from reader: inout StateReader) throws(SavedStateError) {
    self.init()
    clock = try reader.read(Double.self)
    eventCount = try reader.read(Int.self)
    fingerprint = try reader.read(Fingerprint.self)
  }
}
