import Queueing
import Testing

/// Stations driven by hand: no clock, no luck.
@Suite("Station")
struct StationTests {
  /// The customers served, one after another, when the server keeps ending its service.
  static func serveAll(_ station: inout Station) -> [Customer] {
    var served: [Customer] = []
    while let next = station.endService() { served.append(next) }
    return served
  }

  static func isWaiting(_ effect: ArrivalEffect) -> Bool {
    if case .waits = effect { true } else { false }
  }

  @Test("Who finds an idle server starts at once, and the others are served in order of arrival")
  func firstCome() {
    var station = Station(servers: 2)
    let effects = (0..<5 as Range<Customer>).map { station.arrive($0) }
    #expect(effects.map(Self.isWaiting) == [false, false, true, true, true])
    #expect(station.busy == 2 && station.waiting == 3 && !station.hasIdleServer)
    #expect(station.customersWaiting == [2, 3, 4])
    #expect(Self.serveAll(&station) == [2, 3, 4])
    // Two services were under way at the end, and one has ended without a successor.
    #expect(station.busy == 1 && station.hasIdleServer)
  }

  @Test("The lower class goes first, and within a class whoever came first")
  func priorityClass() {
    var station = Station(servers: 1, discipline: .priorityClass)
    for (customer, kind) in [9, 2, 1, 2, 0, 1].enumerated() {
      _ = station.arrive(Customer(customer), rank: CustomerRank(priorityClass: UInt8(kind)))
    }
    // Customer 0 had the server to itself: a service that has begun is not interrupted.
    #expect(Self.serveAll(&station) == [4, 2, 5, 1, 3])
  }

  @Test("The earlier deadline goes first, ties by arrival, and customers without a deadline last")
  func earliestDeadline() {
    var station = Station(servers: 0, discipline: .earliestDeadline)
    for (customer, deadline) in [7.0, .infinity, 3, 7, 0, -0.0, .infinity, 3].enumerated() {
      _ = station.arrive(Customer(customer), rank: CustomerRank(deadline: deadline))
    }
    #expect(station.customersWaiting == [4, 5, 2, 7, 0, 3, 1, 6])
  }

  @Test("First come, first served does not look at class or deadline")
  func firstComeIgnoresRank() {
    var station = Station(servers: 0)
    for customer in 0..<3 as Range<Customer> {
      let rank = CustomerRank(priorityClass: UInt8(3 - customer), deadline: Double(3 - customer))
      _ = station.arrive(customer, rank: rank)
    }
    #expect(station.customersWaiting == [0, 1, 2])
  }

  @Test("Who gives up is out of the line, once, and the others keep their order")
  func reneging() throws {
    var station = Station(servers: 1)
    _ = station.arrive(0)
    let tickets = (1...4 as ClosedRange<Customer>).compactMap { customer in
      if case .waits(let ticket) = station.arrive(customer) { ticket } else { nil }
    }
    try #require(tickets.count == 4)
    let haveLeft = [tickets[1], tickets[0], tickets[1], .none].map { station.renege($0) }
    #expect(haveLeft == [true, true, false, false])
    #expect(station.endService() == 3)
    let isLate = station.renege(tickets[2])
    #expect(!isLate, "customer 3 is in service and cannot give up")
    #expect(Self.serveAll(&station) == [4])
  }

  @Test("A full waiting room turns customers away until somebody leaves it")
  func waitingRoom() {
    var station = Station(servers: 1, waitingRoom: 2)
    let effects = (0..<4 as Range<Customer>).map { station.arrive($0) }
    #expect(effects[3] == .turnedAway)
    #expect(station.waiting == 2 && station.customersWaiting == [1, 2])
    #expect(station.endService() == 1)
    let effectsLater = [station.arrive(4), station.arrive(5)]
    #expect(Self.isWaiting(effectsLater[0]) && effectsLater[1] == .turnedAway)
    #expect(Self.serveAll(&station) == [2, 4])
  }

  @Test("Without a waiting room a station loses whoever finds no idle server")
  func noWaitingRoom() {
    var station = Station(servers: 1, waitingRoom: 0)
    #expect(station.arrive(0) != .turnedAway)
    #expect(station.arrive(1) == .turnedAway)
    #expect(station.endService() == nil)
    #expect(station.arrive(2) != .turnedAway)
  }

  @Test("A closed station admits customers, finishes its services and begins none")
  func closing() {
    var station = Station(servers: 2)
    _ = station.arrive(0)
    station.close()
    #expect(!station.isOpen && !station.hasIdleServer)
    let effects = (1...3 as ClosedRange<Customer>).map { station.arrive($0) }
    #expect(effects.allSatisfy(Self.isWaiting))
    let begun = [station.endService(), station.startNext()]
    #expect(begun == [nil, nil])
    #expect(station.busy == 0 && station.waiting == 3)
    station.open()
    let started = [station.startNext(), station.startNext(), station.startNext()]
    #expect(started == [1, 2, nil])
    #expect(station.checkInvariants() == nil)
  }

  @Test("New servers begin with the next in line, and fewer servers let the services under way finish")
  func changeOfServers() {
    var station = Station(servers: 0)
    for customer in 0..<6 as Range<Customer> { _ = station.arrive(customer) }
    station.setServers(3)
    #expect(station.checkInvariants() != nil, "until they are called, customers wait beside idle servers")
    let started = [station.startNext(), station.startNext(), station.startNext(), station.startNext()]
    #expect(started == [0, 1, 2, nil])
    station.setServers(1)
    #expect(station.busy == 3)
    let successors = [station.endService(), station.endService()]
    #expect(successors == [nil, nil])
    #expect(station.busy == 1)
    #expect(station.endService() == 3)
  }

  @Test("A customer handed back keeps its place, whatever room there is")
  func handingBack() {
    var station = Station(servers: 1, waitingRoom: 2)
    guard case .startsService(let ticket) = station.arrive(0) else {
      Issue.record("an empty station starts service")
      return
    }
    _ = station.arrive(1)
    _ = station.arrive(2)
    station.close()
    station.handBack(0, ticket: ticket)
    #expect(station.busy == 0 && station.customersWaiting == [0, 1, 2])
    #expect(station.arrive(3) == .turnedAway)
    station.open()
    #expect(station.startNext() == 0)
    #expect(Self.serveAll(&station) == [1, 2])
  }

  @Test("A customer handed back stands behind those who rank before it")
  func handingBackBehindOthers() {
    var station = Station(servers: 1, discipline: .priorityClass)
    guard case .startsService(let ticket) = station.arrive(0, rank: CustomerRank(priorityClass: 1)) else {
      Issue.record("an empty station starts service")
      return
    }
    _ = station.arrive(1, rank: CustomerRank(priorityClass: 1))
    _ = station.arrive(2, rank: CustomerRank(priorityClass: 0))
    station.handBack(0, ticket: ticket)
    #expect(station.startNext() == 2)
    #expect(Self.serveAll(&station) == [0, 1])
  }

  @Test("A copy of a station goes its own way")
  func copying() {
    var station = Station(servers: 1)
    for customer in 0..<4 as Range<Customer> { _ = station.arrive(customer) }
    var other = station
    #expect(other.endService() == 1)
    #expect(Self.serveAll(&station) == [1, 2, 3])
    #expect(other.customersWaiting == [2, 3])
  }
}
