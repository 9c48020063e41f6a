import Queueing
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
}
