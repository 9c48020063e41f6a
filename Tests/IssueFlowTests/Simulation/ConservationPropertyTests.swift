import RandomStreams
import ScenarioLanguage
import Testing

/// A city whose features are chosen by a seed.
private func randomCity(_ seed: UInt64, isRouted: Bool) -> Scenario {
  var state = seed
  func chance(_ p: Double) -> Bool {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) * 0x1p-53 < p
  }
  var scenario = Cities.threeTiers(rate: chance(0.3) ? 0.09 : 0.03, observe: 8 * 1440)
  scenario.start = CivilDate(year: 2025, month: 1, day: 6)
  scenario.calendars = [Cities.office]
  if chance(0.5) {
    scenario.types.append(scenario.types[0])
    scenario.types[1].id = "second"
  }
  for index in 0..<3 {
    if chance(0.5) { scenario.tiers[index].calendar = "office" }
    scenario.tiers[index].endOfShift = chance(0.4) ? .pause : chance(0.5) ? .finishAndLeave : .handOver
    scenario.tiers[index].discipline = chance(0.4) ? .firstCome : chance(0.5) ? .priority : .earliestDeadline
    if chance(0.4) { scenario.tiers[index].waitLimit = chance(0.5) ? .clock(minutes: 90) : .workingDays(1) }
    if chance(0.3) { scenario.tiers[index].waitingRoom = 5 }
    if chance(0.4) { scenario.tiers[index].referral.rise = 0.3 }
    if chance(0.4) {
      scenario.tiers[index].competence.level = 0.7
      scenario.tiers[index].competence.spread = 0.1
    }
    if index > 0, chance(0.4) { scenario.tiers[index].sendDown = 0.4 }
    if chance(0.3) { scenario.tiers[index].transfer = .exponential(mean: 60) }
    scenario.tiers[index].staff = chance(0.3) ? 2 : 1.5
  }
  if chance(0.5) {
    var spec = WithdrawalSpec()
    spec.impatient = 0.5
    spec.patience = .exponential(mean: 300)
    scenario.withdrawal = spec
  }
  if chance(0.6) {
    var feedback = FeedbackSpec()
    feedback.dissatisfied = 0.2
    feedback.reopen = 0.7
    feedback.reopenAbove = 0.5
    feedback.falseClosure = ["grid": 0.2]
    feedback.delay = .exponential(mean: 100)
    scenario.feedback = feedback
  }
  if chance(0.5) {
    var channel = ChannelSpec()
    channel.id = "hotline"
    channel.duplicates = 0.4
    channel.falseAlarms = 0.2
    scenario.channels = [channel]
    var intake = IntakeSpec()
    intake.at = "community"
    intake.work = .exponential(mean: 3)
    intake.wrongUnit = 0.1
    intake.wrongTier = 0.1
    intake.returnDelay = .exponential(mean: 30)
    scenario.intake = intake
    for index in scenario.types.indices { scenario.types[index].foundBy = ["hotline": .exponential(mean: 90)] }
  }
  if chance(0.4) {
    var department = DepartmentSpec()
    department.id = "police"
    department.work = .exponential(mean: 20)
    department.response = .exponential(mean: 30)
    scenario.departments = [department]
    scenario.whistleAt = "street"
    scenario.types[0].departments = ["police": 0.3]
  }
  if chance(0.4) {
    var spec = DeliberationSpec()
    spec.at = "community"
    spec.sessions = [1440 + 1140, 3 * 1440 + 1140]
    spec.batch = 3
    spec.quorum = 0.8
    spec.success = 0.6
    scenario.deliberation = spec
    scenario.types[0].deliberation = 0.2
  }
  if chance(0.4) {
    scenario.types[0].recurrence = 0.2
    scenario.types[0].recurrenceDelay = .exponential(mean: 500)
  }
  if chance(0.4) { scenario.types[0].outside = ["grid": .exponential(mean: 200)] }
  if chance(0.4) { scenario.types[0].selfHelp = 0.2 }
  if chance(0.4) { scenario.types[0].overDispersion = 0.5 }
  if chance(0.4) { scenario.backlog = 600 }
  if isRouted {
    let ids = scenario.tiers.map(\.id)
    for index in scenario.types.indices where index == 0 || chance(0.5) {
      scenario.types[index].authority = [:]
      if chance(0.5) { scenario.types[index].startAt = .shares(["grid": 0.8, "community": 0.15, "street": 0.05]) }
      var routing: [String: [String: RouteSpec]] = [:]
      for tier in ids {
        for target in ids where chance(0.7) {
          let share = chance(0.3) ? 0.25 : chance(0.5) ? 0.1 : 0.02
          routing[tier, default: [:]][target] = RouteSpec(
            share: share, after: chance(0.5) ? .exponential(mean: 200) : nil)
        }
      }
      scenario.types[index].routing = routing
      // Whatever luck gave: every tier is reached.
      scenario.types[index].routing?["grid", default: [:]]["community"] = RouteSpec(share: 0.2)
      scenario.types[index].routing?["community", default: [:]]["street"] = RouteSpec(share: 0.2)
    }
  }
  return scenario
}

