import StateStorage

extension BranchedStations: Savable {
  public func save(to writer: inout StateWriter) {
    writer.write([branches.count, joins.count])
    for branch in branches { writer.write(branch) }
    for join in joins {
      writer.write(join.customer)
      writer.write(join.needed)
      writer.write(join.tasks)
    }
    writer.write(freeJoins)
    writer.write(entries)
    writer.write(freeEntries)
  }

  public init(from reader: inout StateReader) throws(SavedStateError) {
    let counts = try reader.read(2, rowsOf: Int.self)
    try reader.require(counts.allSatisfy { $0 >= 0 }, of: "BranchedStations")
    self.init(branches: [])
    for _ in 0..<counts[0] { branches.append(try reader.read(Station.self)) }
    for _ in 0..<counts[1] {
      let customer = try reader.read(Customer.self)
      let needed = try reader.read(Int.self)
      joins.append(Join(customer: customer, needed: needed, tasks: try reader.read(rowsOf: Int32.self)))
    }
    freeJoins = try reader.read(rowsOf: Int32.self)
    entries = try reader.read(rowsOf: Entry.self)
    freeEntries = try reader.read(rowsOf: Int32.self)
  }
}
