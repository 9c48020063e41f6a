/// How fast a ``SharedStation`` works, by the number of customers present.
public enum ServiceRates: Hashable, Sendable {
  /// One rate for all together, however many there are; it is shared among those in service.
  case total(Double)
  /// So many servers of equal speed: alone a customer has one of them, and many share all.
  case servers(Int, speed: Double)
  /// The total rate with 1, 2, 3 … customers present, those in line among them; the last goes on.
  case byNumber([Double])

  /// Work done in a unit of time by all together, with `number` customers present of whom `sharing` are in service.
  public func total(present number: Int, sharing: Int) -> Double {
    switch self {
    case .total(let rate): rate
    case .servers(let servers, let speed): Double(min(servers, sharing)) * speed
    case .byNumber(let rates): rates[min(number, rates.count) - 1]
    }
  }

  var problem: String? {
    switch self {
    case .total(let rate): rate >= 0 && rate.isFinite ? nil : "a rate is finite and not negative (was \(rate))"
    case .servers(let servers, let speed):
      servers >= 1 && speed >= 0 && speed.isFinite ? nil : "\(servers) servers cannot have the speed \(speed)"
    case .byNumber(let rates):
      !rates.isEmpty && rates.allSatisfy { $0 >= 0 && $0.isFinite }
        ? nil : "rates are finite and not negative, one or more (were \(rates))"
    }
  }
}

/// A station whose customers share its capacity equally: processor sharing, and service rates that depend on state.
///
/// With ``ServiceRates/total(_:)`` it is egalitarian processor sharing (Kleinrock 1967); with a limit of `places`
/// the others wait in order of arrival; with places for as many as there are servers it is M/M/c whose rates may
/// depend on the number present. All in service progress alike, so that one number, the work that each has received
/// since the station was last empty, tells when everybody ends (the virtual time of generalised processor sharing).
///
/// After every change the caller asks ``nextEnd()``, and tells ``endService(at:)`` when that time has come.
/// An end that was scheduled before another change is void.
///
/// Invariants, checked by `checkInvariants()`: nobody waits while a place is free; nobody in service has received
/// more work than it came with.
public struct SharedStation: Sendable {
  /// How fast the station works.
  public let rates: ServiceRates
  /// At most so many are in service at once.
  public let places: Int
  /// Places to wait; `Int.max` for any number.
  public let waitingRoom: Int
  /// Multiplies the rates; 0 while the station is down.
  public internal(set) var speed = 1.0
  /// Time of the last change.
  public internal(set) var clock = 0.0
  /// Work that everybody in service since the station was empty would have received.
  var progress = 0.0
  /// Those in service by the progress at which they end, and those who wait by arrival; both by entry number.
  var sharing = WaitingLine()
  var line = WaitingLine()
  var entries: [Entry] = []
  var free: [Int32] = []
  var arrivals: UInt64 = 0

  struct Entry: Sendable {
    var customer: Customer
    var work: Double
    /// The caller's ticket, and the place among those in service.
    var ticket: WaitingTicket
    var end = WaitingTicket.none
  }

  /// - Precondition: the rates are finite and not negative; `places` is at least one; the room is not negative.
  public init(rates: ServiceRates, places: Int = .max, waitingRoom: Int = .max) {
    if let problem = rates.problem { preconditionFailure(problem) }
    precondition(places >= 1, "a station cannot have \(places) places")
    precondition(waitingRoom >= 0, "a waiting room cannot have \(waitingRoom) places")
    self.rates = rates
    self.places = places
    self.waitingRoom = waitingRoom
  }

  /// Customers in service.
  public var busy: Int { sharing.count }
  /// Customers in line.
  public var waiting: Int { line.count }

  /// Work that each customer in service receives in a unit of time.
  public var rateOfEach: Double {
    sharing.isEmpty
      ? 0 : speed * rates.total(present: busy + waiting, sharing: busy) / Double(busy)
  }

  /// Who ends first if nothing changes, and when; `nil` while nobody is served. Ties go by arrival.
  /// - Complexity: O(1)
  public func nextEnd() -> (customer: Customer, time: Double)? {
    guard let first = sharing.firstTicket, let entry = sharing.customer(with: first), rateOfEach > 0 else { return nil }
    let left = max(0, Double(bitPattern: first.precedes) - progress)
    return (entries[Int(entry)].customer, clock + left / rateOfEach)
  }

