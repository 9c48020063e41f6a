import EventKernel
import Queueing
import RandomStreams

/// M/M/1 whose server fails, by time or by operation, and resumes the interrupted service when repaired.
struct FailingServer: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case serviceEnds(ServiceName)
    case arrival
    case fails(FailureClock.Due)
    case repaired

    var precedence: Int {
      switch self {
      case .serviceEnds: 0
      case .fails: 1
      case .repaired: 2
      case .arrival: 3
      }
    }

    var code: UInt64 { UInt64(precedence) }
  }

  let rates: (arrival: Double, service: Double, failure: Double, repair: Double)
  let stream: RandomStream
  /// Whether the run ends with the first busy period.
  let endsWhenEmpty: Bool
  var calendar = EventCalendar<Event>()
  var station = InterruptibleStation(servers: 1)
  private var clock: FailureClock
  private var inService: ServiceName?
  private var arrivals: [Double] = []
  private var failures = 0
  private var latest = 0.0
  private(set) var busyArea = 0.0
  private(set) var upArea = 0.0
  private(set) var left = 0
  private(set) var totalTime = 0.0

  init(
    _ dependence: FailureDependence,
    rates: (arrival: Double, service: Double, failure: Double, repair: Double), stream: RandomStream,
    endsWhenEmpty: Bool = false
  ) {
    self.rates = rates
    self.endsWhenEmpty = endsWhenEmpty
    self.stream = stream
    clock = FailureClock(dependence)
    calendar.schedule(.arrival, at: 0)
    renew(at: 0)
  }

  var customers: Int { arrivals.count }
  var isFinished: Bool { endsWhenEmpty && arrivals.count > 0 && left == arrivals.count }

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
      let customer = Customer(arrivals.count)
      arrivals.append(time)
      _ = station.arrive(customer, work: draw(Purpose.service, Int(customer), rate: rates.service))
      let gap = draw(Purpose.interarrival, arrivals.count, rate: rates.arrival)
      calendar.schedule(.arrival, at: time + gap)
    case .serviceEnds(let service):
      guard let customer = station.endService(service) else { return }
      totalTime += time - arrivals[Int(customer)]
      left += 1
      inService = nil
      clock.endService(at: time)
    case .fails(let due):
      guard clock.fail(due, at: time) else { return }
      if let service = inService {
        _ = station.failServer(of: service, at: time)
        inService = nil
      } else {
        _ = station.setServers(0, at: time)
      }
      failures += 1
      calendar.schedule(.repaired, at: time + draw(Purpose.residual, failures, rate: rates.repair))
    case .repaired:
      _ = station.setServers(1, at: time)
      renew(at: time)
    }
    while let start = station.startNext(at: time) {
      inService = start.service
      calendar.schedule(.serviceEnds(start.service), at: time + start.work)
      if let due = clock.beginService(at: time) { calendar.schedule(.fails(due), at: due.time) }
    }
  }

  private mutating func renew(at time: Double) {
    let life = draw(Purpose.kind, failures, rate: rates.failure)
    if let due = clock.renew(life: life, at: time) { calendar.schedule(.fails(due), at: due.time) }
  }

  private func draw(_ purpose: StreamPurpose, _ ordinal: Int, rate: Double) -> Double {
    stream.exponential(mean: 1 / rate, at: StreamAddress(purpose: purpose, ordinal: ordinal))
  }
}
