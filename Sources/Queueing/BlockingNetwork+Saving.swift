import StateStorage

extension BlockingNetwork: Savable {
  public func save(to writer: inout StateWriter) {
    writer.write(stations.count)
    for station in stations {
      writer.write([station.size.servers, station.size.waitingRoom, station.occupied, station.blocked])
      writer.write(station.line)
      writer.write(station.upstream.map(\.customer))
      writer.write(station.upstream.map(\.station))
    }
  }

  public init(from reader: inout StateReader) throws(SavedStateError) {
    var read: [Station] = []
    let count = try reader.read(Int.self)
    try reader.require(count >= 0, of: "BlockingNetwork")
    for _ in 0..<count {
      let numbers = try reader.read(4, rowsOf: Int.self)
      try reader.require(
        numbers[0] >= 1 && numbers.allSatisfy { $0 >= 0 } && numbers[2] <= numbers[0] && numbers[3] <= numbers[2],
        of: "BlockingNetwork")
      var station = Station(size: Size(servers: numbers[0], waitingRoom: numbers[1]))
      (station.occupied, station.blocked) = (numbers[2], numbers[3])
      station.line = try reader.read(rowsOf: Customer.self)
      let customers = try reader.read(rowsOf: Customer.self)
      let origins = try reader.read(rowsOf: Int.self)
      try reader.require(origins.allSatisfy { (0..<count).contains($0) }, of: "BlockingNetwork")
      station.upstream = zip(customers, origins).map { Blocked(customer: $0, station: $1) }
      read.append(station)
    }
    self.init(read.map(\.size))
    stations = read
  }
}
