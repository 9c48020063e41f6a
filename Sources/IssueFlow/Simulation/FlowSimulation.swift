import EventKernel
import Queueing
import RandomStreams

/// One replication of a city: its state, and the dispatch from each event to the one handler that carries it out.
///
/// The city's subtrees are simulated one after another, each from time zero until its part of the cohort has ended;
/// the tables are as long as the city, and those of a subtree lie in runs.
///
/// A simulation is made from a ``FlowModel`` and a `StreamKey` alone, and what it does depends on nothing else.
/// Rows leave it through observers; nothing comes back.
public struct FlowSimulation: ~Copyable, DiscreteEventModel {
  var calendar = EventCalendar<FlowEvent>()
  let model: FlowModel
  let stream: RandomStream
  var tables: FlowTables
  /// What holds now; its tables are read through ``tables``.
  var rules: FlowRules

  var issues = FlatTable<Issue>()
  var freeIssues = FlatTable<Int32>()
  var tasks = FlatTable<DepartmentTask>()
  var freeTasks = FlatTable<Int32>()
  var stations: FlatTable<Station>
  var desks: FlatTable<StationDesk>
  /// Whether an opening of the station is scheduled already.
  var opensLater: FlatTable<Bool>
  var joins = ForkJoin()
  /// Meetings by kind and unit of their tier, and whether the next is scheduled.
  var sessions: [[BulkStation]] = [[], []]
  var sessionIsScheduled: [[Bool]] = [[], []]
  /// What each unit is like; one row per unit.
  var units: FlatTable<UnitState>
  var inactiveSince: FlatTable<Double>
  var posts: FlatTable<Post>
  /// One row per station, where any has posts.
  var crews: FlatTable<Crew>
  /// Workers whom reviews sent to each station, or took.
  var moved: FlatTable<Int32>
  /// Up to when the time of each post has been added up.
  var postsCounted: FlatTable<Double>
  /// Volunteers on the spot, by class and place.
  var present: FlatTable<Int32>
  var memberPoints: FlatTable<Float>
  var lastCall: FlatTable<Double>
  /// Type that each station was busy with last; 255 for none.
  var lastTypes: FlatTable<UInt8>
  /// Issues that arose since projects were last chosen, and from when on projects cure, by second-tier unit and type.
  var causeCounts: FlatTable<Int32>
  var curedFrom: FlatTable<Double>
  /// By works and place: which places get them first, and when in the programme, both from 0 to 1.
  var worksLuck: FlatTable<Double>
  var worksStarts: FlatTable<Double>
  var facts: FlatTable<Double>
  /// Units by tier of the subtree under way.
  var unitsInRegion: [Range<Int>] = []
  /// Arrivals of the subtree under way.
  var schedule: ArrivalSchedule

  var gauges: Gauges
  var totals: FlatTable<FlowTotals.Station>
  /// Issues by fate; those closed are counted by tier in `closed`.
  var counts: FlowTotals.Counts
  var closed: FlatTable<Int>
  var days: DaySeries
  var eventCount = 0
  var windowIsOpen = false
  /// Since when each station has had the servers that it has now.
  var staffedSince: FlatTable<Double>
  var windowHasClosed = false
  /// Entries of the subtree under way that are open: issues, and what is none.
  var openHere = 0
  /// Those of them that are no issues of residents': further reports, false alarms, work from above.
  var othersHere = 0
  /// Number of the phase whose rules hold in it.
  var phase = 0
  /// Issues of the cohort that are open.
  var openOfCohort = 0
  /// Whether every subtree before was followed to its last issue.
  var cohortIsComplete = true
  /// Stations of the subtree under way.
  var stationRuns: [Range<Int>] = []
  var records: RecordBuffer
  var trace: (any FlowTrace)?

  /// Prepares a replication.
  /// - Throws: when the scenario's generator cannot serve the key.
  /// - Complexity: O(units × types)
  public init(model: FlowModel, key: StreamKey, observers: [any FlowObserver] = []) throws(StreamError) {
    self.model = model
    stream = try RandomStream(
      generator: FlowModel.generatorName(of: model.scenario) ?? model.scenario.generator, key: key)
    tables = FlowTables(model)
    let rules = model.rules
    self.rules = rules
    schedule = ArrivalSchedule(model: model)
    stations = FlatTable(
      rules.stations.map { plan in
        guard plan.role == .tier else {
          return Station(servers: Int(plan.servers), waitingRoom: plan.role == .responder ? 0 : .max)
        }
        let tier = rules.tiers[Int(model.units[Int(plan.unit)].tier)]
        return Station(servers: Int(plan.servers), discipline: tier.discipline, waitingRoom: tier.waitingRoom)
      })
    let layout = model.layout
    desks = FlatTable(rules.stations.map { StationDesk($0, rules: rules, units: model.units, layout: layout) })
    units = FlatTable(repeatElement(UnitState(), count: model.units.count))
    inactiveSince = FlatTable(repeatElement(0, count: model.placeCount))
    posts = FlatTable(repeatElement(Post(), count: model.postCount))
    crews = FlatTable(repeatElement(Crew(), count: model.postCount > 0 ? model.stations.count : 0))
    moved = FlatTable(repeatElement(0, count: model.stations.count))
    postsCounted = FlatTable(repeatElement(0, count: model.postCount))
    present = FlatTable(repeatElement(0, count: rules.volunteers.count * model.placeCount))
    memberPoints = FlatTable(repeatElement(0, count: model.pointCount))
    lastCall = FlatTable(
      repeatElement(0, count: model.pointCount > 0 ? rules.volunteers.count * model.placeCount : 0))
    lastTypes = FlatTable(repeatElement(.max, count: model.switchesTypes ? model.stations.count : 0))
    let causes = model.choosesProjects ? model.units(ofTier: min(1, model.tierCount - 1)).count * model.typeCount : 0
    causeCounts = FlatTable(repeatElement(0, count: causes))
    curedFrom = FlatTable(repeatElement(.infinity, count: causes))
    worksLuck = FlatTable(repeatElement(1, count: rules.works.count * model.placeCount))
    worksStarts = FlatTable(repeatElement(0, count: rules.works.count * model.placeCount))
    facts = FlatTable(repeatElement(0, count: FlowFact.allCases.count))
    opensLater = FlatTable(repeatElement(false, count: model.stations.count))
    staffedSince = FlatTable(repeatElement(0, count: model.stations.count))
    totals = FlatTable(repeatElement(FlowTotals.Station(), count: model.stations.count))
    gauges = Gauges(count: model.tierCount + 2)
    counts = FlowTotals.Counts(closed: [])
    closed = FlatTable(repeatElement(0, count: model.tierCount))
    days = DaySeries(days: model.horizon.observedDayCount, tiers: model.tierCount)
    records = RecordBuffer(observers: observers)
    for kind in MeetingKind.allCases {
      guard let meeting = rules.meetings[kind.rawValue] else { continue }
      let count = model.units(ofTier: meeting.tier).count
      sessions[kind.rawValue] = [BulkStation](repeating: BulkStation(batch: meeting.batch), count: count)
      sessionIsScheduled[kind.rawValue] = [Bool](repeating: false, count: count)
    }
  }

