/// Several stations with a line each, between which customers may change lines: jockeying.
///
/// When a customer leaves a lane, by its service or by reneging, and some lane holds at least ``jockeyingThreshold``
/// more customers than this one, service included, the last in line of the fullest such lane comes over. Among equally
/// full lanes the nearest one, then the one with the lower index. At most one customer moves for each who leaves.
/// Which lane an arrival takes is the caller's affair: ``ShortestQueueRoute``.
public struct ParallelLines: Sendable {
  /// The lanes, known by their index.
  public private(set) var lanes: [Station]
  /// Difference from which customers change lines; `nil` for never.
  public let jockeyingThreshold: Int?

  /// - Precondition: there is a lane; the threshold is at least one.
  public init(lanes: [Station], jockeyingThreshold: Int? = nil) {
    precondition(!lanes.isEmpty, "there must be a lane")
    precondition(
      jockeyingThreshold ?? 1 >= 1, "nobody changes lines for a difference of \(jockeyingThreshold ?? 1)")
    self.lanes = lanes
    self.jockeyingThreshold = jockeyingThreshold
  }

  /// A customer who changed lines.
  public struct Move: Hashable, Sendable {
    /// Who changed.
    public let customer: Customer
    /// The lane it left.
    public let from: Int
    /// What became of it in the lane it went to; its old ticket is void.
    public let effect: ArrivalEffect
  }

  /// What follows when a customer leaves a lane.
  public struct Departure: Hashable, Sendable {
    /// Whose service begins in this lane.
    public let next: Customer?
    /// Who came over to this lane.
    public let move: Move?
  }

  /// Customers in a lane, service included.
  public func present(in lane: Int) -> Int { lanes[lane].busy + lanes[lane].waiting }

  /// Customers in each lane, service included; what a ``ShortestQueueRoute`` looks at.
  public var lengths: [Int] { lanes.indices.map(present(in:)) }

  /// Admits a customer to a lane.
  public mutating func arrive(
    _ customer: Customer, in lane: Int, rank: CustomerRank = CustomerRank()
  ) -> ArrivalEffect { lanes[lane].arrive(customer, rank: rank) }

  /// Ends a service in a lane.
  /// - Precondition: a customer is in service there.
  /// - Complexity: O(lanes)
  public mutating func endService(in lane: Int) -> Departure {
    let next = lanes[lane].endService()
    return Departure(next: next, move: jockey(to: lane))
  }

  /// Takes a waiting customer out of a lane; `nil` when it was not in line there.
  /// - Complexity: O(lanes + *n*)
  public mutating func renege(_ ticket: WaitingTicket, in lane: Int) -> Departure? {
    lanes[lane].renege(ticket) ? Departure(next: nil, move: jockey(to: lane)) : nil
  }

  private mutating func jockey(to lane: Int) -> Move? {
    guard let threshold = jockeyingThreshold else { return nil }
    let here = present(in: lane)
    var source: Int?
    for other in lanes.indices where other != lane && lanes[other].waiting > 0 && present(in: other) - here >= threshold
    {
      guard let best = source else {
        source = other
        continue
      }
      let isFuller = present(in: other) > present(in: best)
      let isAsFull = present(in: other) == present(in: best)
      if isFuller || isAsFull && abs(other - lane) < abs(best - lane) { source = other }
    }
    // Nobody leaves a line for a room that is full.
    guard let source, lanes[lane].hasIdleServer || lanes[lane].waiting < lanes[lane].waitingRoom,
      let entry = lanes[source].takeLast()
    else { return nil }
    let rank = CustomerRank(precedes: entry.ticket.precedes, in: lanes[source].discipline)
    return Move(customer: entry.customer, from: source, effect: lanes[lane].arrive(entry.customer, rank: rank))
  }

  /// Says what is wrong with the lanes' inside, or `nil`; for tests.
  package func checkInvariants() -> String? {
    for (index, lane) in lanes.enumerated() {
      if let problem = lane.checkInvariants() { return "lane \(index): \(problem)" }
    }
    return nil
  }
}

extension Station {
  /// Takes the last out of the line.
  mutating func takeLast() -> (customer: Customer, ticket: WaitingTicket)? {
    guard let ticket = line.entries.last?.ticket, let customer = line.popLast() else { return nil }
    return (customer, ticket)
  }
}

extension CustomerRank {
  /// The rank that a ticket of a discipline was made from.
  init(precedes: UInt64, in discipline: QueueDiscipline) {
    switch discipline {
    case .firstCome: self.init()
    case .priorityClass: self.init(priorityClass: UInt8(truncatingIfNeeded: precedes))
    case .earliestDeadline: self.init(deadline: Double(bitPattern: precedes))
    }
  }
}
