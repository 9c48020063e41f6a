import EventKernel
import Queueing
import RandomStreams

/// Processor sharing: the station itself says who ends next, and the calendar holds the arrivals.
struct PeerSharing: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case serviceEnds
    case arrival

    var code: UInt64 { self == .arrival ? 1 : 0 }
  }

  private let model: PeerModel
  private let luck: PeerLuck
  private(set) var measures: PeerMeasures
  private var calendar = EventCalendar<Event>()
  private var station: SharedStation
  private var arrivals: [Double] = []
  private var cohortPresent = 0
  private var cohortIsComplete = false

  init(_ model: PeerModel, key: StreamKey) {
    self.model = model
    luck = PeerLuck(model, key: key)
    measures = PeerMeasures(window: model.observed)
    station = SharedStation(rates: .total(Double(model.servers[0])))
    calendar.schedule(.arrival, at: luck.gap(of: 0, number: 0))
  }

  var isFinished: Bool { cohortIsComplete && cohortPresent == 0 }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    if let end = station.nextEnd(), end.time <= calendar.nextTime() ?? .infinity {
      return end.time <= limit ? (end.time, .serviceEnds) : nil
    }
    return calendar.popNext(notAfter: limit)
  }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .arrival:
      if time >= model.observed.upperBound { cohortIsComplete = true }
      if model.observed.contains(time) { cohortPresent += 1 }
      let customer = Customer(arrivals.count)
      arrivals.append(time)
      _ = station.arrive(customer, work: luck.work(0, customer: Int(customer)), at: time)
      calendar.schedule(.arrival, at: time + luck.gap(of: 0, number: arrivals.count))
    case .serviceEnds:
      let arrived = arrivals[Int(station.endService(at: time).ended)]
      guard model.observed.contains(arrived) else { return }
      measures.add(.sojourn, time - arrived)
      cohortPresent -= 1
    }
  }
}
