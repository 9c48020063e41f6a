import RandomStreams
import ScenarioLanguage
import Testing

@testable import Experiments
@testable import IssueFlow

/// Responses by hand: a few rows, written down and counted.
@Suite("Responses from rows")
struct ResponseCollectorTests {
  let model: FlowModel
  let plan: MeasurementPlan
  let totals: FlowTotals

  init() throws {
    var scenario = TinyCity.full(days: 1)
    scenario.targets = TinyCity.targets([0.5, 0.5, 0], tolerance: 0.1)
    model = try TinyCity.model(scenario)
    plan = MeasurementPlan(model: model)
    var stations = [FlowTotals.Station](repeating: FlowTotals.Station(), count: model.stations.count)
    // Grid 1: two visits a minute's work each arrive, and 720 minutes are worked. Grid 2 gets more than a day holds.
    for unit in model.units.indices { stations[unit].staffed = 1440 * Double(model.stations[unit].servers) }
    stations[0] = FlowTotals.Station(
      arrived: 2, started: 2, waitingAtStart: 0, waitingAtEnd: 1, work: 720, demanded: 2, staffed: 1440)
    stations[1] = FlowTotals.Station(
      arrived: 10, started: 4, waitingAtStart: 0, waitingAtEnd: 6, work: 1440, demanded: 4 * 144, staffed: 1440)
    totals = FlowTotals(
      stations: stations, queueLength: [1.5, 0, 0], counts: FlowTotals.Counts(closed: [0, 0, 0]),
      facts: FlowFact.allCases.map { _ in 0 }, events: 42,
      calendarEvents: 50, fingerprint: .init(), end: 5000, cohortIsComplete: true)
  }

  private func issue(
    _ outcome: IssueOutcome, at tier: UInt8 = 0, place: Int32 = 0, change: (inout IssueRecord) -> Void = { _ in }
  ) -> IssueRecord {
    var issue = IssueRecord(
      arose: 3000, registered: 3010, ended: 3110, due: .infinity, complexity: 0, work: 1, ordinal: 0, place: place,
      type: 0, outcome: outcome, closedAt: tier, handledAt: tier, channel: 0, cause: .none, visits: 1, reopens: 0,
      isRegistered: true, wasMisassigned: false, callBacks: 0, contentCallBacks: 0, isOfCohort: true)
    change(&issue)
    return issue
  }

  private func visit(_ arrived: Double, wait: Double, work: Double, change: (inout VisitRecord) -> Void = { _ in })
    -> VisitRecord
  {
    var visit = VisitRecord(
      arrived: arrived, started: arrived + wait, ended: arrived + wait + work, work: work, ordinal: 0, place: 0,
      station: 0, type: 0, tier: 0, role: .tier, department: 255, end: .solved)
    change(&visit)
    return visit
  }

  private func result(issues: [IssueRecord] = [], visits: [VisitRecord] = []) -> ReplicationResult {
    let collector = ResponseCollector(plan: plan)
    collector.observe(issues: issues)
    collector.observe(visits: visits)
    return ReplicationResult(
      plan: plan, replication: 1, issues: collector.issues, visits: collector.visits, totals: totals, days: [],
      cpuSeconds: 0)
  }

