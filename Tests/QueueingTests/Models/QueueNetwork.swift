import EventKernel
import Queueing
import RandomStreams

/// Simulates a ``QueuePlan``: the caller that stations need, with clock and luck.
///
/// Customers who arrive in the window are the cohort, and the run is finished when all of them have left. Arrivals
/// go on meanwhile, because later customers can hinder earlier ones where there are classes or several stages.
struct QueueNetwork: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case serviceEnds(Int32)
    case arrival

    /// Who leaves makes room for who comes.
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

  struct Visitor {
    var entered: Double
    var began = 0.0
    var ticket = WaitingTicket.none
    var stage: Int
    var kind: Int
    var visit = 0
    var isOfCohort: Bool
  }

  let plan: QueuePlan
  let window: Range<Double>
  let stream: RandomStream
  var calendar = EventCalendar<Event>()
  var stations: FlatTable<Station>
  var visitors = FlatTable<Visitor>()
  var census: QueueCensus
  /// Cohort customers who have not left.
  var cohortPresent = 0
  var arrivalsAreOver = false
  private var arrivalsSoFar = 0

  init(plan: QueuePlan, window: Range<Double>, key: StreamKey) {
    self.plan = plan
    self.window = window
    stream = RandomStream(key: key)
    stations = FlatTable(
      plan.stages.map { Station(servers: $0.servers, discipline: plan.discipline, waitingRoom: $0.waitingRoom) })
    census = QueueCensus(stages: plan.stages.count, kinds: plan.arrivals.count, window: window)
    scheduleArrival(after: 0)
  }

  /// Puts customers into a stage before anything occurs; they do not belong to the cohort.
  ///
  /// With `isResidual` their services are what is left of services seen at a random time: a uniform part of a
  /// length-biased service. The exponential distribution does not need that.
  mutating func fill(stage: Int, with count: Int, isResidual: Bool = false) {
    for _ in 0..<count {
      let visitor = Visitor(entered: 0, stage: stage, kind: 0, visit: isResidual ? -1 : 0, isOfCohort: false)
      visitors.append(visitor)
      census.enter(stage: stage, at: 0)
      admit(Customer(visitors.count - 1), at: 0)
    }
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    calendar.popNext(notAfter: limit)
  }

  var isFinished: Bool { arrivalsAreOver && cohortPresent == 0 }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .arrival:
      let isOfCohort = window.contains(time)
      if isOfCohort { cohortPresent += 1 }
      if time >= window.upperBound { arrivalsAreOver = true }
      let kind = drawKind()
      arrivalsSoFar += 1
      visitors.append(Visitor(entered: time, stage: 0, kind: kind, isOfCohort: isOfCohort))
      scheduleArrival(after: time)
      census.enter(stage: 0, at: time)
      admit(Customer(visitors.count - 1), at: time)
    case .serviceEnds(let customer):
      finishService(of: customer, at: time)
    }
  }

  private mutating func scheduleArrival(after time: Double) {
    let address = StreamAddress(purpose: Purpose.interarrival, ordinal: arrivalsSoFar)
    calendar.schedule(.arrival, at: time + stream.exponential(mean: 1 / plan.totalRate, at: address))
  }

  private func drawKind() -> Int {
    if plan.arrivals.count == 1 { return 0 }
    var left = plan.totalRate * stream.uniform(at: StreamAddress(purpose: Purpose.kind, ordinal: arrivalsSoFar))
    for kind in plan.arrivals.indices.dropLast() {
      if left < plan.arrivals[kind] { return kind }
      left -= plan.arrivals[kind]
    }
    return plan.arrivals.count - 1
  }

  private mutating func admit(_ customer: Customer, at time: Double) {
    let visitor = visitors[Int(customer)]
    let rank = CustomerRank(priorityClass: UInt8(visitor.kind))
    switch stations[visitor.stage].arrive(customer, rank: rank) {
    case .startsService: begin(customer, at: time)
    case .waits(let ticket): visitors[Int(customer)].ticket = ticket
    case .turnedAway:
      census.leave(stage: visitor.stage, at: time)
      if visitor.isOfCohort {
        census.turnAway(stage: visitor.stage, kind: visitor.kind)
        cohortPresent -= 1
      }
    }
  }

  private mutating func begin(_ customer: Customer, at time: Double) {
    visitors[Int(customer)].began = time
    calendar.schedule(.serviceEnds(customer), at: time + drawService(of: customer))
  }

  private func drawService(of customer: Customer) -> Double {
    let visitor = visitors[Int(customer)]
    let stage = plan.stages[visitor.stage]
    if visitor.visit < 0 { return drawResidual(of: customer, stage) }
    let address = StreamAddress(
      purpose: Purpose.service, place: visitor.stage, ordinal: Int(customer), visit: visitor.visit)
    if stage.variation == 1 { return stream.exponential(mean: stage.service, at: address) }
    return stream.gamma(mean: stage.service, cv: stage.variation, at: address)
  }

  private func drawResidual(of customer: Customer, _ stage: QueuePlan.Stage) -> Double {
    let share = stream.uniform(at: StreamAddress(purpose: Purpose.residual, ordinal: Int(customer)))
    let address = StreamAddress(purpose: Purpose.residual, type: 1, ordinal: Int(customer))
    let square = stage.variation * stage.variation
    // Length bias turns shape 1/cv² into 1/cv² + 1 at the same scale.
    return share
      * stream.gamma(mean: stage.service * (1 + square), cv: (square / (1 + square)).squareRoot(), at: address)
  }

  private mutating func finishService(of customer: Customer, at time: Double) {
    let visitor = visitors[Int(customer)]
    let stage = plan.stages[visitor.stage]
    census.leave(stage: visitor.stage, at: time)
    if visitor.isOfCohort { census.record(visitor, end: time) }
    if let next = stations[visitor.stage].endService() { begin(next, at: time) }
    var route = 1.0
    if stage.up + stage.again > 0 {
      route = stream.uniform(
        at: StreamAddress(
          purpose: Purpose.route, place: visitor.stage, ordinal: Int(customer), visit: max(0, visitor.visit)))
    }
    if route < stage.again {
      goOn(customer, to: visitor.stage, visit: max(0, visitor.visit) + 1, at: time)
    } else if route < stage.again + stage.up {
      goOn(customer, to: visitor.stage + 1, visit: 0, at: time)
    } else if visitor.isOfCohort {
      cohortPresent -= 1
    }
  }

  private mutating func goOn(_ customer: Customer, to stage: Int, visit: Int, at time: Double) {
    visitors[Int(customer)].stage = stage
    visitors[Int(customer)].visit = visit
    visitors[Int(customer)].entered = time
    census.enter(stage: stage, at: time)
    admit(customer, at: time)
  }
}
