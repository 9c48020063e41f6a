import EventKernel
import Queueing

/// An ``InterruptibleStation`` with clock: arrivals and changes of servers written down, or arrivals from a source.
struct InterruptedQueue: ~Copyable, DiscreteEventModel {
  struct Arrival {
    var time: Double
    var priorityClass: UInt8 = 0
    var work: Double
    var patience = Double.infinity
  }

  struct Change {
    var time: Double
    var servers: Int
    var rule: EndOfShiftRule = .finishAndLeave
  }

  enum Event: CalendarEvent {
    case serviceEnds(ServiceName)
    case serversChange(Int32)
    case arrival(Int32)
    case patienceEnds(Customer)

    var precedence: Int {
      switch self {
      case .serviceEnds: 0
      case .serversChange: 1
      case .arrival: 2
      case .patienceEnds: 3
      }
    }

    var code: UInt64 { UInt64(precedence) }
  }

  var station: InterruptibleStation
  var calendar = EventCalendar<Event>()
  /// Every arrival so far, or all of them where they are written down.
  private(set) var arrivals: [Arrival]
  private(set) var departures: [Double?]
  /// When each service began or went on; not kept for a busy period.
  private(set) var starts: [[Double]]
  private(set) var reneged: [Customer] = []
  private let changes: [Change]
  private let source: ((Int) -> Arrival)?
  private var visits: [StationVisit?]
  private var present = 0
  /// Draws the work again after an interruption.
  private let redraw: (Customer, Int) -> Double

  init(
    station: InterruptibleStation, arrivals: [Arrival], changes: [Change] = [],
    redraw: @escaping (Customer, Int) -> Double = { _, _ in preconditionFailure("work is not drawn again") }
  ) {
    self.station = station
    self.arrivals = arrivals
    self.changes = changes
    self.redraw = redraw
    source = nil
    departures = arrivals.map { _ in nil }
    starts = arrivals.map { _ in [] }
    visits = arrivals.map { _ in nil }
    for (number, arrival) in arrivals.enumerated() { calendar.schedule(.arrival(Int32(number)), at: arrival.time) }
    for (number, change) in changes.enumerated() { calendar.schedule(.serversChange(Int32(number)), at: change.time) }
  }

  /// One busy period: it begins with the arrival 0 of the source and ends when nobody is left.
  init(station: InterruptibleStation, source: @escaping (Int) -> Arrival) {
    self.station = station
    self.source = source
    (arrivals, departures, starts, visits, changes) = ([], [], [], [], [])
    redraw = { _, _ in preconditionFailure("work is not drawn again") }
    plan(0)
  }

  var isFinished: Bool { source != nil && present == 0 && departures.count > 1 }

  private mutating func plan(_ number: Int) {
    guard let source else { return }
    arrivals.append(source(number))
    departures.append(nil)
    visits.append(nil)
    calendar.schedule(.arrival(Int32(number)), at: arrivals[number].time)
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    calendar.popNext(notAfter: limit)
  }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .arrival(let number):
      let arrival = arrivals[Int(number)]
      let rank = CustomerRank(priorityClass: arrival.priorityClass)
      visits[Int(number)] = station.arrive(number, rank: rank, work: arrival.work)
      present += 1
      if arrival.patience < .infinity { calendar.schedule(.patienceEnds(number), at: time + arrival.patience) }
      plan(Int(number) + 1)
    case .serviceEnds(let service):
      guard let customer = station.endService(service) else { return }
      departures[Int(customer)] = time
      present -= 1
    case .serversChange(let number):
      let change = changes[Int(number)]
      redrawWork(of: station.setServers(change.servers, at: time, rule: change.rule))
    case .patienceEnds(let customer):
      guard let visit = visits[Int(customer)], station.renege(visit) else { return }
      departures[Int(customer)] = time
      reneged.append(customer)
      present -= 1
    }
    while let start = station.startNext(at: time) {
      if source == nil { starts[Int(start.visit.customer)].append(time) }
      calendar.schedule(.serviceEnds(start.service), at: time + start.work)
      redrawWork(of: start.interrupted.map { [$0] } ?? [])
    }
  }

  private mutating func redrawWork(of interrupted: [StationVisit]) {
    guard station.interruption == .resample else { return }
    for visit in interrupted {
      station.setWork(redraw(visit.customer, starts[Int(visit.customer)].count), of: visit)
    }
  }
}
