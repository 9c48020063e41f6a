import EventKernel
import Queueing

/// Customers who split at arrival, one part for each station, and leave when all parts have; all times given.
struct PeerFork: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case serviceEnds(Customer, branch: Int32)
    case arrival(Customer)

    var precedence: Int {
      switch self {
      case .serviceEnds: 0
      case .arrival: 1
      }
    }

    var code: UInt64 {
      switch self {
      case .serviceEnds(let number, let branch): UInt64(UInt32(bitPattern: number)) << 8 | UInt64(branch)
      case .arrival(let number): 1 << 48 | UInt64(UInt32(bitPattern: number))
      }
    }
  }

  let arrivals: [Double]
  private let work: (_ customer: Int, _ branch: Int) -> Double
  private(set) var departures: [Double?]
  private var calendar = EventCalendar<Event>()
  private var stations: [Station]
  private var joins = ForkJoin()
  private var names: [Int32] = []

  init(branches: Int, arrivals: [Double], work: @escaping (_ customer: Int, _ branch: Int) -> Double) {
    self.arrivals = arrivals
    self.work = work
    departures = arrivals.map { _ in nil }
    stations = (0..<branches).map { _ in Station(servers: 1) }
    for (number, time) in arrivals.enumerated() { calendar.scheduleInOrder(.arrival(Customer(number)), at: time) }
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    calendar.popNext(notAfter: limit)
  }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .arrival(let customer):
      names.append(joins.fork(into: stations.count))
      for branch in stations.indices {
        if case .startsService = stations[branch].arrive(customer) { begin(customer, branch, at: time) }
      }
    case .serviceEnds(let customer, let branch):
      if joins.endBranch(of: names[Int(customer)]) { departures[Int(customer)] = time }
      if let next = stations[Int(branch)].endService() { begin(next, Int(branch), at: time) }
    }
  }

  private mutating func begin(_ customer: Customer, _ branch: Int, at time: Double) {
    calendar.schedule(
      .serviceEnds(customer, branch: Int32(branch)), at: time + work(Int(customer), branch))
  }
}
