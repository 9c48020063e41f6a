import EventKernel
import Queueing
import RandomStreams

/// Customers who split in two at arrival, queue at two stations of one server each, and leave when both parts have.
///
/// A run ends when everybody has left. What follows is independent of what was before, so that each such cycle,
/// begun by an arrival at an empty system, is a replication that needs no warm-up.
struct ForkedQueues: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case serviceEnds(customer: Customer, branch: Int32)
    case arrival

    var precedence: Int {
      switch self {
      case .serviceEnds: 0
      case .arrival: 1
      }
    }

    var code: UInt64 {
      switch self {
      case .serviceEnds(let customer, let branch): UInt64(customer) << 1 | UInt64(branch)
      case .arrival: 1 << 40
      }
    }
  }

  let rate: Double
  let stream: RandomStream
  var calendar = EventCalendar<Event>()
  var stations: FlatTable<Station>
  var joins = ForkJoin()
  private var arrivals = FlatTable<(time: Double, join: Int32)>()
  private(set) var left = 0
  private(set) var totalTime = 0.0

  init(rate: Double, stream: RandomStream) {
    self.rate = rate
    self.stream = stream
    stations = FlatTable([Station(servers: 1), Station(servers: 1)])
    calendar.schedule(.arrival, at: 0)
  }

  var customers: Int { arrivals.count }
  var isFinished: Bool { arrivals.count > 0 && left == arrivals.count }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    calendar.popNext(notAfter: limit)
  }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .arrival:
      let customer = Customer(arrivals.count)
      arrivals.append((time, joins.fork(into: 2)))
      for branch in 0..<2 {
        if case .startsService = stations[branch].arrive(customer) { begin(customer, branch, at: time) }
      }
      let address = StreamAddress(purpose: Purpose.interarrival, ordinal: Int(customer))
      calendar.schedule(.arrival, at: time + stream.exponential(mean: 1 / rate, at: address))
    case .serviceEnds(let customer, let branch):
      if joins.endBranch(of: arrivals[Int(customer)].join) {
        left += 1
        totalTime += time - arrivals[Int(customer)].time
      }
      if let next = stations[Int(branch)].endService() { begin(next, Int(branch), at: time) }
    }
  }

  private mutating func begin(_ customer: Customer, _ branch: Int, at time: Double) {
    let address = StreamAddress(purpose: Purpose.service, place: branch, ordinal: Int(customer))
    let end = time + stream.exponential(mean: 1, at: address)
    calendar.schedule(.serviceEnds(customer: customer, branch: Int32(branch)), at: end)
  }
}
