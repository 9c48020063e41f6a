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
    for _ in 0..<(try reader.read(Int.self)) {
      let numbers = try reader.read(4, rowsOf: Int.self)
      var station = Station(size: Size(servers: numbers[0], waitingRoom: numbers[1]))
      (station.occupied, station.blocked) = (numbers[2], numbers[3])
      station.line = try reader.read(rowsOf: Customer.self)
      let customers = try reader.read(rowsOf: Customer.self)
      let origins = try reader.read(rowsOf: Int.self)
      station.upstream = zip(customers, origins).map { Blocked(customer: $0, station: $1) }
      read.append(station)
    }
    self.init(read.map(\.size))
    stations = read
  }
}
