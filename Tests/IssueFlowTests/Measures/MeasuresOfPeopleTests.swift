import Foundation
import RandomStreams
import ScenarioLanguage
import Testing

@testable import IssueFlow
@testable import Policies

/// Rows 11 to 18: numbers that arithmetic fixes.
@Suite("Measures of people")
struct MeasuresOfPeopleTests {
  @Test("11: with the lowest fifth cut, the mean of a normal distribution rises by φ(z)/(1 − .2) standard deviations")
  func leaders() throws {
    var scenario = Cities.queue(rate: 0.0001, work: .constant(1), observe: 1000)
    scenario.city.source = .generated(units: ["desk": 20_000])
    scenario.tiers[0].leadership = LeadershipSpec()
    scenario.tiers[0].leadership?.spread = 0.1
    var measure = SelectLeaders()
    measure.mean = 0.03
    measure.cut = 0.2
    scenario.measures = [MeasureUse(measure)]
    let model = try Cities.model(scenario)
    var simulation = try FlowSimulation(model: model, key: StreamKey(masterSeed: 1, replication: 1))
    _ = simulation.run()
    let levels = model.units.indices.map { simulation.conditions[$0].leadership }
    // z(.2) = −.8416, φ(z) = .27996.
    let expected = 0.03 + 0.1 * 0.27996 / 0.8
    #expect(abs(levels.reduce(0, +) / 20_000 - expected) < 0.002)
    #expect((levels.min() ?? 0) >= 0.03 - 0.1 * 0.8417)
  }

  private func office(quits: Double, lead: Double, observe: Double) -> Scenario {
    var scenario = Cities.queue(rate: 0.001, work: .constant(1), observe: observe)
    scenario.start = CivilDate(year: 2030, month: 1, day: 1)
    scenario.city.source = .generated(units: ["desk": 300])
    var turnover = TurnoverSpec()
    turnover.quitRate = quits / Cities.year
    turnover.leadTime = .constant(lead)
    scenario.tiers[0].turnover = turnover
    return scenario
  }

  @Test("13: departures are the quits that are left and the promotions, of every filled post")
  func ladder() throws {
    var measure = CareerLadder()
    measure.cut = 0.5
    measure.promotion = 0.1 / Cities.year
    let run = try MeasuredRun(office(quits: 0.4, lead: 0, observe: 10 * Cities.year), measure)
    // 300 posts, ten years, .2 + .1 a year: 900, with a standard deviation of 30.
    #expect(abs(run[.departures] - 900) < 100)
    #expect(abs(run.ratio(.promotions, .departures) - 1.0 / 3) < 0.06)
  }

  @Test("14: with a raise at every review a grade is one more than the reviews, and pay follows")
  func grades() throws {
    var scenario = office(quits: 0, lead: 0, observe: 400 * Cities.day)
    scenario.tiers[0].costPerWorker = 100_000
    var measure = GradesAndPay()
    measure.raise = 1
    measure.review = 100 * Cities.day
    measure.payStep = 0.05
    let run = try MeasuredRun(scenario, measure)
    // Grades 1, 2, 3 and 4 for a hundred days each.
    #expect(abs(run.ratio(.gradeMinutes, .postMinutes) - 2.5) < 0.01)
    let extra = 0.05 * (0 + 1 + 2 + 3) * 100 * Cities.day / Cities.year * 100_000 * 300
    #expect(abs(run[.extraPayMinutes] / extra - 1) < 0.01)
  }

