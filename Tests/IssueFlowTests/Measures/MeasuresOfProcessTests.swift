import Foundation
import RandomStreams
import ScenarioLanguage
import Testing

@testable import IssueFlow
@testable import Policies

/// Rows 27 to 43: numbers that arithmetic or conservation fixes.
@Suite("Measures of process")
struct MeasuresOfProcessTests {
  @Test("27: with hands enough the split is that of the authority, and workers are moved, not made")
  func devolve() throws {
    var scenario = Cities.roomy(rate: 0.02)
    scenario.tiers[2].staff = 40
    var measure = DevolveAuthority()
    measure.grid = 0.85
    measure.community = 0.95
    let run = try MeasuredRun(scenario, measure)
    for (share, expected) in zip(run.log.split(3), [0.85, 0.1, 0.05]) { #expect(abs(share - expected) < 0.015) }
    // Eight of the street's forty go, half of them to four grids, half to two communities.
    let model = try Cities.model(scenario)
    scenario.measures = [MeasureUse(measure)]
    let moved = try Cities.model(scenario).phases[0].rules.stations
    #expect(moved.reduce(0) { $0 + Int($1.servers) } == model.stations.reduce(0) { $0 + Int($1.servers) })
    #expect(moved[model.units(ofTier: 2).lowerBound].servers == 32 && moved[0].servers == 5 && moved[4].servers == 6)
  }

  private func whistling(staff: Double) -> Scenario {
    var scenario = Cities.roomy(rate: 0.001)
    scenario.whistleAt = "street"
    var department = DepartmentSpec()
    department.id = "housing"
    department.staff = staff
    department.response = .constant(100)
    department.work = .constant(10)
    scenario.departments = [department]
    scenario.types[0].departments = ["housing": 1]
    return scenario
  }

  private func workers(_ scenario: Scenario, _ measures: any Measure...) throws -> Double {
    var scenario = scenario
    scenario.measures = measures.map { MeasureUse($0) }
    let plans = try Cities.model(scenario).phases[0].rules.stations.filter { $0.role == .department }
    return plans.reduce(0) { $0 + Double($1.servers) }
  }

  @Test("32: five agreements of sixteen hours are two workers, and answers come a fifth sooner")
  func agreements() throws {
    #expect(try workers(whistling(staff: 1), Agreements()) == 3)
    let run = try MeasuredRun(whistling(staff: 10), Agreements())
    #expect(abs(run.ratio(.joinMinutes, .joined) - (80 + 10)) < 0.5)
  }

  @Test("33: four times the weight doubles what is lent, and brings closures that solve nothing")
  func weight() throws {
    var measure = EvaluationWeight()
    measure.weight = 0.4
    measure.reference = 0.1
    measure.elasticity = 0.5
    measure.gaming = 0.5
    var scenario = whistling(staff: 1)
    var feedback = FeedbackSpec()
    feedback.reopen = 1
    feedback.atMost = 1
    scenario.feedback = feedback
    #expect(try workers(scenario, Agreements(), measure) == 1 + 2 * 2)
    scenario.types[0].rate = .perUnit(0.02)
    let run = try MeasuredRun(scenario, measure)
    let community = run.log.closed.filter { $0.handledAt == 1 }
    #expect(abs(Double(community.count { $0.reopens > 0 }) / Double(community.count) - 0.5) < 0.06)
    #expect(run.log.closed.filter { $0.handledAt == 0 }.allSatisfy { $0.reopens == 0 })
  }

  @Test("34: neighbours of one street share what waits, and every issue is closed once")
  func smallLoop() throws {
    var scenario = Cities.roomy(rate: 0.02)
    scenario.types[0].authority = ["grid": 0, "community": 0.999_999, "street": 1]
    scenario.tiers[1].staff = 1
    scenario.city.skew = .lognormal(mean: 1, cv: 1.5)
    scenario.types[0].work["community"] = .exponential(mean: 12)
    var measure = SmallLoop()
    measure.threshold = 1
    measure.share = 1
    let plain = try MeasuredRun(scenario)
    let run = try MeasuredRun(scenario, measure)
    func worst(_ run: MeasuredRun) -> Double {
      (4...5).map { unit in
        let visits = run.log.visits.filter { $0.station == Int32(unit) }
        return visits.reduce(0) { $0 + $1.started - $1.arrived } / Double(max(1, visits.count))
      }.max() ?? 0
    }
    #expect(run[.lent] > 0)
    #expect(worst(run) < worst(plain))
    #expect(run.totals.counts.imbalance == 0 && run.log.closed.count == plain.log.closed.count)
  }

  @Test("36: of what residents settled themselves, half as much comes back")
  func lasting() throws {
    var scenario = Cities.roomy(rate: 0.005, observe: 200 * Cities.day)
    scenario.types[0].authority = [:]
    scenario.types[0].recurrence = 0.4
    scenario.types[0].recurrenceDelay = .constant(1)
    var measure = EveningDeliberation()
    measure.type = "noise"
    measure.share = 1
    measure.success = 1
    measure.quorum = 1
    measure.batch = 10_000
    scenario.tiers.removeLast(2)
    scenario.city.source = .generated(units: ["grid": 4])
    scenario.types[0].work = ["grid": .constant(1)]
    func returning(_ lasting: Double) throws -> Double {
      measure.lasting = lasting
      let issues = try MeasuredRun(scenario, measure).cohort
      let back = issues.count { $0.ordinal >> 36 > 0 }
      return Double(back) / Double(issues.count)
    }
    // A chance p of coming back, again and again, makes p of all issues returns; their last days are cut short.
    #expect(abs(try returning(0) - 0.4) < 0.03)
    #expect(abs(try returning(0.5) - 0.2) < 0.02)
  }

  @Test("37: when its project is done a cause brings half as many issues")
  func projects() throws {
    var scenario = Cities.roomy(rate: 0.02, observe: 400 * Cities.day)
    scenario.city.source = .generated(units: ["grid": 1, "community": 1, "street": 1])
    var measure = PracticalProjects()
    measure.projects = 1
    measure.period = 1000 * Cities.day
    measure.duration = 70 * Cities.day
    measure.effect = 0.5
    let run = try MeasuredRun(scenario, measure)
    // The first causes are counted for thirty days: cured from day 100.
    let before = run.cohort.count { $0.arose < 100 * Cities.day }
    let after = run.cohort.count { $0.arose >= 100 * Cities.day }
    #expect(run[.projects] == 1)
    #expect(abs(Double(after) / 3 / Double(before) - 0.5) < 0.05)
  }

  @Test("38: works bring more issues while they last and fewer afterwards")
  func renewal() throws {
    let scenario = Cities.roomy(rate: 0.02, observe: 300 * Cities.day)
    var measure = NeighbourhoodRenewal()
    measure.share = 1
    measure.window = 0
    measure.duration = 100 * Cities.day
    measure.during = 0.5
    measure.after = 0.4
    let run = try MeasuredRun(scenario, measure)
    let plain = try MeasuredRun(scenario)
    func count(_ run: MeasuredRun, _ first: Double, _ last: Double) -> Double {
      Double(run.cohort.count { $0.arose >= first * Cities.day && $0.arose < last * Cities.day })
    }
    #expect(abs(count(run, 0, 100) / count(plain, 0, 100) - 1.5) < 0.04)
    #expect(abs(count(run, 100, 300) / count(plain, 100, 300) - 0.6) < 0.03)
  }

  @Test("39: three troubles arise as shares of the other issues, and come back as they should")
  func troubles() throws {
    var scenario = Cities.roomy(rate: 0.02, observe: 200 * Cities.day)
    scenario.types[0].rate = .perHousehold(0.0002)
    var measure = EverydayTroubles()
    measure.recurrence = 0
    let run = try MeasuredRun(scenario, measure)
    func count(_ id: String) -> Double { Double(run.cohort.count { run.scenario.types[Int($0.type)].id == id }) }
    let others = count("noise")
    for (type, share) in [("parking_shortage", 0.09), ("waste_sorting", 0.05), ("pets", 0.03)] {
      // Some 23,000 others, so that the least of the three has a standard deviation of .0011.
      #expect(abs(count(type) / others - share) < 0.006)
    }
  }

  @Test("40: a firm that can solve everything settles all it is near to")
  func property() throws {
    var measure = RedProperty()
    measure.coverage = 0.6
    measure.skill = 2
    measure.staff = 50
    var scenario = Cities.roomy(rate: 0.01)
    scenario.calendars = []
    let run = try MeasuredRun(scenario, measure)
    #expect(abs(run.ratio(.responderReached, .arisen) - 0.6) < 0.03)
    // What is tried at the end of the observation is settled after it.
    #expect(run[.responderTried] - run[.responderSettled] < 10)
    // Its people are there from 8 to 20, at weekends from 9 to 18.
    #expect(abs(run.ratio(.responderTried, .responderReached) - (5 * 12 + 2 * 9) / 168.0) < 0.04)
  }

  @Test("42: errands come as often as they say, add their work to the load, and count in no share")
  func streams() throws {
    let scenario = Cities.roomy(rate: 0.001, observe: 350 * Cities.day)
    var measure = TaskStreams()
    measure.streams = 3
    measure.perWeek = 4
    measure.work = 30
    measure.switching = 0
    let plain = try MeasuredRun(scenario)
    let run = try MeasuredRun(scenario, measure)
    // Three streams, four a week, fifty weeks, four grids: 2,400, with a standard deviation of 49.
    #expect(abs(run[.errands] - 2400) < 200)
    func work(_ run: MeasuredRun) -> Double { run.totals.stations.reduce(0) { $0 + $1.work } }
    #expect(abs((work(run) - work(plain)) / (2400 * 30) - 1) < 0.12)
    #expect(run.log.closed.count == plain.log.closed.count)
    measure.switching = 10
    #expect(try MeasuredRun(scenario, measure)[.switchMinutes] > 0)
  }
}
