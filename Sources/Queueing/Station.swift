/// A waiting line and a pool of equal servers, as a pure state machine.
///
/// A station knows neither clock nor luck nor calendar. It is told what happens and answers with what follows; the
/// caller draws the service time, schedules its end and says when it came. So a station can be tested by hand.
///
/// Invariants, checked by `checkInvariants()`: `0 <= busy`; nobody waits while the station is open and a server is
/// idle, except between a change of ``servers`` or ``open()`` and the calls of ``startNext()`` that follow it; the
/// line is no longer than the waiting room, but for customers handed back.
@frozen
public struct Station: Sendable {
  /// Servers on duty.
  public internal(set) var servers: Int
  /// Customers in service; more than ``servers`` only while some finish after a reduction.
  @inlinable public var busy: Int { inService }
  /// Whether service may begin. Customers are admitted at any time.
  @inlinable public var isOpen: Bool { mayBegin }
  /// The order in which customers are served.
  public internal(set) var discipline: QueueDiscipline
  /// Places to wait; `Int.max` for any number.
  public let waitingRoom: Int
  @usableFromInline var inService = 0
  @usableFromInline var mayBegin = true
  @usableFromInline var line = WaitingLine()
  @usableFromInline var arrivals: UInt64 = 0

  /// - Precondition: neither number is negative.
  public init(servers: Int, discipline: QueueDiscipline = .firstCome, waitingRoom: Int = .max) {
    precondition(servers >= 0, "a station cannot have \(servers) servers")
    precondition(waitingRoom >= 0, "a waiting room cannot have \(waitingRoom) places")
    self.servers = servers
    self.discipline = discipline
    self.waitingRoom = waitingRoom
  }

  /// Number of customers in line.
  /// - Complexity: O(1)
  @inlinable public var waiting: Int { line.count }
  /// Whether a customer could begin now: the station is open and a server on duty is idle.
  @inlinable public var hasIdleServer: Bool { isOpen && busy < servers }

  /// The customers in line, the next first.
  public var customersWaiting: [Customer] { line.customers }
}

/// What becomes of a customer who arrives.
@frozen
public enum ArrivalEffect: Hashable, Sendable {
  /// Service begins now.
  case startsService(WaitingTicket)
  /// The customer is in line; the ticket takes it out again.
  case waits(WaitingTicket)
  /// The waiting room was full.
  case turnedAway
}

extension Station {
  /// Admits a customer. At one instant, ends of service come before arrivals: tell them first.
  /// - Complexity: O(1), or O(*n*) when the discipline puts the customer before others
  @inlinable
  public mutating func arrive(_ customer: Customer, rank: CustomerRank = CustomerRank()) -> ArrivalEffect {
    let ticket = discipline.ticket(for: rank, arrival: arrivals)
    // An idle server means an empty line, by the invariant; the check covers callers who have yet to fill servers.
    if hasIdleServer, line.isEmpty {
      arrivals += 1
      inService += 1
      return .startsService(ticket)
    }
    guard line.count < waitingRoom else { return .turnedAway }
    arrivals += 1
    line.join(customer, with: ticket)
    return .waits(ticket)
  }

  /// Frees a server and begins with the next in line, if the station is open and has a server for it.
  /// - Returns: the customer whose service begins now.
  /// - Precondition: a customer is in service.
  @inlinable
  public mutating func endService() -> Customer? {
    precondition(busy > 0, "no service is under way")
    inService -= 1
    return startNext()
  }

  /// Begins with the next in line where a server is idle; call it until it gives `nil` after a change of servers.
  @inlinable
  public mutating func startNext() -> Customer? {
    guard hasIdleServer, let customer = line.popFirst() else { return nil }
    inService += 1
    return customer
  }

  /// Takes a waiting customer out of the line; says whether it was still there.
  @inlinable
  public mutating func renege(_ ticket: WaitingTicket) -> Bool { line.leave(ticket) }

  /// Puts a customer in service back into the line at its old place and frees the server.
  ///
  /// The next to be served may be the same customer. The waiting room does not bound customers handed back.
  /// - Precondition: a customer is in service.
  @inlinable
  public mutating func handBack(_ customer: Customer, ticket: WaitingTicket) {
    precondition(busy > 0, "no service is under way")
    inService -= 1
    line.join(customer, with: ticket)
  }

  /// Changes the number of servers. Services under way are finished; call ``startNext()`` for new servers.
  public mutating func setServers(_ servers: Int) {
    precondition(servers >= 0, "a station cannot have \(servers) servers")
    self.servers = servers
  }

  /// Takes the next in line away, to be served elsewhere; `nil` when nobody waits.
  @inlinable
  public mutating func takeNext() -> Customer? { line.popFirst() }

  /// Puts a waiting customer before all others, whatever the discipline.
  /// - Returns: the ticket that now takes it out.
  /// - Precondition: the ticket is of a customer in line.
  /// - Complexity: O(*n*)
  public mutating func moveToFront(_ customer: Customer, ticket: WaitingTicket) -> WaitingTicket {
    let isInLine = line.leave(ticket)
    precondition(isInLine, "customer \(customer) is not in line")
    // Later moves stand before earlier ones.
    let front = WaitingTicket(precedes: 0, arrival: .max - arrivals)
    arrivals += 1
    line.join(customer, with: front)
    return front
  }

  /// Serves in another order from now on, those in line included.
  /// - Parameters:
  ///   - discipline: the order from now on.
  ///   - ranks: of the customers in line, as ``customersWaiting`` gives them.
  /// - Returns: the customers in the same order with the tickets that now take them out; earlier tickets of theirs are
  ///   void. Those of equal rank keep their order.
  /// - Precondition: there are as many ranks as customers in line.
  /// - Complexity: O(*n* log *n*)
  public mutating func reorder(
    by discipline: QueueDiscipline, ranks: [CustomerRank]
  ) -> [(customer: Customer, ticket: WaitingTicket)] {
    let customers = customersWaiting
    precondition(ranks.count == customers.count, "\(customers.count) wait, and \(ranks.count) ranks were given")
    self.discipline = discipline
    line = WaitingLine()
    var tickets: [(customer: Customer, ticket: WaitingTicket)] = []
    for (customer, rank) in zip(customers, ranks) {
      tickets.append((customer, discipline.ticket(for: rank, arrival: arrivals)))
      arrivals += 1
    }
    for (customer, ticket) in tickets.sorted(by: { $0.ticket < $1.ticket }) { line.join(customer, with: ticket) }
    return tickets
  }

  /// Lets no further service begin.
  @inlinable
  public mutating func close() { mayBegin = false }

  /// Lets service begin again; call ``startNext()`` until it gives `nil`.
  @inlinable
  public mutating func open() { mayBegin = true }
}

extension Station {
  /// Says what is wrong with the station's inside, or `nil`; for tests.
  package func checkInvariants() -> String? {
    if busy < 0 { return "\(busy) customers are in service" }
    if hasIdleServer && waiting > 0 { return "\(waiting) wait beside an idle server" }
    return nil
  }
}
