/// Bulk service at meetings: those who wait are taken together, up to a batch, when a meeting has its quorum.
///
/// A pure state machine like ``Station``; meetings come when the caller says so.
public struct BulkStation: Sendable {
  /// At most so many are taken at a meeting.
  public var batch: Int {
    didSet { precondition(batch >= 1, "a meeting cannot take \(batch) customers") }
  }
  var line = WaitingLine()
  var arrivals: UInt64 = 0

  /// - Precondition: `batch` is at least one.
  public init(batch: Int = .max) {
    precondition(batch >= 1, "a meeting cannot take \(batch) customers")
    self.batch = batch
  }

  /// Customers who wait for a meeting.
  public var waiting: Int { line.count }

  /// Adds a customer to those who wait for a meeting.
  public mutating func arrive(_ customer: Customer) -> WaitingTicket {
    let ticket = QueueDiscipline.firstCome.ticket(for: CustomerRank(), arrival: arrivals)
    arrivals += 1
    line.join(customer, with: ticket)
    return ticket
  }

  /// Takes a waiting customer out; says whether it was still there.
  public mutating func renege(_ ticket: WaitingTicket) -> Bool { line.leave(ticket) }

  /// Holds a meeting and gives those it takes, in order of arrival; none without a quorum.
  /// - Complexity: O(batch)
  public mutating func meet(hasQuorum: Bool) -> [Customer] {
    guard hasQuorum else { return [] }
    var taken: [Customer] = []
    while taken.count < batch, let customer = line.popFirst() { taken.append(customer) }
    return taken
  }

  /// Says what is wrong with the inside, or `nil`; for tests.
  package func checkInvariants() -> String? { line.checkInvariants() }
}