  /// Runs to the end: in every subtree until each issue of the cohort has ended, or the drain is over.
  ///
  /// A trace sees the subtrees one after another: time begins anew with each.
  public mutating func run(trace: (any FlowTrace)? = nil) -> FlowTotals {
    self.trace = trace
    return model.reviews.isEmpty ? runInTurn() : runBetweenReviews()
  }

  /// Every event occurs while the cohort is open; what follows can change nothing that is reported.
  ///
  /// Inlined, because a call would copy the whole simulation at every event.
  @inline(__always)
  public var isFinished: Bool { windowHasClosed && openOfCohort == 0 }

  public mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: FlowEvent)? {
    calendar.popNext(notAfter: limit)
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
    case .issueRecurs(let issue): recur(issue, time)
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
}

extension FlowSimulation {
  // MARK: Luck

  /// Where the luck of an issue for a purpose lies.
  @inline(__always)
  func address(_ purpose: FlowPurpose, _ issue: Int32, visit: Int = 0) -> StreamAddress {
    let entry = issues.row(Int(issue))
    return StreamAddress(
      purpose: purpose.stream, type: Int(entry.pointee.luckType), place: Int(entry.pointee.luckPlace),
      ordinal: entry.pointee.ordinal, visit: visit)
  }

  @inline(__always)
  func draw(_ sampler: SamplerID, _ purpose: FlowPurpose, _ issue: Int32, visit: Int = 0) -> Double {
    if model.samplers.isConstant(sampler) { return model.samplers.mean(sampler) }
    // Durations below zero are possible for no distribution that a scenario can name; complexity is clamped.
    return model.samplers.sample(sampler, from: stream, at: address(purpose, issue, visit: visit))
  }

  /// Whether something of chance `p` befalls the issue; certainty and impossibility draw nothing.
  @inline(__always)
  func befalls(_ p: Double, _ purpose: FlowPurpose, _ issue: Int32, visit: Int = 0) -> Bool {
    if p <= 0 { return false }
    if p >= 1 { return true }
    return stream.bernoulli(p, at: address(purpose, issue, visit: visit))
  }

  // MARK: The table of open issues

  /// Takes a free entry for an issue of this identity.
  @inline(__always)
  mutating func place(type: UInt8, place: Int32, ordinal: Int) -> Int32 {
    let number: Int32
    if let free = freeIssues.popLast() {
      number = free
      issues.row(Int(number)).pointee = Issue()
    } else {
      number = Int32(issues.count)
      issues.append(Issue())
    }
    let entry = issues.row(Int(number))
    entry.pointee.type = type
    entry.pointee.place = place
    entry.pointee.ordinal = ordinal
    entry.pointee.luckType = tables.type(Int(type)).pointee.luckNumber
    entry.pointee.luckPlace = tables.luckNumbers[Int(place)]
    return number
  }

  /// Schedules an event unless it lies at infinity, where it never occurs.
  @inline(__always)
  mutating func scheduleIfEver(_ event: FlowEvent, at time: Double) {
    if time < .infinity { calendar.schedule(event, at: time) }
  }

  /// Lets an event happen after a delay; at once, without the calendar, when there is none.
  @inline(__always)
  mutating func reachLater(_ issue: Int32, after delay: Double, _ time: Double) {
    if delay > 0 {
      issues[Int(issue)].state = .inTransit
      calendar.schedule(.issueReaches(issue), at: time + delay)
    } else {
      reach(issue, time)
    }
  }

  @inline(__always)
  mutating func tierStation(of issue: Int32) -> Int {
    let entry = issues.row(Int(issue))
    let unit = Int(entry.pointee.unit)
    if model.layout.lineCount == 1 || entry.pointee.tier > 0 { return unit }
    return model.layout.station(ofUnit: unit, line: Int(tables.type(entry).pointee.line))
  }

  @inline(__always)
  var topTier: Int { tables.tierCount - 1 }

}
