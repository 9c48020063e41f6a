import StateStorage

extension ResourcePool: Savable {
  /// A request but for its demand, which has a unit for each kind.
  private struct SavedRequest: BitwiseCopyable {
    var customer: Customer
    var passed: Int
    var state: Request.State
    var occupant: UInt32
  }

  public func save(to writer: inout StateWriter) {
    writer.write(capacities)
    writer.write(available)
    writer.write(discipline)
    writer.write(overtakes)
    writer.write(arrivals)
    writer.write(line)
    writer.write(free)
    writer.write(
      requests.map {
        SavedRequest(customer: $0.customer, passed: $0.passed, state: $0.state, occupant: $0.occupant)
      })
    writer.write(requests.flatMap(\.demand))
  }

  public init(from reader: inout StateReader) throws(SavedStateError) {
    let capacities = try reader.read(rowsOf: Int.self)
    let available = try reader.read(rowsOf: Int.self)
    let discipline = try reader.read(QueueDiscipline.self)
    let overtakes = try reader.read(Int.self)
    try reader.require(
      overtakes >= 0 && capacities.allSatisfy { $0 >= 0 } && available.count == capacities.count, of: "ResourcePool")
    self.init(capacities: capacities, discipline: discipline, overtakes: overtakes)
    self.available = available
    arrivals = try reader.read(UInt64.self)
    line = try reader.read(WaitingLine.self)
    free = try reader.read(rowsOf: Int32.self)
    let saved = try reader.read(rowsOf: SavedRequest.self)
    let demands = try reader.read(rowsOf: Int.self)
    let kinds = capacities.count
    let (wanted, overflow) = saved.count.multipliedReportingOverflow(by: kinds)
    guard !overflow, demands.count == wanted else { throw .wrongLength(found: demands.count, expected: wanted) }
    requests = saved.enumerated().map { index, request in
      Request(
        customer: request.customer, demand: Array(demands[index * kinds..<(index + 1) * kinds]),
        passed: request.passed, state: request.state, occupant: request.occupant)
    }
  }
}