  @Test("Shares are of closed issues; what was not closed is a share of the cohort")
  func shares() {
    let result = result(issues: [
      issue(.closed), issue(.closed) { $0.handledAt = 2 }, issue(.closed, at: 1),
      issue(.closed) {
        $0.isRegistered = false
        $0.registered = $0.arose
        $0.channel = IssueRecord.noChannel
      },
      issue(.open), issue(.undiscovered) { $0.isRegistered = false }, issue(.withdrawn), issue(.withdrawn),
      issue(.merged), issue(.dismissed), issue(.dismissed), issue(.closed, at: 2) { $0.isOfCohort = false },
    ])
    #expect(result.value(of: .share, "grid") == 0.75)
    #expect(result.value(of: .share, "community") == 0.25)
    #expect(result.value(of: .share, "street") == 0)
    #expect(result.value(of: .shareHandled, "grid") == 0.5)
    #expect(result.value(of: .shareHandled, "street") == 0.25)
    #expect(result.value(of: .shareRegistered, "grid") == 2.0 / 3)
    #expect(result.value(of: .issuesArisen) == 8)
    #expect(result.value(of: .issuesClosed) == 4)
    #expect(result.value(of: .openShare) == 0.125)
    #expect(result.value(of: .undiscoveredShare) == 0.125)
    #expect(result.value(of: .withdrawnShare) == 0.25)
    #expect(result.value(of: .duplicateReports) == 1)
    #expect(result.value(of: .falseAlarms) == 2)
    #expect(result.splits.remainder == 4)
  }

  @Test("Times, rates and satisfaction have each their own denominator")
  func denominators() {
    let result = result(issues: [
      issue(.closed) {
        $0.due = 3110
        $0.callBacks = 1
        $0.contentCallBacks = 1
      },
      issue(.closed, at: 1) {
        $0.ended = 3210
        $0.due = 3209
        $0.callBacks = 1
        $0.reopens = 2
        $0.cause = .authority
      },
      issue(.closed) {
        $0.isRegistered = false
        $0.registered = 3000
        $0.channel = IssueRecord.noChannel
      },
      issue(.open) {
        $0.registered = 3040
        $0.wasMisassigned = true
        $0.channel = 1
      },
    ])
    #expect(result.value(of: .timeToCloseMean) == 150)
    #expect(result.value(of: .timeToCloseByTier, "grid") == 100)
    #expect(result.value(of: .timeToCloseByTier, "community") == 200)
    #expect(result.value(of: .timeToCloseByTier, "street") == nil)
    #expect(abs((result.value(of: .timeToCloseP50) ?? 0) - 100) < 0.5)
    #expect(abs((result.value(of: .timeToCloseP90) ?? 0) - 200) < 1)
    #expect(result.value(of: .discoveryDelayMean) == 20)
    #expect(result.value(of: .foundByShare, "hotline") == 2.0 / 3)
    #expect(result.value(of: .onTimeRate) == 0.5)
    #expect(result.value(of: .satisfaction) == 0.5)
    #expect(result.value(of: .reopenRate) == 1.0 / 3)
    #expect(result.value(of: .misrouteRate) == 1.0 / 3)
    let leaks = LeakRow.rows(of: [result], scenario: model.scenario, confidence: 0.95)
    #expect(leaks.count == 1)
    #expect(leaks.first?.tier == "community" && leaks.first?.cause == .authority && leaks.first?.issues == 1)
    #expect(leaks.first?.share == 1.0 / 3)
  }

  @Test("Without observations a ratio is absent")
  func nothingObserved() {
    let result = result()
    for response in [
      Response.openShare, .withdrawnShare, .timeToCloseMean, .timeToCloseP90, .satisfaction, .onTimeRate,
      .costPerClosed, .reopenRate,
    ] {
      #expect(result.value(of: response) == nil, "\(response.name)")
    }
    #expect(result.value(of: .share, "grid") == nil)
    #expect(result.value(of: .unitsInBand, "grid") == nil)
    #expect(result.value(of: .issuesArisen) == 0)
    #expect(result.values.compactMap(\.self).allSatisfy { $0.isFinite })
  }

  @Test("Visits count by when they arrived; those handed down are none, those left after a wait are")
  func visits() {
    let start = model.horizon.observationStart
    let end = model.horizon.observationEnd
    let result = result(visits: [
      visit(start, wait: 10, work: 20), visit(end - 1, wait: 30, work: 40),
      visit(start + 5, wait: 20, work: 0) { $0.end = .passedUp }, visit(start - 1, wait: 500, work: 500),
      visit(end, wait: 500, work: 500), visit(start + 9, wait: 0, work: 0) { $0.end = .handedDown },
      visit(start, wait: 70, work: 10) {
        $0.role = .department
        $0.department = 0
        $0.station = Int32(model.stations.count - 1)
      },
    ])
    #expect(result.value(of: .visits, "grid") == 3)
    #expect(result.value(of: .waitMean, "grid") == 20)
    #expect(result.value(of: .sojournMean, "grid") == 40)
    #expect(result.value(of: .waitMean, "community") == nil)
    #expect(result.value(of: .departmentWaitMean, "police") == 70)
    #expect(result.details?.units.arrived[0] == 1)
  }

