import IssueFlow
import RandomStreams
import ScenarioLanguage
import Testing

@Suite("The steps of an issue's life")
struct FlowStepTests {
  @Test("Without authority an issue leaves the grid, and the cause is authority")
  func authority() throws {
    let log = try Cities.run(Cities.threeTiers()).log
    for issue in log.closed {
      #expect((issue.closedAt == 0) == (issue.cause == .none))
      if issue.closedAt > 0 { #expect(issue.cause == .authority) }
    }
    let split = log.split(3)
    // Independent draws of authority: three binomial standard errors.
    let n = Double(log.closed.count)
    for (share, expected) in zip(split, [0.7, 0.2, 0.1]) {
      #expect(abs(share - expected) < 3 * (expected * (1 - expected) / n).squareRoot())
    }
  }

  @Test("A competence step closes the simple below it and passes the complex above it")
  func competence() throws {
    var scenario = Cities.threeTiers()
    scenario.types[0].authority = [:]
    scenario.tiers[0].competence.level = 0.6
    scenario.tiers[1].competence.level = 0.85
    for issue in try Cities.run(scenario).log.closed {
      let expected: UInt8 = issue.complexity <= 0.6 ? 0 : issue.complexity <= 0.85 ? 1 : 2
      #expect(issue.closedAt == expected)
    }
  }

  @Test("Who waits longer than the limit goes up, exactly then")
  func waitLimit() throws {
    var scenario = Cities.threeTiers(rate: 0.12)
    scenario.types[0].authority = [:]
    scenario.tiers[0].waitLimit = .clock(minutes: 45)
    scenario.tiers[1].waitLimit = .clock(minutes: 10_000)
    let log = try Cities.run(scenario).log
    let passed = log.visits.filter { $0.tier == 0 && $0.end == .passedUp }
    #expect(passed.count > 50)
    for visit in passed { #expect(abs(visit.ended - visit.arrived - 45) < 1e-6) }
    for visit in log.visits where visit.tier == 0 && visit.end == .solved {
      #expect(visit.started - visit.arrived <= 45 + 1e-6)
    }
    #expect(log.closed.filter { $0.closedAt > 0 }.allSatisfy { $0.cause == .deadline })
  }

  @Test("The impatient withdraw at the end of their patience, and only from a line")
  func withdrawal() throws {
    var scenario = Cities.queue(rate: 0.09, work: .exponential(mean: 10), observe: 50_000)
    var spec = WithdrawalSpec()
    spec.impatient = 1
    spec.patience = .constant(30)
    scenario.withdrawal = spec
    let log = try Cities.run(scenario).log
    let gone = log.issues.filter { $0.outcome == .withdrawn }
    #expect(gone.count > 100)
    for issue in gone { #expect(abs(issue.ended - issue.registered - 30) < 1e-6) }
  }

  @Test("Emergencies are served before routine work that came earlier")
  func priority() throws {
    var scenario = Cities.queue(rate: 0.06, work: .exponential(mean: 10), observe: 1_000_000)
    scenario.tiers[0].discipline = .priority
    var urgent = scenario.types[0]
    urgent.id = "emergency"
    urgent.rate = .perUnit(0.02)
    urgent.urgency = .emergency
    scenario.types.append(urgent)
    let log = try Cities.run(scenario).log
    func wait(_ type: UInt8) -> Double {
      let visits = log.visits.filter { $0.type == type }
      return visits.reduce(0) { $0 + $1.started - $1.arrived } / Double(visits.count)
    }
    // Cobham: W0 = 8; 8 / (1 - .2) = 10 and 8 / ((1 - .2)(1 - .8)) = 50.
    #expect(abs(wait(1) - 10) < 0.5)
    #expect(abs(wait(0) - 50) < 6)
  }

  @Test("Self-help closes at the lowest tier and is never registered")
  func selfHelp() throws {
    var scenario = Cities.threeTiers()
    scenario.types[0].selfHelp = 0.25
    scenario.types[0].selfHelpTime = .constant(60)
    let log = try Cities.run(scenario).log
    let helped = log.closed.filter { !$0.isRegistered }
    let share = Double(helped.count) / Double(log.closed.count)
    #expect(abs(share - 0.25) < 0.04)
    #expect(helped.allSatisfy { $0.closedAt == 0 && abs($0.ended - $0.arose - 60) < 1e-6 })
  }

  @Test("The first channel to notice finds the issue, in its own hours")
  func discovery() throws {
    var scenario = Cities.threeTiers()
    scenario.start = CivilDate(year: 2025, month: 1, day: 6)
    scenario.calendars = [Cities.office]
    scenario.channels = ["patrol", "hotline", "visit"].map { id in
      var channel = ChannelSpec()
      channel.id = id
      return channel
    }
    scenario.channels[0].calendar = "office"
    scenario.types[0].foundBy = [
      "patrol": .exponential(mean: 300), "hotline": .exponential(mean: 900), "visit": .constant(2000),
    ]
    let log = try Cities.run(scenario).log
    let channels = try Cities.model(scenario).scenario.channels.map(\.id)
    let found = log.issues.filter { $0.isRegistered && $0.isOfCohort }
    let patrol = found.filter { channels[Int($0.channel)] == "patrol" }
    #expect(patrol.count > 100)
    for issue in patrol {
      let day = Int(issue.registered / 1440)
      let minute = issue.registered - Double(day) * 1440
      #expect(day % 7 < 5 && minute > 540 && minute <= 1020)
    }
    #expect(
      found.filter { channels[Int($0.channel)] == "visit" }.allSatisfy { abs($0.registered - $0.arose - 2000) < 1e-6 })
    #expect(found.allSatisfy { $0.registered - $0.arose <= 2000 + 1e-6 })
  }

  @Test("A desk registers, merges duplicates, dismisses false alarms and sometimes errs")
  func intake() throws {
    var scenario = Cities.threeTiers(rate: 0.02)
    var channel = ChannelSpec()
    channel.id = "hotline"
    channel.duplicates = 0.3
    channel.falseAlarms = 0.2
    scenario.channels = [channel]
    scenario.types[0].foundBy = ["hotline": .exponential(mean: 60)]
    var intake = IntakeSpec()
    intake.at = "community"
    intake.work = .constant(3)
    intake.dispatch = .constant(5)
    intake.wrongUnit = 0.1
    intake.wrongTier = 0.05
    intake.checkWork = .constant(4)
    intake.returnDelay = .constant(100)
    scenario.intake = intake
    let run = try Cities.run(scenario)
    let n = Double(run.log.closed.count)
    func near(_ count: Int, _ mean: Double) -> Bool { abs(Double(count) - mean) < 4 * mean.squareRoot() }
    #expect(near(run.log.issues.count { $0.outcome == .merged }, 0.3 * n))
    #expect(near(run.log.issues.count { $0.outcome == .dismissed }, 0.2 * n))
    #expect(near(run.log.closed.count(where: \.wasMisassigned), 0.15 * n))
    let astray = run.log.visits.filter { $0.end == .returned }
    #expect(near(astray.count, 0.1 * n))
    #expect(astray.allSatisfy { $0.work == 4 })
    #expect(run.log.closed.contains { $0.cause == .misroute })
    #expect(run.totals.counts.imbalance == 0)
  }

  @Test("The whistle waits for the last of its departments")
  func whistle() throws {
    var scenario = Cities.threeTiers()
    scenario.whistleAt = "street"
    scenario.departments = ["police", "housing"].map { id in
      var department = DepartmentSpec()
      department.id = id
      department.response = .constant(id == "police" ? 30 : 200)
      department.work = .constant(1)
      department.staff = 50
      return department
    }
    scenario.types[0].departments = ["police": 1, "housing": 1]
    scenario.types[0].authority = ["street": 1]
    scenario.types[0].work = ["grid": .constant(1)]
    scenario.tiers[2].staff = 50
    let log = try Cities.run(scenario).log
    let police = try #require(try Cities.model(scenario).scenario.departments.firstIndex { $0.id == "police" })
    #expect(log.closed.allSatisfy { $0.closedAt == 2 })
    let ends = log.visits.filter { $0.role == .department }
    let calls = Dictionary(grouping: ends) { [Int($0.place), $0.ordinal] }
    for issue in log.closed { #expect(calls[[Int(issue.place), issue.ordinal]]?.count == 2) }
    for visit in ends { #expect(abs(visit.started - visit.arrived - (visit.department == police ? 30 : 200)) < 1e-6) }
  }

  @Test("Disputes wait for the evening session")
  func deliberation() throws {
    var scenario = Cities.threeTiers(rate: 0.004)
    scenario.start = CivilDate(year: 2025, month: 1, day: 6)
    scenario.types[0].authority = ["community": 1]
    scenario.types[0].deliberation = 1
    scenario.types[0].work = ["grid": .constant(0)]
    var spec = DeliberationSpec()
    spec.at = "community"
    spec.sessions = [1440 + 1140, 3 * 1440 + 1140]
    spec.batch = 1000
    scenario.deliberation = spec
    scenario.tiers[1].waitLimit = .clock(minutes: 100_000)
    let log = try Cities.run(scenario).log
    for issue in log.closed {
      #expect(issue.closedAt == 1)
      let ofWeek = issue.ended.truncatingRemainder(dividingBy: 7 * 1440)
      #expect(ofWeek == 2580 || ofWeek == 5460)
    }
  }

  @Test("Reopened issues are closed once, at the last tier that took them")
  func reopening() throws {
    var scenario = Cities.threeTiers()
    var feedback = FeedbackSpec()
    feedback.dissatisfied = 0.3
    feedback.reopen = 0.5
    feedback.reopenAbove = 0.4
    feedback.delay = .constant(60)
    scenario.feedback = feedback
    let run = try Cities.run(scenario)
    let keys = run.log.issues.map { [Int($0.type), Int($0.place), $0.ordinal] }
    #expect(Set(keys).count == keys.count)
    let reopened = run.log.closed.count { $0.reopens > 0 }
    let share = Double(reopened) / Double(run.log.closed.count)
    #expect(abs(share - 0.15) < 0.03)
    #expect(run.log.closed.contains { $0.cause == .reopened })
  }

  @Test("An uncured cause brings issues of its own lineage")
  func recurrence() throws {
    var scenario = Cities.threeTiers()
    scenario.types[0].recurrence = 0.2
    scenario.types[0].recurrenceDelay = .constant(500)
    let log = try Cities.run(scenario).log
    let recurring = log.closed.count { $0.ordinal >> 36 > 0 }
    #expect(abs(Double(recurring) / Double(log.closed.count) - 0.2) < 0.03)
  }

  @Test("The backlog is there at time zero and is not of the cohort")
  func backlog() throws {
    var scenario = Cities.threeTiers(rate: 0.02)
    scenario.backlog = 5000
    let log = try Cities.run(scenario).log
    let old = log.issues.filter { $0.ordinal >> 36 == 15 }
    #expect(abs(Double(old.count) - 400) < 80)
    #expect(old.allSatisfy { $0.arose == 0 && !$0.isOfCohort })
  }

  @Test("A full room at the top turns issues away")
  func finiteRoom() throws {
    var scenario = Cities.queue(rate: 3, work: .exponential(mean: 0.25), servers: 2, observe: 20_000)
    scenario.tiers[0].waitingRoom = 1
    let log = try Cities.run(scenario).log
    let lost = Double(log.issues.count { $0.outcome == .withdrawn }) / Double(log.issues.count)
    // Oracle Q10: M/M/2/3, loss .0493601.
    #expect(abs(lost - 0.0493601) < 0.004)
    // Nobody here is impatient: every lost issue was turned away, and nothing else was.
    #expect(log.visits.count { $0.end == .turnedAway } == log.issues.count { $0.outcome == .withdrawn })
    // Those that came after the cohort may still be there when it has ended.
    #expect(log.visits.allSatisfy { [.turnedAway, .solved, .unfinished].contains($0.end) })
  }

  @Test("A full room below sends issues up, and the row of the visit says so")
  func finiteRoomBelow() throws {
    var scenario = Cities.threeTiers(observe: 40 * 1440)
    scenario.types[0].authority = [:]
    scenario.tiers[0].waitingRoom = 0
    // Workers pass some on untouched in the instant when they arrive: those were not turned away.
    scenario.tiers[0].referral.base = 0.2
    scenario.tiers[1].referral.base = 0.2
    let log = try Cities.run(scenario).log
    let turnedAway = log.visits.filter { $0.end == .turnedAway }
    #expect(turnedAway.count > 1000)
    #expect(turnedAway.allSatisfy { $0.tier == 0 && $0.arrived == $0.ended && $0.work == 0 })
    let passedUp = log.visits.filter { $0.tier == 0 && $0.end == .passedUp }
    #expect(passedUp.count > 1000)
    // Every issue tells the same in both places.
    let ended = Set(log.issues.map { [Int($0.place), $0.ordinal] })
    for (visits, cause) in [(turnedAway, LeakCause.full), (passedUp, .referral)] {
      let byVisits = visits.map { [Int($0.place), $0.ordinal] }.filter(ended.contains)
      let byIssues = log.issues.filter { $0.cause == cause }.map { [Int($0.place), $0.ordinal] }
      #expect(byVisits.count == byIssues.count && Set(byVisits) == Set(byIssues))
    }
  }
}
