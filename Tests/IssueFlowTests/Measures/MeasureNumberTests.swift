import Foundation
import RandomStreams
import ScenarioLanguage
import Testing

@testable import IssueFlow
@testable import Policies

/// Numbers that arithmetic or conservation fixes, and the side effects that an analyst looks for.
@Suite("Measures by the numbers")
struct MeasureNumberTests {
  private let day = 1440.0
  private let year = 365.25 * 1440

  private func facts(_ scenario: Scenario) throws -> [FlowFact: Double] {
    let facts = try Cities.run(scenario).totals.facts
    return Dictionary(uniqueKeysWithValues: FlowFact.allCases.map { ($0, facts[$0.rawValue]) })
  }

  private func found(_ scenario: inout Scenario, by delay: Double) {
    var channel = ChannelSpec()
    channel.id = "hotline"
    channel.needsIntake = false
    scenario.channels = [channel]
    for type in scenario.types.indices { scenario.types[type].foundBy = ["hotline": .exponential(mean: delay)] }
  }

  @Test(
    "Adoption nets a·g − (1 − a)·e: nothing at the threshold, a loss below it", arguments: [0.2, 0.357_142_857, 0.6])
  func adoption(share: Double) throws {
    var scenario = Cities.queue(rate: 0.01, work: .constant(60), observe: 400_000)
    var tool = DigitalAdoption()
    tool.adoption = share
    tool.gain = 0.15
    tool.entry = 5
    scenario.measures = [MeasureUse(tool)]
    let (totals, _) = try Cities.run(scenario)
    let saved = totals.facts[FlowFact.adoptionMinutes.rawValue] / Double(totals.stations[0].started)
    // Nine minutes saved or five lost: a standard deviation of at most 7 over 4,000 visits.
    #expect(abs(saved - (share * 9 - (1 - share) * 5)) < 0.4)
  }

  @Test("The share within the circle is 1 − exp(−nπ(rv)²/A)")
  func circle() throws {
    var scenario = Cities.queue(rate: 0.05, work: .constant(0), observe: 200_000)
    found(&scenario, by: 10)
    var circle = CircleSpec()
    circle.centres = 0.5
    circle.area = 4
    scenario.channels[0].circle = circle
    var measure = WalkingCircle()
    measure.centres = 2
    scenario.measures = [MeasureUse(measure)]
    let facts = try facts(scenario)
    let share = (facts[.withinCircle] ?? 0) / (facts[.visitsOnFoot] ?? 1)
    let reach = 15 * 55 / 1000.0
    #expect(abs(share - (1 - exp(-2 * Double.pi * reach * reach / 4))) < 0.015)
  }

  @Test("Facilities thin the arrivals of their type, and superposed streams add to them: no other issue moves")
  func thinning() throws {
    var scenario = Cities.threeTiers(rate: 0.02)
    scenario.types.append(scenario.types[0])
    scenario.types[1].id = "pets"
    let base = try Cities.run(scenario).log.issues
    var facilities = PreventionFacilities()
    facilities.type = "pets"
    facilities.reduction = 0.3
    scenario.measures = [MeasureUse(facilities)]
    let fewer = try Cities.run(scenario)
    #expect(keys(fewer.log.issues.filter { $0.type == 0 }) == keys(base.filter { $0.type == 0 }))
    let left = keys(fewer.log.issues.filter { $0.type == 1 })
    let all = keys(base.filter { $0.type == 1 })
    #expect(left.isSubset(of: all))
    #expect(abs(Double(left.count) / Double(all.count) - 0.7) < 0.04)
    #expect(fewer.totals.facts[FlowFact.avoided.rawValue] == Double(all.count - left.count))

    scenario.measures = [MeasureUse(Surge(), dose: 0.5)]
    let more = try Cities.run(scenario).log.issues
    #expect(keys(base).isSubset(of: keys(more)))
    #expect(abs(Double(keys(more).count) / Double(keys(base).count) - 1.5) < 0.05)
    // A greater surge keeps all that a smaller one brings.
    scenario.measures = [MeasureUse(Surge(), dose: 0.8)]
    #expect(keys(more).isSubset(of: keys(try Cities.run(scenario).log.issues)))
  }

  private struct Key: Hashable {
    let type: UInt8
    let place: Int32
    let ordinal: Int
    let arose: Double
  }

  private func keys(_ issues: [IssueRecord]) -> Set<Key> {
    Set(issues.filter(\.isOfCohort).map { Key(type: $0.type, place: $0.place, ordinal: $0.ordinal, arose: $0.arose) })
  }

  @Test("Of units covered c and effective e, 1 − c·e of the issues meet nobody")
  func coverage() throws {
    var scenario = Cities.threeTiers(rate: 0.005, observe: 2 * 365 * 1440)
    scenario.city.source = .generated(units: ["grid": 10, "community": 5, "street": 2])
    var coverage = CoverageSpec()
    coverage.covered = 0.5
    coverage.effective = 0.5
    scenario.tiers[0].coverage = coverage
    var measure = EffectiveCoverage()
    measure.covered = 1
    measure.effective = 0.8
    scenario.measures = [MeasureUse(measure)]
    let facts = try facts(scenario)
    // 100 units and 24 periods.
    #expect(abs((facts[.uncovered] ?? 0) / (facts[.arisen] ?? 1) - 0.2) < 0.03)
  }

