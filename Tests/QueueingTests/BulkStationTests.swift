import Queueing
import TestSupport
import Testing

@Suite("BulkStation")
struct BulkStationTests {
  @Test("A meeting takes those who wait, in order of arrival, up to its batch")
  func batch() {
    var station = BulkStation(batch: 3)
    for customer in [4, 8, 1, 6] as [Customer] { _ = station.arrive(customer) }
    #expect(station.meet(hasQuorum: true) == [4, 8, 1])
    #expect(station.waiting == 1)
    _ = station.arrive(2)
    #expect(station.meet(hasQuorum: true) == [6, 2])
    #expect(station.meet(hasQuorum: true) == [])
  }

  @Test("A meeting without a quorum takes nobody")
  func quorum() {
    var station = BulkStation()
    for customer in 0..<50 as Range<Customer> { _ = station.arrive(customer) }
    #expect(station.meet(hasQuorum: false) == [])
    #expect(station.waiting == 50)
    #expect(station.meet(hasQuorum: true) == Array(0..<50))
  }

  @Test("Who gives up before the meeting is not taken")
  func reneging() {
    var station = BulkStation(batch: 2)
    let tickets = (0..<4 as Range<Customer>).map { station.arrive($0) }
    let haveLeft = [station.renege(tickets[1]), station.renege(tickets[1])]
    #expect(haveLeft == [true, false])
    #expect(station.meet(hasQuorum: true) == [0, 2])
    let isLate = station.renege(tickets[2])
    #expect(!isLate)
    #expect(station.meet(hasQuorum: true) == [3])
  }

  @Test("Nobody is lost between meetings, and everybody is taken in turn", arguments: [1, 2, 3] as [UInt64])
  func conservation(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var station = BulkStation(batch: 1 + random.below(5))
    var line: [(customer: Customer, ticket: WaitingTicket)] = []
    var counts = (arrived: 0, taken: 0, reneged: 0)
    for _ in 0..<1_000 {
      switch random.below(10) {
      case 0..<6:
        let customer = Customer(counts.arrived)
        line.append((customer, station.arrive(customer)))
        counts.arrived += 1
      case 6, 7:
        guard !line.isEmpty else { continue }
        let isGone = station.renege(line.remove(at: random.below(line.count)).ticket)
        #expect(isGone)
        counts.reneged += 1
      default:
        let hasQuorum = random.happens(0.8)
        let expected = hasQuorum ? line.prefix(station.batch).map(\.customer) : []
        #expect(station.meet(hasQuorum: hasQuorum) == expected)
        line.removeFirst(expected.count)
        counts.taken += expected.count
      }
      #expect(station.checkInvariants() == nil && station.waiting == line.count)
      #expect(counts.arrived == counts.taken + counts.reneged + station.waiting)
    }
    #expect(counts.taken > 50)
  }
}
