import Queueing
import TestSupport
import Testing

@Suite("BatchingStation")
struct BatchingStationTests {
  @Test("A batch begins with the minimum, and takes up to the maximum of those who waited for it")
  func sizes() {
    var station = BatchingStation(sizes: 2...3)
    _ = station.arrive(0)
    #expect(station.startNext() == nil)
    _ = station.arrive(1)
    #expect(station.startNext() == [0, 1])
    for customer in 2..<7 as Range<Customer> { _ = station.arrive(customer) }
    #expect(station.startNext() == nil && station.busy == 1)
    station.endService()
    #expect(station.startNext() == [2, 3, 4])
    station.endService()
    #expect(station.startNext() == [5, 6])
  }

  @Test("After a time-out a batch begins with whoever is there, at once or when a server is free")
  func timeOut() throws {
    var station = BatchingStation(sizes: 3...5)
    let first = try unwrapped(station.arrive(0))
    let second = try unwrapped(station.arrive(1))
    let isThere = station.timeOut(first)
    #expect(isThere && station.startNext() == [0, 1])
    let isGone = !station.timeOut(second)
    #expect(isGone)
    let third = try unwrapped(station.arrive(2))
    let waits = station.timeOut(third)
    #expect(waits && station.startNext() == nil, "the server is busy")
    station.endService()
    #expect(station.startNext() == [2])
    _ = station.arrive(3)
    station.endService()
    #expect(station.startNext() == nil, "an old time-out does not count for others")
  }

  @Test("Who gives up takes the time-out along")
  func reneging() throws {
    var station = BatchingStation(servers: 0, sizes: 3...5)
    _ = station.arrive(0)
    let second = try unwrapped(station.arrive(1))
    let facts = [station.timeOut(second), station.renege(second), station.renege(second)]
    #expect(facts == [true, true, false])
    station.setServers(1)
    #expect(station.startNext() == nil && station.customersWaiting == [0])
  }

  @Test("A full room turns customers away")
  func room() {
    var station = BatchingStation(sizes: 2...2, waitingRoom: 2)
    for customer in 0..<2 as Range<Customer> { #expect(station.arrive(customer) != nil) }
    #expect(station.arrive(2) == nil)
    #expect(station.startNext() == [0, 1])
  }

  @Test("Nobody is lost, and batches have the sizes that they may have", arguments: [1, 2, 3, 4] as [UInt64])
  func conservation(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var station = BatchingStation(servers: 2, sizes: 3...4, waitingRoom: seed == 1 ? 6 : .max)
    var line: [(customer: Customer, ticket: WaitingTicket, isDue: Bool)] = []
    var counts = (arrived: 0, left: 0, turnedAway: 0)
    var batches: [Int] = []
    for _ in 0..<2_000 {
      switch random.below(10) {
      case 0..<5:
        let customer = Customer(counts.arrived)
        counts.arrived += 1
        if let ticket = station.arrive(customer) {
          line.append((customer, ticket, false))
        } else {
          counts.turnedAway += 1
        }
      case 5, 6:
        guard let size = batches.first else { continue }
        station.endService()
        batches.removeFirst()
        counts.left += size
      case 7:
        guard !line.isEmpty else { continue }
        let index = random.below(line.count)
        line[index].isDue = true
        let isThere = station.timeOut(line[index].ticket)
        #expect(isThere)
      case 8:
        guard !line.isEmpty else { continue }
        let isThere = station.renege(line.remove(at: random.below(line.count)).ticket)
        #expect(isThere)
        counts.left += 1
      default: station.setServers(random.below(4))
      }
      while let batch = station.startNext() {
        #expect(batches.count < station.servers)
        #expect(line.count >= 3 || line.contains { $0.isDue })
        #expect(batch == line.prefix(4).map(\.customer))
        line.removeFirst(batch.count)
        batches.append(batch.count)
      }
      #expect(batches.count >= station.servers || line.count < 3 && !line.contains { $0.isDue })
      #expect(station.checkInvariants() == nil)
      #expect(station.busy == batches.count && station.customersWaiting == line.map(\.customer))
      #expect(counts.arrived == counts.left + counts.turnedAway + line.count + batches.reduce(0, +))
    }
    #expect(counts.left > 300)
  }
}