  @Test("Departments refuse one order in five, and those that are accepted close in the community")
  func orders() throws {
    var scenario = Cities.threeTiers(rate: 0.01, observe: 60 * 1440)
    scenario.whistleAt = "street"
    var department = DepartmentSpec()
    department.id = "housing"
    department.work = .constant(5)
    department.staff = 5
    scenario.departments = [department]
    scenario.types[0].departments = ["housing": 1]
    scenario.measures = [MeasureUse(CommunityOrders())]
    let (totals, log) = try Cities.run(scenario)
    let ordered = totals.facts[FlowFact.ordered.rawValue]
    #expect(abs(totals.facts[FlowFact.refused.rawValue] / ordered - 0.2) < 0.06)
    // Of the 10 % that only the street may decide, four fifths are closed in the community all the same.
    #expect(abs(log.split(3)[2] - 0.02) < 0.012)
  }

  @Test("Reviews move workers and make none")
  func steering() throws {
    var scenario = Cities.threeTiers(rate: 0.03, observe: 60 * 1440)
    scenario.city.source = .generated(units: ["grid": 3, "community": 3, "street": 2])
    scenario.city.skew = .lognormal(mean: 1, cv: 1.5)
    scenario.tiers[1].staff = 2
    scenario.types[0].authority = ["grid": 0.1, "community": 0.9, "street": 1]
    var review = CitySteering()
    review.period = 5 * day
    review.threshold = 0
    review.share = 0.5
    scenario.measures = [MeasureUse(review)]
    let (totals, _) = try Cities.run(scenario)
    #expect(totals.facts[FlowFact.staffMoved.rawValue] > 0)
    let model = try Cities.model(scenario)
    let staffed = model.units(ofTier: 1).reduce(0) { $0 + totals.stations[$1].staffed }
    #expect(abs(staffed - 12 * 60 * day) < 1)
  }

  @Test("The whole city is one or many subtrees: without anything that joins them the issues go the same way")
  func oneOrMany() throws {
    var scenario = Cities.threeTiers(rate: 0.02)
    scenario.city.source = .generated(units: ["grid": 2, "community": 2, "street": 3])
    scenario.types[0].overDispersion = 0.4
    let many = try Cities.run(scenario).log.issues
    var review = CitySteering()
    review.share = 0
    review.supervises = false
    scenario.measures = [MeasureUse(review)]
    let one = try Cities.run(scenario).log.issues
    func rows(_ issues: [IssueRecord]) -> [String] {
      issues.map { "\($0.place) \($0.ordinal) \($0.arose) \($0.ended) \($0.closedAt)" }.sorted()
    }
    #expect(rows(many) == rows(one))
  }

  // MARK: Side effects

  @Test("More probes find sooner and raise the load")
  func probes() throws {
    var scenario = Cities.threeTiers(rate: 0.005, observe: 60 * 1440)
    found(&scenario, by: 3 * day)
    let before = try Cities.run(scenario)
    var riders = RiderProbes()
    riders.reports = 200
    riders.partTime = 0
    scenario.measures = [MeasureUse(riders)]
    let after = try Cities.run(scenario)
    func delay(_ log: RecordLog) -> Double {
      let found = log.issues.filter { $0.isRegistered && $0.outcome == .closed }
      return found.reduce(0) { $0 + $1.registered - $1.arose } / Double(found.count)
    }
    #expect(delay(after.log) < delay(before.log))
    func work(_ totals: FlowTotals) -> Double { totals.stations.reduce(0) { $0 + $1.work } }
    #expect(work(after.totals) > work(before.totals))
    #expect(after.totals.counts.dismissed > 0)
  }

  @Test("An easy way to complain induces demand")
  func inducedDemand() throws {
    var scenario = Cities.threeTiers(rate: 0.01)
    found(&scenario, by: day)
    let before = try Cities.run(scenario).log.issues.count { $0.isOfCohort }
    scenario.measures = [MeasureUse(OnlineChannel())]
    let (totals, log) = try Cities.run(scenario)
    // 115 of 1,150 more: a standard deviation of 11.
    #expect(abs(Double(log.issues.count { $0.isOfCohort }) / Double(before) - 1.1) < 0.04)
    #expect(totals.facts[FlowFact.induced.rawValue] > 0)
  }

  @Test("A target on what is closed in the grid brings second tries, false closure and reopened issues")
  func overTreatment() throws {
    var scenario = Cities.threeTiers(rate: 0.01, observe: 60 * 1440)
    scenario.tiers[0].competence = CompetenceSpec(level: 0.6, spread: 0.1)
    var feedback = FeedbackSpec()
    feedback.reopen = 1
    scenario.feedback = feedback
    let before = try Cities.run(scenario).log
    scenario.measures = [MeasureUse(Target721())]
    let after = try Cities.run(scenario).log
    #expect(after.split(3)[0] > before.split(3)[0])
    func perIssue(_ log: RecordLog, _ value: (IssueRecord) -> Double) -> Double {
      log.closed.reduce(0) { $0 + value($1) } / Double(log.closed.count)
    }
    #expect(perIssue(after) { Double($0.reopens) } > perIssue(before) { Double($0.reopens) })
    #expect(perIssue(after, \.work) > perIssue(before, \.work))
  }
}

extension CompetenceSpec {
  fileprivate init(level: Double, spread: Double) {
    self.init()
    self.level = level
    self.spread = spread
  }
}
