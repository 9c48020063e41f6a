import EventKernel
import Queueing

/// One station whose arrivals and changes of servers are written down beforehand, with one service time for all.
struct ScriptedStation: ~Copyable, DiscreteEventModel {
  /// Who leaves makes room, then the number of servers changes, then others arrive, and patience ends last.
  enum Event: CalendarEvent {
    case serviceEnds(Customer)
    case serversChange(to: Int32)
    case patienceEnds(Customer)
    case arrival(Customer)

    var precedence: Int {
      switch self {
      case .serviceEnds: 0
      case .serversChange: 1
      case .arrival: 2
      case .patienceEnds: 3
      }
    }

    var code: UInt64 {
      switch self {
      case .serviceEnds(let number), .serversChange(let number), .patienceEnds(let number), .arrival(let number):
        UInt64(precedence) << 32 | UInt64(UInt32(bitPattern: number))
      }
    }
  }

  let service: Double
  let patience: Double
  var calendar = EventCalendar<Event>()
  var station: Station
  let arrivals: [Double]
  var tickets: [WaitingTicket]
  /// When each customer left; nil for those turned away.
  private(set) var departures: [Double?]
  private(set) var reneged = 0
  private(set) var turnedAway = 0

  init(station: Station, arrivals: [Double], service: Double, patience: Double = .infinity) {
    self.station = station
    self.arrivals = arrivals
    self.service = service
    self.patience = patience
    tickets = arrivals.map { _ in .none }
    departures = arrivals.map { _ in nil }
    for (customer, time) in arrivals.enumerated() { calendar.scheduleInOrder(.arrival(Customer(customer)), at: time) }
  }

  mutating func changeServers(to servers: Int32, at time: Double) {
    calendar.schedule(.serversChange(to: servers), at: time)
  }

  /// Times in the system of all who left.
  var times: [Double] { zip(arrivals, departures).compactMap { arrival, end in end.map { $0 - arrival } } }
  var meanTime: Double { times.reduce(0, +) / Double(times.count) }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    calendar.popNext(notAfter: limit)
  }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .arrival(let customer):
      switch station.arrive(customer) {
      case .startsService: begin(customer, at: time)
      case .waits(let ticket):
        tickets[Int(customer)] = ticket
        if patience < .infinity { calendar.schedule(.patienceEnds(customer), at: time + patience) }
      case .turnedAway: turnedAway += 1
      }
    case .serviceEnds(let customer):
      departures[Int(customer)] = time
      if let next = station.endService() { begin(next, at: time) }
    case .patienceEnds(let customer):
      if station.renege(tickets[Int(customer)]) {
        departures[Int(customer)] = time
        reneged += 1
      }
    case .serversChange(let servers):
      station.setServers(Int(servers))
      while let next = station.startNext() { begin(next, at: time) }
    }
  }

  private mutating func begin(_ customer: Customer, at time: Double) {
    calendar.schedule(.serviceEnds(customer), at: time + service)
  }
}
