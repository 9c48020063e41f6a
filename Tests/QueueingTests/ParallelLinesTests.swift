import Queueing
import TestSupport
import Testing

@Suite("ParallelLines")
struct ParallelLinesTests {
  static func lanes(_ count: Int, room: Int = .max) -> [Station] {
    (0..<count).map { _ in Station(servers: 1, waitingRoom: room) }
  }

  @Test("The last in the longer line comes over when the difference is two, and starts where a server is idle")
  func jockeying() {
    var lines = ParallelLines(lanes: Self.lanes(2), jockeyingThreshold: 2)
    for (customer, lane) in [0, 1, 0, 0].enumerated() { _ = lines.arrive(Customer(customer), in: lane) }
    #expect(lines.lengths == [3, 1])
    let departure = lines.endService(in: 1)
    #expect(departure.next == nil && departure.move?.customer == 3 && departure.move?.from == 0)
    guard case .startsService = departure.move?.effect else {
      Issue.record("an idle server takes who comes over")
      return
    }
    #expect(lines.lengths == [2, 1] && lines.lanes[0].customersWaiting == [2])
    let other = lines.endService(in: 0)
    #expect(other.next == 2 && other.move == nil)
  }

  @Test("Of equally full lines the nearest gives, then the one with the lower index")
  func nearest() {
    var lines = ParallelLines(lanes: Self.lanes(4), jockeyingThreshold: 2)
    for (customer, lane) in [0, 0, 1, 2, 2, 3, 3].enumerated() { _ = lines.arrive(Customer(customer), in: lane) }
    // Lane 1 is left by its only customer: lanes 0, 2 and 3 hold two each, and 0 and 2 are as near.
    #expect(lines.endService(in: 1).move?.from == 0)
    #expect(lines.lengths == [1, 1, 2, 2])
    // Lane 3 is left by its only customer: lane 2 is nearer than lane 0.
    var other = ParallelLines(lanes: Self.lanes(4), jockeyingThreshold: 2)
    for (customer, lane) in [0, 0, 1, 2, 2, 3].enumerated() { _ = other.arrive(Customer(customer), in: lane) }
    #expect(other.endService(in: 3).move?.from == 2)
  }

  @Test("Without a threshold nobody changes lines, and a full room takes nobody over")
  func noJockeying() {
    var lines = ParallelLines(lanes: Self.lanes(2))
    for (customer, lane) in [0, 0, 0, 1].enumerated() { _ = lines.arrive(Customer(customer), in: lane) }
    #expect(lines.endService(in: 1).move == nil)
    var narrow = ParallelLines(
      lanes: [Station(servers: 1), Station(servers: 0, waitingRoom: 1)], jockeyingThreshold: 1)
    for customer in 0..<4 as Range<Customer> { _ = narrow.arrive(customer, in: 0) }
    guard case .waits(let ticket) = narrow.arrive(4, in: 1) else {
      Issue.record("nobody serves lane 1")
      return
    }
    #expect(narrow.renege(ticket, in: 1)?.move?.customer == 3)
    #expect(narrow.renege(ticket, in: 1) == nil)
  }

  @Test("Nobody is lost between lines, and after a departure no line is the threshold longer without need")
  func conservation() {
    for seed in 1...4 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let threshold = Int(seed)
      var lines = ParallelLines(lanes: Self.lanes(3), jockeyingThreshold: threshold)
      var placeOf: [Customer: Int] = [:]
      var tickets: [Customer: WaitingTicket] = [:]
      var serving: [Customer?] = [nil, nil, nil]
      var arrived = 0
      var left = 0
      func enter(_ customer: Customer, _ lane: Int, _ effect: ArrivalEffect?) {
        placeOf[customer] = lane
        switch effect {
        case .startsService: (serving[lane], tickets[customer]) = (customer, nil)
        case .waits(let ticket): tickets[customer] = ticket
        case .turnedAway, nil: Issue.record("the room has no limit")
        }
      }
      func follow(_ departure: ParallelLines.Departure?, _ lane: Int, _ before: [Int]) {
        if let next = departure?.next { (serving[lane], tickets[next]) = (next, nil) }
        let others = before.indices.filter { $0 != lane && before[$0] > 1 }
        let longest = others.map { before[$0] }.max() ?? 0
        #expect((departure?.move != nil) == (longest > 1 && longest - (before[lane] - 1) >= threshold))
        if let move = departure?.move {
          #expect(placeOf[move.customer] == move.from && before[move.from] == longest)
          enter(move.customer, lane, move.effect)
        }
      }
      for _ in 0..<2_000 {
        let lane = random.below(3)
        let before = lines.lengths
        if random.happens(0.5) {
          let customer = Customer(arrived)
          arrived += 1
          enter(customer, lane, lines.arrive(customer, in: lane))
        } else if random.happens(0.7) {
          guard let customer = serving[lane] else { continue }
          (serving[lane], placeOf[customer]) = (nil, nil)
          left += 1
          follow(lines.endService(in: lane), lane, before)
        } else if let (customer, ticket) = tickets.min(by: { $0.key < $1.key }), let lane = placeOf[customer] {
          (tickets[customer], placeOf[customer]) = (nil, nil)
          left += 1
          follow(lines.renege(ticket, in: lane), lane, before)
        }
        #expect(lines.checkInvariants() == nil)
        #expect(lines.lengths == (0..<3).map { lane in placeOf.values.count { $0 == lane } })
        #expect(arrived == left + placeOf.count)
      }
      #expect(left > 500)
    }
  }
}