  @Test("Turned away by a full waiting room is no visit; passed up at once is one")
  func turnedAway() throws {
    var scenario = TinyCity.bare(days: 1)
    scenario.tiers[0].waitingRoom = 0
    var tally = VisitTally(plan: MeasurementPlan(model: try TinyCity.model(scenario)))
    tally.add([
      visit(3000, wait: 0, work: 5), visit(3001, wait: 0, work: 0) { $0.end = .turnedAway },
      visit(3002, wait: 0, work: 0) { $0.end = .passedUp }, visit(3003, wait: 0, work: 0),
    ])
    #expect(tally.tiers[0].count == 3)
  }

  @Test("Utilisation is work over staff time, and overload is work that arrived over it")
  func loads() throws {
    let result = result()
    // Twelve grids of one worker, one day.
    #expect(result.value(of: .utilisation, "grid") == (720.0 + 1440) / (12 * 1440))
    #expect(result.value(of: .queueLengthMean, "grid") == 1.5)
    // Grid 2: ten visits of 144 minutes are just a day's work.
    #expect(result.value(of: .overloadedUnits, "grid") == 1.0 / 12)
    #expect(result.value(of: .overloadedUnits, "street") == 0)
    #expect(result.value(of: .events) == 42)
  }

  @Test("Lines of a unit are one unit, in whatever order they are written", arguments: [[1.0, 2], [2.0, 1]])
  func lines(staff: [Double]) throws {
    var scenario = TinyCity.bare(days: 1)
    scenario.tiers[0].lines = staff.enumerated().map { number, staff in
      var line = LineSpec()
      line.id = "line\(number)"
      line.staff = staff
      return line
    }
    scenario.types[0].line = "line0"
    let plan = MeasurementPlan(model: try TinyCity.model(scenario))
    var visits = VisitTally(plan: plan)
    var stations = [FlowTotals.Station](repeating: FlowTotals.Station(), count: plan.model.stations.count)
    let lines = stations.indices.filter { plan.model.stations[$0].role == .tier && plan.model.stations[$0].unit == 0 }
    #expect(lines.count == 2)
    for (number, line) in lines.enumerated() {
      stations[line] = FlowTotals.Station(
        arrived: 10, started: 5, waitingAtStart: number, waitingAtEnd: 3, work: 50, demanded: 50,
        staffed: 1440 * staff[number])
      visits.handedDown[line] = 1
    }
    let totals = FlowTotals(
      stations: stations, queueLength: [0, 0, 0], counts: FlowTotals.Counts(closed: [0, 0, 0]),
      facts: FlowFact.allCases.map { _ in 0 }, events: 0, calendarEvents: 0, fingerprint: .init(), end: 5000,
      cohortIsComplete: true)
    let flows = UnitFlows(plan: plan, issues: IssueTally(plan: plan), visits: visits, totals: totals)
    #expect(flows.arrived[0] == 18 && flows.waitingAtStart[0] == 1 && flows.waitingAtEnd[0] == 6)
    #expect(flows.work[0] == 100 && flows.staffed[0] == 3 * 1440 && flows.offered[0] == 180)
    #expect(plan.staffOfUnits[0] == 3)
  }

