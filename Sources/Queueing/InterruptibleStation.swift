/// A station whose services can be interrupted: by those who rank before, by the end of a shift, by a failure.
///
/// Unlike ``Station`` it keeps account of the work of everybody present, so that pre-emption, shifts, failures and
/// reneging agree with one another. The caller gives the work on arrival and the time of every change, schedules the
/// end of each ``ServiceStart``, and may let ends stand that were overtaken by an interruption: they are stale and
/// ``endService(_:)`` says so.
///
/// The protocol is one: tell what happened, then call ``startNext(at:)`` until it gives `nil`.
///
/// Invariants, checked by `checkInvariants()`: everybody present is in the line, in service or paused, once; the
/// line, the services and the pauses are in the order of tickets; after the calls of ``startNext(at:)`` nobody waits
/// beside an idle server and, if pre-emptive, nobody waits who ranks before a customer in service, unless servers
/// are still leaving.
public struct InterruptibleStation: Sendable {
  /// Servers on duty.
  public internal(set) var servers: Int
  /// The order in which customers are served.
  public let discipline: QueueDiscipline
  /// Whether customers who rank strictly before interrupt others. Equal rank never does.
  public let isPreemptive: Bool
  /// What an interruption does to the work done.
  public let interruption: InterruptionRule
  /// Places to wait; `Int.max` for any number. Who was interrupted needs none.
  public let waitingRoom: Int
  /// Entry numbers in line.
  var line = WaitingLine()
  /// Entry numbers in service, and paused, by ticket.
  var serving: [Int32] = []
  var paused: [Int32] = []
  var entries: [Entry] = []
  var free: [Int32] = []
  var arrivals: UInt64 = 0
  /// Who arrived before this number is served in overtime by so many servers.
  var overtime: (before: UInt64, servers: Int)?

  struct Entry: Sendable {
    enum Place: Sendable { case absent, line, service, pause }
    var customer: Customer
    var ticket: WaitingTicket
    var place: Place
    /// The whole work, and what is left of it; `nil` until it is drawn again.
    var work: Double
    var left: Double?
    var began = 0.0
    /// Counts occupants of the entry.
    var occupant: UInt32
    /// Counts starts and interruptions, so that an old end of service is recognised.
    var turn: UInt32
  }

  /// - Precondition: neither number is negative.
  public init(
    servers: Int, discipline: QueueDiscipline = .firstCome, isPreemptive: Bool = false,
    interruption: InterruptionRule = .resume, waitingRoom: Int = .max
  ) {
    precondition(servers >= 0, "a station cannot have \(servers) servers")
    precondition(waitingRoom >= 0, "a waiting room cannot have \(waitingRoom) places")
    self.servers = servers
    self.discipline = discipline
    self.isPreemptive = isPreemptive
    self.interruption = interruption
    self.waitingRoom = waitingRoom
  }

  /// Customers in service; more than ``servers`` while some finish after the end of a shift.
  public var busy: Int { serving.count }
  /// Customers in line, interrupted ones among them.
  public var waiting: Int { line.count }
  /// Customers whose server went off duty and will take them up again.
  public var pausing: Int { paused.count }
  /// The customers in line, the next first.
  public var customersWaiting: [Customer] { line.customers.map { entries[Int($0)].customer } }
  /// The customers in service, the highest rank first.
  public var customersInService: [Customer] { serving.map { entries[Int($0)].customer } }
}

/// What an interruption does to the work done.
@frozen
public enum InterruptionRule: Hashable, Sendable {
  /// It counts; what is left is done later.
  case resume
  /// It is lost; the same work begins again.
  case restart
  /// It is lost, and the caller draws the work anew: ``InterruptibleStation/setWork(_:of:)``.
  case resample
}

/// The name of a customer's stay at an ``InterruptibleStation``.
@frozen
public struct StationVisit: Hashable, BitwiseCopyable, Sendable {
  /// Who stays.
  public let customer: Customer
  let entry: Int32
  let occupant: UInt32
}

/// The name of one uninterrupted stretch of service.
@frozen
public struct ServiceName: Hashable, BitwiseCopyable, Sendable {
  let entry: Int32
  let turn: UInt32
}

/// A service that begins, or goes on, now.
@frozen
public struct ServiceStart: Hashable, Sendable {
  /// Whose service it is.
  public let visit: StationVisit
  /// By which its end is told.
  public let service: ServiceName
  /// It ends after so many minutes, unless it is interrupted.
  public let work: Double
  /// Whose service was interrupted for it.
  public let interrupted: StationVisit?
}
