import EventKernel
import Queueing

/// Two stations of one server each, with a finite room between them and blocking after service.
///
/// The first server stays occupied by a customer who has been served there until the second station admits it: its
/// end of service is told to the first station only then.
struct TandemLine: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case secondEnds(Customer)
    case firstEnds(Customer)
    case arrival(Customer)

    var precedence: Int {
      switch self {
      case .secondEnds: 0
      case .firstEnds: 1
      case .arrival: 2
      }
    }

    var code: UInt64 {
      switch self {
      case .secondEnds(let number), .firstEnds(let number), .arrival(let number):
        UInt64(precedence) << 32 | UInt64(UInt32(bitPattern: number))
      }
    }
  }

  /// Service time of a customer at the first station, 0, or the second, 1.
  let service: (_ customer: Customer, _ station: Int) -> Double
  /// With no arrivals of their own, the first station never runs out of customers.
  let isSaturated: Bool
  var calendar = EventCalendar<Event>()
  var first = Station(servers: 1)
  var second: Station
  /// The customer who occupies the first server although served there.
  var blocked: Customer?
  private(set) var completions: [Double] = []
  private var made: Customer = 0

  /// - Parameter arrivals: nil for a first station that never runs out of customers.
  init(room: Int, arrivals: [Double]?, service: @escaping (_ customer: Customer, _ station: Int) -> Double) {
    self.service = service
    isSaturated = arrivals == nil
    second = Station(servers: 1, waitingRoom: room)
    for time in arrivals ?? [0] {
      calendar.scheduleInOrder(.arrival(made), at: time)
      made += 1
    }
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    calendar.popNext(notAfter: limit)
  }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .arrival(let customer):
      if case .startsService = first.arrive(customer) { schedule(.firstEnds(customer), customer, 0, at: time) }
    case .firstEnds(let customer):
      passOn(customer, at: time)
    case .secondEnds:
      completions.append(time)
      if let next = second.endService() { schedule(.secondEnds(next), next, 1, at: time) }
      if let waiting = blocked {
        blocked = nil
        passOn(waiting, at: time)
      }
    }
  }

  private mutating func passOn(_ customer: Customer, at time: Double) {
    switch second.arrive(customer) {
    case .startsService: schedule(.secondEnds(customer), customer, 1, at: time)
    case .waits: break
    case .turnedAway:
      blocked = customer
      return
    }
    if isSaturated {
      _ = first.arrive(made)
      made += 1
    }
    if let next = first.endService() { schedule(.firstEnds(next), next, 0, at: time) }
  }

  private mutating func schedule(_ event: Event, _ customer: Customer, _ station: Int, at time: Double) {
    calendar.schedule(event, at: time + service(customer, station))
  }
}
