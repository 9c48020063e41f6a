import StateStorage

extension SharedStation: Savable {
  /// Everything of a station but its customers.
  private struct Saved: BitwiseCopyable {
    var places: Int
    var waitingRoom: Int
    var speed: Double
    var clock: Double
    var progress: Double
    var arrivals: UInt64
  }

  public func save(to writer: inout StateWriter) {
    writer.write(rates)
    writer.write(
      Saved(
        places: places, waitingRoom: waitingRoom, speed: speed, clock: clock, progress: progress, arrivals: arrivals))
    writer.write(sharing)
    writer.write(line)
    writer.write(entries)
    writer.write(free)
  }

  public init(from reader: inout StateReader) throws(SavedStateError) {
    let rates = try reader.read(ServiceRates.self)
    let saved = try reader.read(Saved.self)
    try reader.require(
      rates.problem == nil && saved.places >= 1 && saved.waitingRoom >= 0 && saved.speed >= 0 && saved.speed.isFinite
        && !saved.clock.isNaN && !saved.progress.isNaN, of: "SharedStation")
    self.init(rates: rates, places: saved.places, waitingRoom: saved.waitingRoom)
    (speed, clock, progress, arrivals) = (saved.speed, saved.clock, saved.progress, saved.arrivals)
    sharing = try reader.read(WaitingLine.self)
    line = try reader.read(WaitingLine.self)
    entries = try reader.read(rowsOf: Entry.self)
    free = try reader.read(rowsOf: Int32.self)
  }
}

extension ServiceRates: Savable {
  public func save(to writer: inout StateWriter) {
    switch self {
    case .total(let rate):
      writer.write(0)
      writer.write([rate])
    case .servers(let servers, let speed):
      writer.write(servers)
      writer.write([speed])
    case .byNumber(let rates):
      writer.write(-1)
      writer.write(rates)
    }
  }

  /// The first part is the number of servers; 0 stands for one rate for all, −1 for rates by number.
  public init(from reader: inout StateReader) throws(SavedStateError) {
    let servers = try reader.read(Int.self)
    let rates = try reader.read(rowsOf: Double.self)
    if servers == -1 {
      self = .byNumber(rates)
      return
    }
    guard rates.count == 1 else { throw .wrongLength(found: rates.count, expected: 1) }
    self = servers == 0 ? .total(rates[0]) : .servers(servers, speed: rates[0])
  }
}
