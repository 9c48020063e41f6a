/// Servers who serve customers together: at least so many, at most so many, or after a time-out fewer.
///
/// A free server begins as soon as the minimum waits, and takes all who wait up to the maximum, in order of arrival
/// (the general bulk service rule, Neuts 1967). A time-out is the caller's event for a waiting customer: it says
/// that this customer need not wait for company any longer, and the next free server begins with whoever is there.
/// Meetings at fixed times with a quorum are a ``BulkStation``.
///
/// Invariants, checked by `checkInvariants()`: while a server is idle, fewer than the minimum wait, none of them past
/// its time-out.
public struct BatchingStation: Sendable {
  /// Servers on duty.
  public private(set) var servers: Int
  /// Batches in service; more than ``servers`` only while some finish after a reduction.
  public internal(set) var busy = 0
  /// The fewest and the most customers in a batch; fewer after a time-out.
  public let sizes: ClosedRange<Int>
  /// Places to wait; `Int.max` for any number.
  public let waitingRoom: Int
  var line = WaitingLine()
  var arrivals: UInt64 = 0
  /// Tickets in line whose time-out has passed.
  var due: [WaitingTicket] = []

  /// - Precondition: batches have at least one customer; neither number is negative; the room holds a batch.
  public init(servers: Int = 1, sizes: ClosedRange<Int>, waitingRoom: Int = .max) {
    precondition(servers >= 0, "a station cannot have \(servers) servers")
    precondition(sizes.lowerBound >= 1, "a batch cannot have \(sizes.lowerBound) customers")
    precondition(
      waitingRoom >= sizes.lowerBound, "a room of \(waitingRoom) never holds a batch of \(sizes.lowerBound)")
    self.servers = servers
    self.sizes = sizes
    self.waitingRoom = waitingRoom
  }

  /// Customers in line.
  public var waiting: Int { line.count }
  /// The customers in line, the next first.
  public var customersWaiting: [Customer] { line.customers }

  /// Adds a customer to those who wait for a batch; call ``startNext()`` then.
  /// - Returns: the ticket, or `nil` when the room was full.
  public mutating func arrive(_ customer: Customer) -> WaitingTicket? {
    guard line.count < waitingRoom else { return nil }
    let ticket = WaitingTicket(precedes: 0, arrival: arrivals)
    arrivals += 1
    line.join(customer, with: ticket)
    return ticket
  }

  /// Ends the service of a batch; call ``startNext()`` then.
  /// - Precondition: a batch is in service.
  public mutating func endService() {
    precondition(busy > 0, "no service is under way")
    busy -= 1
  }

  /// Says that a customer need not wait for the minimum any longer; call ``startNext()`` then.
  /// - Returns: whether the customer was still in line.
  public mutating func timeOut(_ ticket: WaitingTicket) -> Bool {
    guard line.customer(with: ticket) != nil else { return false }
    if !due.contains(ticket) { due.append(ticket) }
    return true
  }

  /// Takes a waiting customer out of the line; says whether it was still there.
  public mutating func renege(_ ticket: WaitingTicket) -> Bool {
    due.removeAll { $0 == ticket }
    return line.leave(ticket)
  }

  /// Changes the number of servers; services under way are finished. Call ``startNext()`` then.
  public mutating func setServers(_ servers: Int) {
    precondition(servers >= 0, "a station cannot have \(servers) servers")
    self.servers = servers
  }

  /// Begins a batch if a server is idle and there is reason to; call it until it gives `nil`.
  /// - Complexity: O(batch)
  public mutating func startNext() -> [Customer]? {
    guard mayStart else { return nil }
    var batch: [Customer] = []
    while batch.count < sizes.upperBound, let customer = line.popFirst() { batch.append(customer) }
    // Everybody with a lower ticket has been taken.
    let first = line.firstTicket
    due.removeAll { ticket in first.map { ticket < $0 } ?? true }
    busy += 1
    return batch
  }

  private var mayStart: Bool {
    busy < servers && !line.isEmpty && (line.count >= sizes.lowerBound || !due.isEmpty)
  }

  /// Says what is wrong with the station's inside, or `nil`; for tests, after the calls of ``startNext()``.
  package func checkInvariants() -> String? {
    if let problem = line.checkInvariants() { return problem }
    if busy < 0 { return "\(busy) batches are in service" }
    if due.contains(where: { line.customer(with: $0) == nil }) { return "a time-out is left of who is not in line" }
    return mayStart ? "\(waiting) wait beside an idle server" : nil
  }
}
