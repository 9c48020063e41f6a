import StateStorage

extension FailureClock: Savable {
  /// A clock, whose dependence is a truth value.
  private struct Saved: BitwiseCopyable {
    var wearsByOperation: Bool
    var isUp: Bool
    var works: Bool
    var life: Double
    var since: Double?
    var turn: UInt32
  }

  public func save(to writer: inout StateWriter) {
    writer.write(
      Saved(
        wearsByOperation: dependence == .operation, isUp: isUp, works: works, life: life, since: since, turn: turn))
  }

  public init(from reader: inout StateReader) throws(SavedStateError) {
    let saved = try reader.read(Saved.self)
    self.init(saved.wearsByOperation ? .operation : .time)
    (isUp, works, life, since, turn) = (saved.isUp, saved.works, saved.life, saved.since, saved.turn)
  }
}