  @Test("A unit is overloaded when any of its lines is, in whichever order they are written", arguments: [0, 1])
  func overloadedLine(busy: Int) throws {
    var scenario = TinyCity.bare(days: 1)
    scenario.tiers[0].lines = ["a", "b"].map { id in
      var line = LineSpec()
      line.id = id
      line.staff = 1
      return line
    }
    let plan = MeasurementPlan(model: try TinyCity.model(scenario))
    func flows(_ minutes: [Double], staffed: [Double]) -> UnitFlows {
      var stations = [FlowTotals.Station](repeating: FlowTotals.Station(), count: plan.model.stations.count)
      for (line, station) in plan.model.stations(ofUnit: 0).enumerated() where minutes[line] > 0 {
        stations[station] = FlowTotals.Station(
          arrived: 10, started: 10, work: min(minutes[line], staffed[line]), demanded: minutes[line],
          staffed: staffed[line])
      }
      let totals = FlowTotals(
        stations: stations, queueLength: [0, 0, 0], counts: FlowTotals.Counts(closed: [0, 0, 0]),
        facts: FlowFact.allCases.map { _ in 0 }, events: 0, calendarEvents: 0, fingerprint: .init(), end: 5000,
        cohortIsComplete: true)
      return UnitFlows(plan: plan, issues: IssueTally(plan: plan), visits: VisitTally(plan: plan), totals: totals)
    }
    // 1.5 and 0.1 times what a worker can do: 0.8 of both together, and the first line grows without bound.
    let one = flows(busy == 0 ? [2160, 144] : [144, 2160], staffed: [1440, 1440])
    #expect(one.greatestLoad[0] == 1.5 && one.isOverloaded(0))
    #expect(UnitFlows.load(offered: one.offered[0], staffedMinutes: one.staffed[0]) == 0.8)
    #expect(!flows([1300, 1300], staffed: [1440, 1440]).isOverloaded(0))
    // Work that comes to a line without staff is done by nobody.
    let nobody = flows([100, 100], staffed: busy == 0 ? [0, 1440] : [1440, 0])
    #expect(nobody.greatestLoad[0] == .infinity && nobody.isOverloaded(0))
    #expect(!one.isOverloaded(1))
  }

  @Test("A quantile is known to what its bucket holds, and exactly where that agrees")
  func quantileEnds() throws {
    let plan = MeasurementPlan(model: model)
    func ends(_ times: [Double]) throws -> ValueEnds? {
      let result = result(issues: times.map { time in issue(.closed) { $0.ended = $0.registered + time } })
      return try #require(plan.layout.index(of: .timeToCloseP50).map { result.ends[$0] })
    }
    #expect(try ends([60, 60, 60]) == ValueEnds(exact: 60))
    #expect(try ends([60, 60.125, 60.1875]) == ValueEnds(least: 60, greatest: 60.1875))
  }

  @Test("A unit is in band when the issues of all places under it meet every target")
  func unitsInBand() {
    // Grid 1 closes half and half; grid 2 everything itself; together, in community 1, it is 3 to 1.
    let result = result(issues: [
      issue(.closed), issue(.closed, at: 1), issue(.closed, place: 1), issue(.closed, place: 1),
    ])
    #expect(result.value(of: .unitsInBand, "grid") == 0.5)
    #expect(result.value(of: .unitsInBand, "community") == 0)
    #expect(result.value(of: .unitsInBand, "street") == 0)
  }

  @Test("The layout has a value for every response, and none that the scenario does not have")
  func layout() throws {
    #expect(result().values.count == plan.layout.entries.count)
    let bare = ResponseLayout(scenario: TinyCity.bare())
    #expect(bare.index(of: .intakeUtilisation) == nil)
    #expect(bare.index(of: .unitsInBand, "grid") == nil)
    #expect(bare.index(of: .foundByShare) == nil)
    let names = plan.layout.entries.map(\.name)
    #expect(Set(names).count == names.count)
    for response in Response.all
    where response != .unitsInBand && response != .policyCost && response != .recoveryTime
      && response.isReported(of: plan.model.scenario)
    {
      #expect(plan.layout.entries.contains { $0.response == response }, "\(response.name)")
    }
  }
}