@Suite("Laws that every city keeps")
struct ConservationPropertyTests {
  @Test(
    "Nothing is lost: what was opened is closed, open, withdrawn, merged or dismissed", arguments: 1...60,
    [false, true])
  func conservation(seed: Int, isRouted: Bool) throws {
    let scenario = randomCity(UInt64(seed) &* 7919, isRouted: isRouted)
    let run = try Cities.run(scenario, seed: UInt32(seed))
    #expect(run.totals.counts.imbalance == 0)
    // Every issue of the cohort has exactly one row.
    let rows = run.log.issues.filter { $0.isOfCohort && $0.outcome != .merged && $0.outcome != .dismissed }
    let keys = rows.map { [Int($0.type), Int($0.place), $0.ordinal] }
    #expect(Set(keys).count == keys.count)
    #expect(rows.count > 50)
    for row in rows {
      #expect(row.arose <= row.ended)
      if row.outcome == .closed { #expect(row.arose <= row.registered && row.registered <= row.ended) }
    }
    if isRouted { #expect(run.log.visits.contains { $0.end == .routed }) }
    for visit in run.log.visits {
      #expect(visit.arrived <= visit.started && visit.started <= visit.ended)
    }
  }

  @Test("Little's law: the mean line is the rate of arrivals times the mean wait", arguments: 1...30, [false, true])
  func littlesLaw(seed: Int, isRouted: Bool) throws {
    // Exact, not on average: every wait that touches the window has a row once the whole cohort has ended.
    var scenario = randomCity(UInt64(seed) &* 104_729, isRouted: isRouted)
    scenario.backlog = 0
    scenario.drain = 100 * 1440
    // Light enough for every discipline and session to serve everyone in the end.
    scenario.deliberation?.batch = 1000
    for index in scenario.types.indices { scenario.types[index].rate = .perUnit(0.01) }
    let run = try Cities.run(scenario, seed: UInt32(seed))
    try #require(run.totals.cohortIsComplete, "\(run.log.issues.count { $0.outcome == .open }) open")
    let length = scenario.observe
    for tier in 0..<3 {
      // Waits clipped to the window, from the rows; lines, from the gauges. Handed-over work waits again unseen.
      guard scenario.tiers[tier].endOfShift != .handOver || scenario.tiers[tier].calendar == "always" else { continue }
      let waits = run.log.visits.filter { $0.role == .tier && Int($0.tier) == tier && $0.end != .handedDown }
        .reduce(0.0) { $0 + max(0, min($1.started, length) - min($1.arrived, length)) }
      let line = run.totals.queueLength[tier] * length
      #expect(abs(line - waits) < 1e-6 * max(1, line))
    }
  }
}
