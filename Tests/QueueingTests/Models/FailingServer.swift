import EventKernel
import Queueing
import RandomStreams

/// M/M/1 whose server fails while it is up, busy or not, and resumes the interrupted service when repaired.
///
/// A failure hands the customer back at its old place, cancels the end of its service and keeps what is left of it.
struct FailingServer: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case serviceEnds
    case arrival
    case fails
    case repaired

    var code: UInt64 {
      switch self {
      case .serviceEnds: 0
      case .arrival: 1
      case .fails: 2
      case .repaired: 3
      }
    }
  }

  let rates: (arrival: Double, service: Double, failure: Double, repair: Double)
  let stream: RandomStream
  var calendar = EventCalendar<Event>()
  var station = Station(servers: 1)
  private var tickets: [WaitingTicket] = []
  private var inService: (customer: Customer, end: Double, handle: EventHandle)?
  /// What is left of an interrupted service.
  private var remaining: Double?
  private var failures = 0
  private var latest = 0.0
  private(set) var busyArea = 0.0
  private(set) var upArea = 0.0

  init(rates: (arrival: Double, service: Double, failure: Double, repair: Double), stream: RandomStream) {
    self.rates = rates
    self.stream = stream
    scheduleArrival(after: 0)
    scheduleFailure(after: 0)
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    calendar.popNext(notAfter: limit)
  }

  /// Forgets what was observed before a time.
  mutating func reset(at time: Double) {
    observe(until: time)
    (busyArea, upArea) = (0, 0)
  }

  mutating func observe(until time: Double) {
    busyArea += Double(station.busy) * (time - latest)
    upArea += Double(station.servers) * (time - latest)
    latest = time
  }

  mutating func occur(_ event: Event, at time: Double) {
    observe(until: time)
    switch event {
    case .arrival:
      let customer = Customer(tickets.count)
      switch station.arrive(customer) {
      case .startsService(let ticket):
        tickets.append(ticket)
        begin(customer, at: time)
      case .waits(let ticket): tickets.append(ticket)
      case .turnedAway: preconditionFailure("the waiting room has no limit")
      }
      scheduleArrival(after: time)
    case .serviceEnds:
      inService = nil
      if let next = station.endService() { begin(next, at: time) }
    case .fails:
      station.setServers(0)
      if let (customer, end, handle) = inService {
        precondition(calendar.cancel(handle), "the end of service was scheduled")
        remaining = end - time
        station.handBack(customer, ticket: tickets[Int(customer)])
        inService = nil
      }
      failures += 1
      calendar.schedule(.repaired, at: time + draw(Purpose.residual, failures, rate: rates.repair))
    case .repaired:
      station.setServers(1)
      if let next = station.startNext() { begin(next, at: time) }
      scheduleFailure(after: time)
    }
  }

  private mutating func begin(_ customer: Customer, at time: Double) {
    let end = time + (remaining ?? draw(Purpose.service, Int(customer), rate: rates.service))
    remaining = nil
    inService = (customer, end, calendar.schedule(.serviceEnds, at: end))
  }

  private mutating func scheduleArrival(after time: Double) {
    calendar.schedule(.arrival, at: time + draw(Purpose.interarrival, tickets.count, rate: rates.arrival))
  }

  private mutating func scheduleFailure(after time: Double) {
    calendar.schedule(.fails, at: time + draw(Purpose.kind, failures, rate: rates.failure))
  }

  private func draw(_ purpose: StreamPurpose, _ ordinal: Int, rate: Double) -> Double {
    stream.exponential(mean: 1 / rate, at: StreamAddress(purpose: purpose, ordinal: ordinal))
  }
}