  /// Admits a customer with so much work.
  /// - Precondition: the work is finite and not negative; time does not run back.
  /// - Complexity: O(*n*)
  public mutating func arrive(_ customer: Customer, work: Double, at time: Double) -> ArrivalEffect {
    precondition(work >= 0 && work.isFinite, "work is finite and not negative (was \(work))")
    advance(to: time)
    let mayBegin = busy < places
    guard mayBegin || line.count < waitingRoom else { return .turnedAway }
    let ticket = WaitingTicket(precedes: 0, arrival: arrivals)
    arrivals += 1
    let entry = Entry(customer: customer, work: work, ticket: ticket)
    let number = free.popLast() ?? Int32(entries.count)
    if Int(number) == entries.count { entries.append(entry) } else { entries[Int(number)] = entry }
    if mayBegin {
      begin(number)
      return .startsService(ticket)
    }
    line.join(number, with: ticket)
    return .waits(ticket)
  }

  /// Ends the service that ``nextEnd()`` announced; the first in line begins.
  /// - Returns: whose service ended, and whose began.
  /// - Precondition: a service ends at this time.
  public mutating func endService(at time: Double) -> (ended: Customer, began: Customer?) {
    guard let next = nextEnd(), let first = sharing.firstTicket, let number = sharing.popFirst() else {
      preconditionFailure("no service is under way")
    }
    precondition(
      abs(next.time - time) <= 1e-9 * max(1, time), "the next service ends at \(next.time), not at \(time)")
    clock = time
    // Not computed from the time, so that rounding does not add up over a long busy period.
    progress = max(progress, Double(bitPattern: first.precedes))
    free.append(number)
    return (entries[Int(number)].customer, fill())
  }

  /// Takes a customer out, from the line or from service; says whether it was there. The first in line may begin.
  /// - Complexity: O(*n*)
  public mutating func leave(_ ticket: WaitingTicket, at time: Double) -> (wasThere: Bool, began: Customer?) {
    advance(to: time)
    if let number = line.customer(with: ticket) {
      line.leave(ticket)
      free.append(number)
      return (true, nil)
    }
    guard let number = sharing.customers.first(where: { entries[Int($0)].ticket == ticket }) else {
      return (false, nil)
    }
    sharing.leave(entries[Int(number)].end)
    free.append(number)
    return (true, fill())
  }

  /// Changes the speed from a time on: 0 stops all services, which keep what they received.
  /// - Precondition: the speed is finite and not negative.
  public mutating func setSpeed(_ speed: Double, at time: Double) {
    precondition(speed >= 0 && speed.isFinite, "a speed is finite and not negative (was \(speed))")
    advance(to: time)
    self.speed = speed
  }

  /// Lets a waiting customer begin when a place is free, and forgets the progress of an empty station.
  private mutating func fill() -> Customer? {
    if sharing.isEmpty { progress = 0 }
    guard busy < places, let number = line.popFirst() else { return nil }
    begin(number)
    return entries[Int(number)].customer
  }

  private mutating func begin(_ number: Int32) {
    let end = progress + entries[Int(number)].work
    let ticket = WaitingTicket(precedes: (end + 0.0).bitPattern, arrival: entries[Int(number)].ticket.arrival)
    entries[Int(number)].end = ticket
    sharing.join(number, with: ticket)
  }

  private mutating func advance(to time: Double) {
    precondition(time >= clock, "time would run back from \(clock) to \(time)")
    progress += rateOfEach * (time - clock)
    clock = time
  }

  /// Says what is wrong with the station's inside, or `nil`; for tests.
  package func checkInvariants() -> String? {
    if let problem = line.checkInvariants() ?? sharing.checkInvariants() { return problem }
    if busy < places, waiting > 0 { return "\(waiting) wait beside a free place" }
    if busy > places { return "\(busy) share \(places) places" }
    if free.count + busy + waiting != entries.count { return "an entry is lost" }
    if Set(free + sharing.customers + line.customers).count != entries.count { return "an entry is in two places" }
    if let first = sharing.firstTicket, Double(bitPattern: first.precedes) < progress * (1 - 1e-9) - 1e-9 {
      return "somebody in service has received more than its work"
    }
    return nil
  }
}
