/// What a server can do, or what a customer needs: a set of up to 64 skills.
@frozen
public struct SkillSet: OptionSet, Hashable, Sendable {
  /// One bit for each skill.
  public let rawValue: UInt64
  /// Creates a set from its bits.
  @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }
  /// The set of one skill.
  /// - Precondition: the number is in 0 ..< 64.
  @inlinable
  public static func skill(_ number: Int) -> SkillSet {
    precondition((0..<64).contains(number), "a skill has a number from 0 to 63 (was \(number))")
    return SkillSet(rawValue: 1 << UInt64(number))
  }
}

/// Which idle server takes a customer, among those who can.
@frozen
public enum ServerChoice: Hashable, Sendable {
  /// The one with the lowest index.
  case firstListed
  /// The one that has been idle for the longest time; at the start, in order of index.
  case longestIdle
  /// The one with the fewest skills, so that the versatile stay free; ties by the longest idle.
  case fewestSkills
}

/// A waiting line before servers who differ in what they can do.
///
/// An arrival goes to an idle server who has all the skills it needs, by ``ServerChoice``. A server who becomes free
/// takes the first in line whom it can serve: others keep their places, so that nobody is passed over by a later
/// customer except where the server could not have served it.
///
/// Invariants, checked by `checkInvariants()`: nobody waits beside an idle server on duty who could serve it.
public struct SkilledStation: Sendable {
  /// The skills of each server.
  public let skills: [SkillSet]
  /// Which idle server takes a customer.
  public let choice: ServerChoice
  /// The order in which customers are served.
  public let discipline: QueueDiscipline
  /// Places to wait; `Int.max` for any number.
  public let waitingRoom: Int
  var servers: [Server]
  var line = WaitingLine()
  var entries: [Entry] = []
  var free: [Int32] = []
  var arrivals: UInt64 = 0
  var turns: UInt64 = 0

  struct Server: Sendable {
    var customer: Customer?
    var isOnDuty = true
    /// Lower for longer idle.
    var idleSince: UInt64
  }

  struct Entry: Sendable {
    var customer: Customer
    var needs: SkillSet
  }

  /// What becomes of a customer who arrives.
  public enum Arrival: Hashable, Sendable {
    /// Service begins now with this server.
    case startsService(server: Int)
    /// The customer is in line; the ticket takes it out again.
    case waits(WaitingTicket)
    /// The waiting room was full.
    case turnedAway
  }

  /// - Precondition: the room is not negative.
  public init(
    skills: [SkillSet], choice: ServerChoice = .longestIdle, discipline: QueueDiscipline = .firstCome,
    waitingRoom: Int = .max
  ) {
    precondition(waitingRoom >= 0, "a waiting room cannot have \(waitingRoom) places")
    self.skills = skills
    self.choice = choice
    self.discipline = discipline
    self.waitingRoom = waitingRoom
    servers = skills.indices.map { Server(idleSince: UInt64($0)) }
    turns = UInt64(skills.count)
  }

  /// Customers in line.
  public var waiting: Int { line.count }
  /// Customers in service.
  public var busy: Int { servers.count { $0.customer != nil } }
  /// Whom a server serves.
  public func customer(of server: Int) -> Customer? { servers[server].customer }
  /// The customers in line, the next first.
  public var customersWaiting: [Customer] { line.customers.map { entries[Int($0)].customer } }
  /// Whether some server, on duty or not, has all these skills; without one a customer would wait for ever.
  public func canServe(_ needs: SkillSet) -> Bool { skills.contains { $0.isSuperset(of: needs) } }

  /// Admits a customer who needs these skills, all of them in one server.
  /// - Complexity: O(servers)
  public mutating func arrive(
    _ customer: Customer, needing needs: SkillSet, rank: CustomerRank = CustomerRank()
  ) -> Arrival {
    // Those in line whom an idle server could serve come first; a caller who changed duties has yet to start them.
    if let server = idleServer(for: needs), !someoneWaits(for: server) {
      arrivals += 1
      servers[server].customer = customer
      return .startsService(server: server)
    }
    guard line.count < waitingRoom else { return .turnedAway }
    let ticket = discipline.ticket(for: rank, arrival: arrivals)
    arrivals += 1
    let entry = Entry(customer: customer, needs: needs)
    let number = free.popLast() ?? Int32(entries.count)
    if Int(number) == entries.count { entries.append(entry) } else { entries[Int(number)] = entry }
    line.join(number, with: ticket)
    return .waits(ticket)
  }

  /// Ends the service of a server, who begins with the first in line whom it can serve.
  /// - Returns: the customer whose service begins now.
  /// - Precondition: the server has a customer.
  /// - Complexity: O(*n*)
  public mutating func endService(of server: Int) -> Customer? {
    precondition(servers[server].customer != nil, "server \(server) has no customer")
    servers[server].customer = nil
    servers[server].idleSince = turns
    turns += 1
    return startNext(server: server)
  }

  /// Lets an idle server on duty begin with the first in line whom it can serve.
  public mutating func startNext(server: Int) -> Customer? {
    guard servers[server].isOnDuty, servers[server].customer == nil else { return nil }
    let able = skills[server]
    guard let index = line.firstIndex(where: { _, entry in able.isSuperset(of: entries[Int(entry)].needs) }) else {
      return nil
    }
    let number = line.remove(at: index)
    free.append(number)
    servers[server].customer = entries[Int(number)].customer
    return servers[server].customer
  }

  /// Takes a waiting customer out of the line; says whether it was still there.
  public mutating func renege(_ ticket: WaitingTicket) -> Bool {
    guard let number = line.customer(with: ticket) else { return false }
    free.append(number)
    return line.leave(ticket)
  }

  /// Sends a server off duty, after the service in hand, or on duty; call ``startNext(server:)`` then.
  public mutating func setDuty(_ isOnDuty: Bool, server: Int) {
    if isOnDuty, !servers[server].isOnDuty, servers[server].customer == nil {
      servers[server].idleSince = turns
      turns += 1
    }
    servers[server].isOnDuty = isOnDuty
  }

  private func idleServer(for needs: SkillSet) -> Int? {
    let able = servers.indices.filter {
      servers[$0].isOnDuty && servers[$0].customer == nil && skills[$0].isSuperset(of: needs)
    }
    switch choice {
    case .firstListed: return able.first
    case .longestIdle: return able.min { servers[$0].idleSince < servers[$1].idleSince }
    case .fewestSkills:
      return able.min {
        (skills[$0].rawValue.nonzeroBitCount, servers[$0].idleSince)
          < (skills[$1].rawValue.nonzeroBitCount, servers[$1].idleSince)
      }
    }
  }

  private func someoneWaits(for server: Int) -> Bool {
    let able = skills[server]
    return line.firstIndex { _, entry in able.isSuperset(of: entries[Int(entry)].needs) } != nil
  }

  /// Says what is wrong with the station's inside, or `nil`; for tests.
  package func checkInvariants() -> String? {
    if let problem = line.checkInvariants() { return problem }
    if free.count + line.count != entries.count { return "an entry is lost" }
    for (index, server) in servers.enumerated()
    where server.isOnDuty && server.customer == nil && someoneWaits(for: index) {
      return "somebody waits beside idle server \(index), who could serve it"
    }
    return nil
  }
}
