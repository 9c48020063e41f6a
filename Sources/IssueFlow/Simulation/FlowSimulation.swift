import EventKernel
import Queueing
import RandomStreams

/// One replication of a city: its parts, and the dispatch from each event to the one handler that carries it out.
///
/// The city's subtrees are simulated one after another, each from time zero until its part of the cohort has ended. What
/// belongs to the subtree under way lies in `region` and `ledger`; the tables of all other parts are as long as the city,
/// and a subtree has rows of its own in them, so that several simulations of one replication can take a share of its
/// subtrees each.
///
/// The parts own their state, and know neither luck nor each other: a handler asks one what follows, draws, schedules and
/// counts. Each mechanism is one file of this folder, named for it.
///
/// A simulation is made from a ``FlowModel`` and a `StreamKey` alone, and what it does depends on nothing else.
/// Rows leave it through observers; nothing comes back.
public struct FlowSimulation: ~Copyable, DiscreteEventModel {
  let model: FlowModel
  let stream: RandomStream
  /// The model's own, held here: a draw through the model would count references that all threads share.
  let samplers: SamplerBank
  var policy: PolicyInForce
  var region: Region
  var floor: StationFloor
  var conditions: UnitConditions
  var workforce: Workforce
  var roster: VolunteerRoster
  var meetings: MeetingRooms
  var causes: CauseLedger
  var programme: WorksProgramme
  var ledger: Ledger

  /// Prepares a replication.
  /// - Throws: when the scenario's generator cannot serve the key.
  /// - Complexity: O(units × types)
  public init(model: FlowModel, key: StreamKey, observers: [any FlowObserver] = []) throws(StreamError) {
    self.model = model
    stream = try RandomStream(
      generator: FlowModel.generatorName(of: model.scenario) ?? model.scenario.generator, key: key)
    samplers = model.samplers
    policy = PolicyInForce(model)
    region = Region(
      of: model.subtrees[0], model: model,
      clocks: ProfileClocks(model.profiles, dayCount: model.horizon.dayCount))
    floor = StationFloor(model: model)
    conditions = UnitConditions(count: model.units.count)
    workforce = Workforce(stations: model.stations.count, firstPosts: model.processes.firstPosts)
    roster = VolunteerRoster(
      classes: model.rules.volunteers.count, places: model.placeCount, points: model.pointCount)
    meetings = MeetingRooms(model: model)
    let second = model.units(ofTier: min(1, model.tierCount - 1))
    causes = CauseLedger(
      units: model.choosesProjects ? second : second.lowerBound..<second.lowerBound, types: model.typeCount)
    programme = WorksProgramme(works: model.rules.works.count, places: model.placeCount)
    ledger = Ledger(model: model, observers: observers)
  }

  /// Every event occurs while the cohort is open; what follows can change nothing that is reported.
  ///
  /// Inlined, because a call would copy the whole simulation at every event.
  @inline(__always)
  public var isFinished: Bool { region.isOver }

  public mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: FlowEvent)? {
    region.calendar.popNext(notAfter: limit)
  }

  public mutating func occur(_ event: FlowEvent, at time: Double) {
    switch event {
    case .serviceEnds(let customer, let station): endService(of: customer, at: Int(station), time)
    case .issueArises(let arrival): ariseFromSchedule(Int(arrival), time)
    case .issueReaches(let issue): reach(issue, time)
    case .reportArrives(let issue): receiveReport(issue, time)
    case .stationOpens(let station): openStation(Int(station), time)
    case .limitPasses(let issue): passLimit(issue, time)
    case .outsideEnds(let issue): solve(issue, time)
    case .departmentAnswers(let task): answer(task, time)
    case .selfHelpEnds(let issue): endSelfHelp(issue, time)
    case .issueReopens(let issue): reopen(issue, time)
    case .issueRecurs(let issue): arise(issue, time)
    case .sessionBegins(let number): holdMeeting(Int(number), time)
    case .shiftEnds(let customer, let station): handOver(customer, at: Int(station), time)
    case .dayBegins(let day): beginDay(Int(day), time)
    case .sliceBegins(let slice): loadArrivals(Int(slice))
    case .issueShows(let issue): show(issue, time)
    case .processActs(let process, let number): act(process, Int(number), time)
    case .phaseBegins(let phase): beginPhase(Int(phase), time)
    case .windowOpens: openWindow(time)
    case .windowCloses: closeWindow(time)
    }
  }

  private mutating func act(_ process: CityProcess, _ number: Int, _ time: Double) {
    switch process {
    case .mayWeaken: mayWeaken(number, time)
    case .recovers: recover(number, time)
    case .inspects: inspect(tier: number, time)
    case .covers: drawCoverage(time)
    case .rates: rate(tier: number, time)
    case .startsProjects: startProjects(time)
    case .mayDepart: mayDepart(number, time)
    case .isHired: hire(number, time)
    case .settles: settle(number, time)
    case .reviewsGrades: reviewGrades(tier: number, time)
    case .gathers: gather(number, time)
    case .disperses: disperse(number, time)
    }
  }
}

extension FlowSimulation {
  /// Schedules an event unless it lies at infinity, where it never occurs.
  @inline(__always)
  mutating func scheduleIfEver(_ event: FlowEvent, at time: Double) {
    if time < .infinity { region.calendar.schedule(event, at: time) }
  }

  mutating func schedule(_ process: CityProcess, _ number: Int, at time: Double) {
    scheduleIfEver(.processActs(process, Int32(number)), at: time)
  }

  /// Schedules what occurs at the ends of whole periods, where it begins with the rules that hold now.
  mutating func schedulePeriodic(
    _ process: CityProcess, _ tier: Int, _ period: Double?, before: Double?, _ time: Double
  ) {
    if let period, period > 0, (before ?? 0) <= 0 { schedule(process, tier, at: time + period) }
  }
}
