import EventKernel
import Queueing
import RandomStreams

/// Stations with routes, classes, finite rooms and batches: whatever ``Station`` serves by itself.
struct PeerNetwork: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case serviceEnds(Customer)
    case arrival(kind: Int32)

    /// Who leaves makes room for who comes.
    var precedence: Int {
      switch self {
      case .serviceEnds: 0
      case .arrival: 1
      }
    }

    var code: UInt64 {
      switch self {
      case .serviceEnds(let number): UInt64(UInt32(bitPattern: number))
      case .arrival(let kind): 1 << 32 | UInt64(UInt32(bitPattern: kind))
      }
    }
  }

  struct Visitor {
    var arrived: Double
    var entered: Double
    var began = 0.0
    var station = 0
    var visit = 0
    var kind: Int
    var isOfCohort: Bool
  }

  private let model: PeerModel
  private let luck: PeerLuck
  private let routes: [ProbabilisticRoute]
  private let sizes: ProbabilisticRoute?
  private(set) var measures: PeerMeasures
  private var calendar = EventCalendar<Event>()
  private var stations: FlatTable<Station>
  private var visitors = FlatTable<Visitor>()
  private var arrivals: [Int]
  private var cohortPresent = 0
  private var cohortIsComplete = false

  init(_ model: PeerModel, key: StreamKey) {
    self.model = model
    luck = PeerLuck(model, key: key)
    routes = (model.routes ?? []).map { ProbabilisticRoute(weights: $0 + [1 - $0.reduce(0, +)]) }
    sizes = model.batch.map(ProbabilisticRoute.init(weights:))
    measures = PeerMeasures(window: model.observed)
    let discipline: QueueDiscipline = model.arrivals.count > 1 ? .priorityClass : .firstCome
    stations = FlatTable(
      model.servers.indices.map {
        Station(servers: model.servers[$0], discipline: discipline, waitingRoom: model.room(at: $0))
      })
    arrivals = model.arrivals.map { _ in 0 }
    for kind in model.arrivals.indices { scheduleArrival(of: kind, after: 0) }
  }

  var isFinished: Bool { cohortIsComplete && cohortPresent == 0 }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    calendar.popNext(notAfter: limit)
  }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .arrival(let kind):
      if time >= model.observed.upperBound { cohortIsComplete = true }
      let number = sizes.map { $0.destination(uniform: luck.uniform(Purpose.kind, customer: arrivals[0])) + 1 }
      let first = Customer(visitors.count)
      let rank = CustomerRank(priorityClass: UInt8(kind))
      for _ in 0..<(number ?? 1) {
        let isOfCohort = model.observed.contains(time)
        if isOfCohort { cohortPresent += 1 }
        visitors.append(Visitor(arrived: time, entered: time, kind: Int(kind), isOfCohort: isOfCohort))
      }
      if let number {
        let batch = first..<first + Customer(number)
        for (customer, effect) in zip(batch, stations[0].arrive(batch: batch, rank: rank)) {
          follow(effect, customer, at: time)
        }
      } else {
        follow(stations[0].arrive(first, rank: rank), first, at: time)
      }
      scheduleArrival(of: Int(kind), after: time)
    case .serviceEnds(let customer): endService(of: customer, at: time)
    }
  }

  private mutating func scheduleArrival(of kind: Int, after time: Double) {
    calendar.schedule(.arrival(kind: Int32(kind)), at: time + luck.gap(of: kind, number: arrivals[kind]))
    arrivals[kind] += 1
  }

  private mutating func follow(_ effect: ArrivalEffect, _ customer: Customer, at time: Double) {
    let isOfCohort = visitors[Int(customer)].isOfCohort
    if isOfCohort, model.rooms != nil { measures.add(.loss, effect == .turnedAway ? 1 : 0) }
    switch effect {
    case .startsService: begin(customer, at: time)
    case .waits: break
    case .turnedAway: if isOfCohort { cohortPresent -= 1 }
    }
  }

  private mutating func begin(_ customer: Customer, at time: Double) {
    visitors[Int(customer)].began = time
    let visitor = visitors[Int(customer)]
    // Work belongs to the class where there is one station, and else to the station.
    let law = stations.count == 1 ? visitor.kind : visitor.station
    let end = time + luck.work(law, customer: Int(customer), visit: visitor.visit)
    if stations.count == 1, model.arrivals.count == 1 {
      measures.addService(from: time, to: end, servers: model.servers[0])
    }
    calendar.schedule(.serviceEnds(customer), at: end)
  }

  private mutating func endService(of customer: Customer, at time: Double) {
    let visitor = visitors[Int(customer)]
    if let next = stations[visitor.station].endService() { begin(next, at: time) }
    let group: PeerMeasures.Group = model.arrivals.count > 1 ? .kind(visitor.kind) : .all
    if visitor.isOfCohort {
      measures.add(.wait, visitor.began - visitor.entered, of: routes.isEmpty ? group : .station(visitor.station))
    }
    var next = stations.count
    if !routes.isEmpty {
      let share = luck.uniform(Purpose.route, station: visitor.station, customer: Int(customer), visit: visitor.visit)
      next = routes[visitor.station].destination(uniform: share)
    }
    if next < stations.count {
      visitors[Int(customer)].station = next
      visitors[Int(customer)].visit += 1
      visitors[Int(customer)].entered = time
      follow(stations[next].arrive(customer), customer, at: time)
    } else if visitor.isOfCohort {
      measures.add(.sojourn, time - visitor.arrived, of: group)
      cohortPresent -= 1
    }
  }
}
