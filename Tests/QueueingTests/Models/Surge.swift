import EventKernel
import Queueing
import RandomStreams

/// A single server through a surge of arrivals; it ends when the backlog of the surge is gone.
struct Surge: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case serviceEnds
    case arrival
    var code: UInt64 { self == .arrival ? 1 : 0 }
  }

  let serviceRate: Double
  let surgeEnd: Double
  let stream: RandomStream
  var calendar = EventCalendar<Event>()
  var station = Station(servers: 1)
  private var arrivals: NonhomogeneousPoisson
  private var services = 0
  private(set) var peak = 0
  /// When the backlog was gone.
  private(set) var clearedAt: Double?

  init(arrivals: NonhomogeneousPoisson, serviceRate: Double, surgeEnd: Double, backlog: Int, stream: RandomStream) {
    self.arrivals = arrivals
    self.serviceRate = serviceRate
    self.surgeEnd = surgeEnd
    self.stream = stream
    for _ in 0..<backlog { admit(at: 0) }
    scheduleArrival()
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    calendar.popNext(notAfter: limit)
  }

  var isFinished: Bool { clearedAt != nil }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .arrival:
      admit(at: time)
      scheduleArrival()
    case .serviceEnds:
      if station.endService() != nil { begin(at: time) }
      if station.busy == 0, time > surgeEnd { clearedAt = time }
    }
  }

  private mutating func scheduleArrival() {
    guard let next = arrivals.next(from: stream) else { return }
    calendar.scheduleInOrder(.arrival, at: next.time)
  }

  private mutating func admit(at time: Double) {
    if case .startsService = station.arrive(0) { begin(at: time) }
    peak = max(peak, station.busy + station.waiting)
  }

  private mutating func begin(at time: Double) {
    services += 1
    let address = StreamAddress(purpose: Purpose.service, ordinal: services)
    calendar.schedule(.serviceEnds, at: time + stream.exponential(mean: 1 / serviceRate, at: address))
  }
}