  @Test("13, 14: a crew is what going through its posts gives, also when posts come and go with the rules")
  func crews() throws {
    var scenario = Cities.threeTiers(rate: 0.0001, observe: 3 * Cities.year)
    scenario.start = CivilDate(year: 2030, month: 1, day: 1)
    scenario.city.source = .generated(units: ["grid": 5, "community": 4, "street": 2])
    var turnover = TurnoverSpec()
    turnover.quitRate = 6 / Cities.year
    turnover.leadTime = .exponential(mean: 20 * Cities.day)
    turnover.rampUp = 45 * Cities.day
    turnover.newcomerPace = 0.6
    for tier in scenario.tiers.indices {
      scenario.tiers[tier].turnover = turnover
      scenario.tiers[tier].staff = [3, 5, 60][tier]
    }
    var grades = GradesAndPay()
    grades.raise = 1
    grades.review = 50 * Cities.day
    grades.paceStep = 0.03
    // A part of the street's staff goes to the grids, and comes back.
    let moved = MeasureUse(
      DevolveAuthority(), from: scenario.start.adding(days: 200), until: scenario.start.adding(days: 600))
    scenario.measures = [MeasureUse(grades), moved]
    let model = try Cities.model(scenario)
    var simulation = try FlowSimulation(model: model, key: StreamKey(masterSeed: 1, replication: 1))
    _ = simulation.run()
    var (settled, newcomers, gone) = ([Double](), [Double](), 0)
    for unit in model.units.indices {
      let posts = model.posts(at: unit).map { simulation.workforce.posts[$0] }
      gone += posts.count { !$0.exists }
      let workers = posts.filter { $0.exists && $0.isFilled }
      let crew = simulation.workforce.crews[unit]
      #expect(Int(crew.count) == workers.count && Int(crew.newcomers) == workers.count { $0.isNew })
      #expect(crew.newcomerGrades == workers.reduce(0) { $0 + ($1.isNew ? Int32($1.grade) - 1 : 0) })
      #expect(crew.newcomerGrades + crew.settledGrades == workers.reduce(0) { $0 + Int32($1.grade) - 1 })
      #expect(Int(crew.successors) == workers.count { $0.worker > 0 })
      let pace = workers.reduce(0) { $0 + (1 + 0.03 * Double($1.grade - 1)) * ($1.isNew ? 0.6 : 1) }
      let ability = crew.ability(try #require(model.rules.tiers[Int(model.units[unit].tier)].turnover))
      #expect(abs(ability.pace - (workers.isEmpty ? 1 : pace / Double(workers.count))) < 1e-12)
      #expect(Int(crew.vacancies) == posts.count { $0.exists && !$0.isFilled })
      settled += workers.filter { !$0.isNew }.map(\.settles)
      newcomers += workers.filter(\.isNew).map(\.settles)
    }
    #expect(newcomers.count > 10 && gone > 0)
    // There is a time before which the ones have settled, and after which the others will: the end of the run.
    #expect(try #require(settled.max()) <= #require(newcomers.min()))
  }

  @Test("15: where points do not fade every member is active in the end, and comes as much more often")
  func points() throws {
    var scenario = Cities.roomy(rate: 0.001, observe: 400 * Cities.day)
    scenario.warmUp = .fixed(200 * Cities.day)
    var members = VolunteerSpec()
    members.id = "members"
    members.perUnit = 20
    members.response = 0.3
    members.sessions = [2580]
    scenario.volunteers = [members]
    var measure = MemberPoints()
    measure.threshold = 1
    measure.decay = 0
    measure.gain = 0.5
    let run = try MeasuredRun(scenario, measure)
    #expect(abs(run.ratio(.volunteersCame, .volunteersCalled) - 0.45) < 0.03)
    #expect(run.ratio(.membersActive, .membersAsked) > 0.999)
  }

  @Test("16: each of six classes gives its members' share times its response times its hours")
  func classes() throws {
    let measure = SixClasses()
    let run = try MeasuredRun(Cities.roomy(rate: 0.001, observe: 350 * Cities.day), measure)
    // 55.5 members a grid in four grids, fifty weeks. Shares sum to one.
    let members = 111.0 / 2
    #expect(abs(run[.volunteersCalled] / (members * 4 * 50) - 1) < 0.06)
    let hours =
      0.3 * 0.2 * 120 + 0.2 * 0.15 * 120 + 0.15 * 0.1 * 90 + 0.1 * 0.05 * 60 + 0.1 * 0.1 * 90 + 0.15 * 0.12 * 120
    #expect(abs(run[.volunteerMinutes] / (members * 4 * 50 * hours) - 1) < 0.08)
  }

  @Test("17: three in ten of those who registered come in a week, two hours each")
  func inService() throws {
    let run = try MeasuredRun(Cities.roomy(rate: 0.001, observe: 350 * Cities.day), InServiceMembers())
    // 55.5 members in each of four grids, fifty weeks: 3,330 visits, with a standard deviation of 55.
    #expect(abs(run[.volunteersCame] - 55.5 * 4 * 50 * 0.3) < 220)
    #expect(run[.volunteerMinutes] == run[.volunteersCame] * 120)
  }

  @Test("17: what waits in the evening is taken up, and nobody's work in hand is taken away")
  func evening() throws {
    var scenario = Cities.roomy(rate: 0.02, observe: 28 * Cities.day)
    scenario.calendars = [Cities.office]
    scenario.tiers[0].calendar = "office"
    let plain = try MeasuredRun(scenario)
    let run = try MeasuredRun(scenario, InServiceMembers())
    let stations = try Cities.model(scenario).units.count
    #expect(run.log.visits.contains { Int($0.station) >= stations && $0.role == .volunteers })
    func wait(_ run: MeasuredRun) -> Double { run.log.visits.reduce(0) { $0 + $1.started - $1.arrived } }
    #expect(wait(run) < wait(plain))
    #expect(run.totals.counts.imbalance == 0 && run.log.closed.count == plain.log.closed.count)
  }

  @Test("18: riders report as many true issues a year as they say, less what others find first")
  func riders() throws {
    var scenario = Cities.roomy(rate: 0.002, observe: Cities.year)
    Cities.find(&scenario, by: Cities.day)
    var measure = RiderProbes()
    measure.riders = 5
    measure.reports = 10
    measure.accuracy = 0.8
    measure.partTime = 0
    let run = try MeasuredRun(scenario, measure)
    let found = Double(run.cohort.count { $0.channel == 1 })
    // Four grids, fifty reports each, eight in ten true: 160 of 4,200 issues; their hours are 14 of 24.
    #expect(found < 160)
    #expect(found > 160 * 14 / 24 * 0.75)
    // One in four beside each: a standard deviation of 5.
    let wrong = Double(run.totals.counts.dismissed)
    #expect(abs(wrong - found * 0.25) < 18)
  }
}
