/// Several kinds of resource, seized together: two nurses and a room, all or nothing.
///
/// Requests wait in the order of the discipline. By default nobody overtakes: while the first cannot be met, the
/// others wait too, so that large requests do not starve, at the price of units left idle. With `overtakes` above 0
/// a request that can be met may pass others, but each of them is passed at most that often; then everybody behind
/// it waits for it. So the wait of the first is bounded by the holding times in hand and of so many passes.
/// (Priority is another matter: later requests of higher rank stand before, as the discipline says.)
///
/// A request that waits holds nothing, so that holding and waiting cannot form a circle within one pool.
///
/// Invariants, checked by `checkInvariants()`: what is free and what is granted make up the capacity; after the calls
/// of ``grantNext()`` no request waits that could be granted.
public struct ResourcePool: Sendable {
  /// Units of each kind.
  public private(set) var capacities: [Int]
  /// Units not granted, negative while a reduced capacity is not yet given back.
  public internal(set) var available: [Int]
  /// The order in which requests are met.
  public let discipline: QueueDiscipline
  /// How often a request may be passed by others that arrived later or rank behind.
  public let overtakes: Int
  var line = WaitingLine()
  var requests: [Request] = []
  var free: [Int32] = []
  var arrivals: UInt64 = 0

  struct Request: Sendable {
    enum State: Sendable { case absent, waiting, granted }
    var customer: Customer
    var demand: [Int]
    var passed = 0
    var state: State
    /// Counts occupants of the entry.
    var occupant: UInt32
  }

  /// What a customer holds, by name.
  @frozen
  public struct Grant: Hashable, BitwiseCopyable, Sendable {
    /// Who holds it.
    public let customer: Customer
    let request: Int32
    let occupant: UInt32
  }

  /// What becomes of a request.
  public enum Effect: Hashable, Sendable {
    /// All that was asked for is the customer's now.
    case granted(Grant)
    /// The request waits; the ticket withdraws it.
    case waits(WaitingTicket)
    /// More of a kind was asked for than there is in all.
    case exceedsCapacity(kind: Int)
  }

  /// - Precondition: no number is negative.
  public init(capacities: [Int], discipline: QueueDiscipline = .firstCome, overtakes: Int = 0) {
    precondition(capacities.allSatisfy { $0 >= 0 }, "capacities are not negative (were \(capacities))")
    precondition(overtakes >= 0, "a request cannot be passed \(overtakes) times")
    self.capacities = capacities
    available = capacities
    self.discipline = discipline
    self.overtakes = overtakes
  }

  /// Requests in line.
  public var waiting: Int { line.count }
  /// Who waits, in order.
  public var customersWaiting: [Customer] { line.customers.map { requests[Int($0)].customer } }

  /// Asks for units of each kind, one element for each.
  /// - Precondition: there is one element for each kind, none negative.
  /// - Complexity: O(*n*) for *n* requests in line when requests may pass, else O(kinds)
  public mutating func seize(_ customer: Customer, demand: [Int], rank: CustomerRank = CustomerRank()) -> Effect {
    precondition(
      demand.count == capacities.count && demand.allSatisfy { $0 >= 0 },
      "a demand has one number for each of \(capacities.count) kinds, none negative (was \(demand))")
    if let kind = demand.indices.first(where: { demand[$0] > capacities[$0] }) { return .exceedsCapacity(kind: kind) }
    let ticket = discipline.ticket(for: rank, arrival: arrivals)
    arrivals += 1
    let number = free.popLast() ?? Int32(requests.count)
    if Int(number) == requests.count {
      requests.append(Request(customer: customer, demand: demand, state: .waiting, occupant: 0))
    } else {
      requests[Int(number)] = Request(
        customer: customer, demand: demand, state: .waiting, occupant: requests[Int(number)].occupant)
    }
    line.join(number, with: ticket)
    // Whoever stands in line and could be met has been; only the new request may be.
    guard let index = nextIndex(), line.entries[index].customer == number else { return .waits(ticket) }
    return .granted(grant(at: index))
  }

  /// Gives back all that a grant holds; call ``grantNext()`` then.
  /// - Returns: false when it was given back before.
  public mutating func release(_ grant: Grant) -> Bool {
    let number = Int(grant.request)
    guard requests[number].state == .granted, requests[number].occupant == grant.occupant else { return false }
    for kind in available.indices { available[kind] += requests[number].demand[kind] }
    leave(grant.request)
    return true
  }

  /// Grants the next request that can be met; call it until it gives `nil`.
  public mutating func grantNext() -> Grant? { nextIndex().map { grant(at: $0) } }

  /// Withdraws a request that waits; false when it was granted before. Call ``grantNext()`` then.
  public mutating func renege(_ ticket: WaitingTicket) -> Bool {
    guard let number = line.customer(with: ticket) else { return false }
    line.leave(ticket)
    leave(number)
    return true
  }

  /// Changes the number of units of a kind; call ``grantNext()`` then. What is granted stays so until released.
  ///
  /// Requests in line for more than there now is wait for more, and others wait behind them.
  public mutating func setCapacity(_ capacity: Int, ofKind kind: Int) {
    precondition(capacity >= 0, "a capacity is not negative (was \(capacity))")
    available[kind] += capacity - capacities[kind]
    capacities[kind] = capacity
  }

  private mutating func leave(_ number: Int32) {
    requests[Int(number)].state = .absent
    requests[Int(number)].occupant &+= 1
    free.append(number)
  }

  /// The position of the next request that can be met and may pass those before it.
  private func nextIndex() -> Int? {
    for index in line.head..<line.entries.count {
      let request = requests[Int(line.entries[index].customer)]
      if request.demand.indices.allSatisfy({ request.demand[$0] <= max(0, available[$0]) }) { return index }
      if request.passed >= overtakes { return nil }
    }
    return nil
  }

  private mutating func grant(at index: Int) -> Grant {
    for passed in line.head..<index { requests[Int(line.entries[passed].customer)].passed += 1 }
    let number = line.remove(at: index)
    for kind in available.indices { available[kind] -= requests[Int(number)].demand[kind] }
    requests[Int(number)].state = .granted
    let request = requests[Int(number)]
    return Grant(customer: request.customer, request: number, occupant: request.occupant)
  }

  /// Says what is wrong with the pool's inside, or `nil`; for tests.
  package func checkInvariants() -> String? {
    if let problem = line.checkInvariants() { return problem }
    for kind in capacities.indices {
      let granted = requests.reduce(0) { $0 + ($1.state == .granted ? $1.demand[kind] : 0) }
      if granted + available[kind] != capacities[kind] { return "units of kind \(kind) are lost" }
    }
    if requests.count(where: { $0.state == .waiting }) != line.count { return "a request is lost" }
    if requests.count(where: { $0.state == .absent }) != free.count { return "an entry is lost" }
    if requests.contains(where: { $0.state == .waiting && $0.passed > overtakes }) {
      return "a request was passed over"
    }
    return nextIndex() == nil ? nil : "a request waits that could be granted"
  }
}
