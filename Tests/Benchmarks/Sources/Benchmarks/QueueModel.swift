import EventKernel
import OutputAnalysis
import Queueing
import RandomStreams

/// M/M/c through the public parts: calendar, station, numbers in turn, time-weighted tallies, times in system.
struct QueueModel: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case serviceEnds(Customer)
    case arrival

    var precedence: Int {
      switch self {
      case .serviceEnds: 0
      case .arrival: 1
      }
    }

    var code: UInt64 {
      switch self {
      case .serviceEnds(let customer): UInt64(UInt32(bitPattern: customer))
      case .arrival: 1 << 32
      }
    }
  }

  var calendar = EventCalendar<Event>()
  var station: Station
  private var gaps: SequentialExponentials
  private var works: SequentialExponentials
  private let meanWork: Double
  private var waiting = TimeWeightedTally(start: 0, value: 0)
  private var busy = TimeWeightedTally(start: 0, value: 0)
  private var arrivedAt = FlatTable<Double>()
  private var leavers = FlatTable<Customer>()
  private(set) var served = 0
  private(set) var totalTime = 0.0

  /// One arrival a minute; `order` says whether a customer's numbers are his own or come in turn.
  init(servers: Int, load: Double, stream: RandomStream, order: NumberOrder) {
    station = Station(servers: servers)
    meanWork = load * Double(servers)
    gaps = SequentialExponentials(from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: 0)), order: order)
    works = SequentialExponentials(from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: 1)), order: order)
    calendar.schedule(.arrival, at: 0)
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    calendar.popNext(notAfter: limit)
  }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .arrival:
      calendar.schedule(.arrival, at: time + gaps.next(mean: 1))
      let customer = enter(at: time)
      if case .startsService = station.arrive(customer) { begin(customer, at: time) }
    case .serviceEnds(let customer):
      served += 1
      totalTime += time - arrivedAt[Int(customer)]
      leavers.append(customer)
      if let next = station.endService() { begin(next, at: time) }
    }
    waiting.update(to: Double(station.waiting), at: time)
    busy.update(to: Double(station.busy), at: time)
  }

  private mutating func begin(_ customer: Customer, at time: Double) {
    calendar.schedule(.serviceEnds(customer), at: time + works.next(mean: meanWork))
  }

  private mutating func enter(at time: Double) -> Customer {
    if let customer = leavers.popLast() {
      arrivedAt[Int(customer)] = time
      return customer
    }
    arrivedAt.append(time)
    return Customer(arrivedAt.count - 1)
  }

  func meanQueue(at time: Double) -> Double { waiting.average(at: time) ?? 0 }
  func utilisation(at time: Double) -> Double { (busy.average(at: time) ?? 0) / Double(station.servers) }
  var meanTime: Double { totalTime / Double(served) }
}
