/// Stations with finite rooms, where who finds no room ahead keeps its server: blocking after service.
///
/// A customer served at one station moves to the next as soon as there is room, and meanwhile occupies the server
/// that has served it. Those blocked by one station enter it in the order in which they were blocked, from whichever
/// station they come. Customers from outside are turned away when they find no room.
///
/// When a set of stations is such that all servers of each are occupied by customers who wait for room in the set,
/// none of them will ever move. That is a deadlock; it is reported when it arises, with a cycle in it (compare Ciw's
/// state digraph: a knot in the graph of who waits for whom). ``breakDeadlock(_:)`` lets a cycle exchange customers.
/// Elsewhere a model may forbid it by rooms large enough, or end its run.
///
/// Invariants, checked by `checkInvariants()`: who is blocked waits for a full station; nobody waits beside an idle
/// server; each station's servers are in service, blocked or idle.
public struct BlockingNetwork: Sendable {
  /// The size of one station.
  public struct Size: Hashable, Sendable {
    /// Number of servers, at least one.
    public var servers: Int
    /// Places to wait; `Int.max` for any number.
    public var waitingRoom: Int

    /// Creates a size of one server or more.
    public init(servers: Int = 1, waitingRoom: Int = .max) {
      self.servers = servers
      self.waitingRoom = waitingRoom
    }
  }

  /// Who is blocked, and where it occupies a server.
  public struct Blocked: Hashable, Sendable {
    /// Who waits for room.
    public let customer: Customer
    /// Where it occupies a server.
    public let station: Int

    /// Names a customer and where it is.
    public init(customer: Customer, station: Int) {
      self.customer = customer
      self.station = station
    }
  }

  struct Station: Sendable {
    let size: Size
    /// Servers in service or blocked, and of them those blocked.
    var occupied = 0
    var blocked = 0
    var line: [Customer] = []
    /// Who waits for room here, in order.
    var upstream: [Blocked] = []

    var isFull: Bool { !(occupied < size.servers && line.isEmpty) && line.count >= size.waitingRoom }
  }

  var stations: [Station]

  /// Creates empty stations, known by their index.
  /// - Precondition: each has a server; no room is negative.
  public init(_ sizes: [Size]) {
    for size in sizes {
      precondition(size.servers >= 1, "a station cannot have \(size.servers) servers here")
      precondition(size.waitingRoom >= 0, "a waiting room cannot have \(size.waitingRoom) places")
    }
    stations = sizes.map { Station(size: $0) }
  }

  /// Customers whose service is under way.
  public func busy(at station: Int) -> Int { stations[station].occupied - stations[station].blocked }
  /// Servers occupied by customers who cannot move on.
  public func blocked(at station: Int) -> Int { stations[station].blocked }
  /// Customers in line.
  public func waiting(at station: Int) -> Int { stations[station].line.count }
  /// Those who wait for room at a station, the next first.
  public func blocked(by station: Int) -> [Blocked] { stations[station].upstream }
}

/// What follows from an event in a ``BlockingNetwork``, in the order in which it happens.
public enum BlockingEffect: Hashable, Sendable {
  /// Service begins.
  case begins(Customer, station: Int)
  /// The customer is in line.
  case waits(Customer, station: Int)
  /// The customer was served at one station and keeps its server until there is room at the other.
  case blocked(Customer, station: Int, by: Int)
  /// There was no room for a customer from outside.
  case turnedAway(Customer, station: Int)
  /// These stations wait for one another in a circle, each for the one after it and the last for the first.
  ///
  /// The circle begins with its lowest index; it may be one station alone, full of customers who would return to it.
  case deadlock([Int])
}
