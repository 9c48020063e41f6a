import Queueing
import TestSupport
import Testing

@Suite("Classes that change and batches that arrive")
struct ClassesAndBatchesTests {
  static func ticket(_ effect: ArrivalEffect) throws -> WaitingTicket {
    guard case .waits(let ticket) = effect else { throw Refused() }
    return ticket
  }

  struct Refused: Error {}

  @Test("Who changes class stands where its arrival puts it among its new equals")
  func reclassify() throws {
    var station = Station(servers: 0, discipline: .priorityClass)
    var tickets: [WaitingTicket] = []
    for kind in [2, 0, 1, 2, 1] as [UInt8] {
      let effect = station.arrive(Customer(tickets.count), rank: CustomerRank(priorityClass: kind))
      tickets.append(try Self.ticket(effect))
    }
    #expect(station.customersWaiting == [1, 2, 4, 0, 3])
    let changed = try unwrapped(station.reclassify(tickets[0], as: CustomerRank(priorityClass: 1)))
    #expect(station.customersWaiting == [1, 0, 2, 4, 3])
    #expect(station.reclassify(tickets[0], as: CustomerRank()) == nil, "the old ticket is void")
    let isGone = station.renege(changed)
    #expect(isGone && station.customersWaiting == [1, 2, 4, 3])
  }

  @Test("Ranking everybody anew sorts the line, and the new tickets are good")
  func rerank() throws {
    var station = Station(servers: 0, discipline: .earliestDeadline)
    for customer in 0..<4 as Range<Customer> {
      _ = station.arrive(customer, rank: CustomerRank(deadline: Double(customer)))
    }
    let ranked = station.rerank { CustomerRank(deadline: $0 == 1 ? .infinity : Double((3 - $0) / 2)) }
    #expect(ranked.map(\.customer) == [2, 3, 0, 1])
    #expect(station.customersWaiting == [2, 3, 0, 1])
    let isGone = station.renege(ranked[1].ticket)
    #expect(isGone && station.customersWaiting == [2, 0, 1])
  }

  /// 0 is routine from 0, rises to soon at 10 and to urgent at 15; an urgent customer comes at 12, one that is soon
  /// at 5. A server is free at 14 and at 16.
  @Test("Ageing: a routine customer rises past those who came after it, in time")
  func ageing() throws {
    let classes = PriorityClasses([
      PriorityClasses.Class("urgent"), PriorityClasses.Class("soon", risesAfter: 5),
      PriorityClasses.Class("routine", risesAfter: 10),
    ])
    #expect(classes.number(of: "soon") == 1 && classes.number(of: "later") == nil)
    var station = Station(servers: 1, discipline: .priorityClass)
    _ = station.arrive(9)
    let routine = try #require(classes.number(of: "routine"))
    var ticket = try Self.ticket(station.arrive(0, rank: CustomerRank(priorityClass: routine)))
    let first = try #require(classes.promotion(from: routine, since: 0))
    #expect(first.time == 10 && first.priorityClass == 1)
    _ = station.arrive(1, rank: CustomerRank(priorityClass: 1))
    ticket = try unwrapped(station.reclassify(ticket, as: CustomerRank(priorityClass: first.priorityClass)))
    #expect(station.customersWaiting == [0, 1])
    _ = station.arrive(2)
    #expect(station.endService() == 2)
    let second = try #require(classes.promotion(from: 1, since: first.time))
    #expect(second.time == 15 && classes.promotion(from: 0, since: 15) == nil)
    ticket = try unwrapped(station.reclassify(ticket, as: CustomerRank(priorityClass: second.priorityClass)))
    #expect(station.endService() == 0)
    let classesSeen = [0, 9.5, 10, 14.5, 15, 99].map { classes.current(from: 2, since: 0, now: $0) }
    #expect(classesSeen == [2, 2, 1, 1, 0, 0])
  }

  @Test("A batch is served in its order, as far as there is room")
  func batch() {
    var station = Station(servers: 1, waitingRoom: 2)
    let effects = station.arrive(batch: [0, 1, 2, 3])
    #expect(effects.map { $0 == .turnedAway } == [false, false, false, true])
    #expect(station.busy == 1 && station.customersWaiting == [1, 2])
  }

  @Test("All or none: an idle server counts as room")
  func wholeBatch() {
    var station = Station(servers: 1, waitingRoom: 2)
    #expect(station.arrive(batch: [0, 1, 2, 3], admission: .wholeOrNone).allSatisfy { $0 == .turnedAway })
    #expect(station.busy == 0)
    #expect(station.arrive(batch: [0, 1, 2], admission: .wholeOrNone).allSatisfy { $0 != .turnedAway })
    #expect(station.busy == 1 && station.waiting == 2)
    #expect(station.arrive(batch: [4], admission: .wholeOrNone) == [.turnedAway])
    #expect(station.arrive(batch: [], admission: .wholeOrNone).isEmpty)
  }
}
