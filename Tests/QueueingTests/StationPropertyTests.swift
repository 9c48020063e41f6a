import Queueing
import TestSupport
import Testing

/// Stations through random operations, beside a plain account of where every customer is.
@Suite("Station beside an account of its customers")
struct StationPropertyTests {
  struct Walk {
    var station: Station
    var random: SeededGenerator
    /// Tickets of the customers in line and in service.
    var waiting: [Customer: WaitingTicket] = [:]
    var serving: [Customer: WaitingTicket] = [:]
    var arrived = 0
    var done = 0
    var reneged = 0
    var turnedAway = 0

    init(discipline: QueueDiscipline, seed: UInt64) {
      random = SeededGenerator(seed: seed)
      station = Station(servers: random.below(4), discipline: discipline, waitingRoom: seed % 3 == 0 ? 5 : .max)
    }

    /// The customer whose turn it is: the least ticket of those who wait.
    var next: Customer? { waiting.min { $0.value < $1.value }?.key }

    mutating func begin(_ customer: Customer?, expecting expected: Customer?) {
      #expect(customer == expected)
      guard let customer, let ticket = waiting.removeValue(forKey: customer) else { return }
      serving[customer] = ticket
    }

    /// Fills idle servers, as a caller must after a change.
    mutating func fill() {
      while station.hasIdleServer, !waiting.isEmpty { begin(station.startNext(), expecting: next) }
      #expect(station.startNext() == nil)
    }

    mutating func arrive() {
      let customer = Customer(arrived)
      arrived += 1
      let deadline = random.happens(0.2) ? Double.infinity : Double(random.below(30))
      let isIdle = station.hasIdleServer
      let rank = CustomerRank(priorityClass: UInt8(random.below(3)), deadline: deadline)
      switch station.arrive(customer, rank: rank) {
      case .startsService(let ticket):
        #expect(isIdle)
        serving[customer] = ticket
      case .waits(let ticket):
        #expect(!isIdle)
        waiting[customer] = ticket
      case .turnedAway:
        #expect(waiting.count >= station.waitingRoom)
        turnedAway += 1
      }
    }

    mutating func endService() {
      guard let customer = serving.keys.min() else { return }
      serving[customer] = nil
      done += 1
      let expected = station.isOpen && serving.count < station.servers ? next : nil
      begin(station.endService(), expecting: expected)
    }

    mutating func renege() {
      guard let customer = waiting.keys.sorted().randomElement(using: &random) else { return }
      guard let ticket = waiting.removeValue(forKey: customer) else { return }
      let isGone = station.renege(ticket)
      let isGoneAgain = station.renege(ticket)
      #expect(isGone && !isGoneAgain)
      reneged += 1
    }

    mutating func handBack() {
      guard let customer = serving.keys.max(), let ticket = serving.removeValue(forKey: customer) else { return }
      station.handBack(customer, ticket: ticket)
      waiting[customer] = ticket
      fill()
    }

    mutating func compare() {
      #expect(station.checkInvariants() == nil)
      #expect(station.busy == serving.count && station.waiting == waiting.count)
      #expect(arrived == done + reneged + turnedAway + serving.count + waiting.count)
      #expect(station.customersWaiting == waiting.sorted { $0.value < $1.value }.map(\.key))
    }
  }

  @Test(
    "No customer is lost or served out of turn",
    arguments: [QueueDiscipline.firstCome, .priorityClass, .earliestDeadline], [1, 2, 3, 4] as [UInt64])
  func conservation(discipline: QueueDiscipline, seed: UInt64) {
    var walk = Walk(discipline: discipline, seed: seed)
    for _ in 0..<1_500 {
      switch walk.random.below(100) {
      case 0..<45: walk.arrive()
      case 45..<75: walk.endService()
      case 75..<83: walk.renege()
      case 83..<90: walk.handBack()
      case 90..<93: walk.station.close()
      case 93..<97:
        walk.station.open()
        walk.fill()
      default:
        walk.station.setServers(walk.random.below(6))
        walk.fill()
      }
      walk.compare()
    }
    #expect(walk.done > 100 && walk.reneged > 20)
  }
}
