import RandomStreams
import ScenarioLanguage

@testable import IssueFlow

/// One replication of a city under measures, with what tests ask of it.
struct MeasuredRun {
  let totals: FlowTotals
  let log: RecordLog
  /// As it is simulated: with what measures bring, in the order of ids.
  let scenario: Scenario

  init(_ scenario: Scenario, _ measures: any Measure..., replication: UInt32 = 1) throws {
    var scenario = scenario
    scenario.measures = measures.map { MeasureUse($0) }
    self.scenario = try Cities.model(scenario).scenario
    (totals, log) = try Cities.run(scenario, replication: replication)
  }

  subscript(fact: FlowFact) -> Double { totals.facts[fact.rawValue] }

  func ratio(_ numerator: FlowFact, _ denominator: FlowFact) -> Double { self[numerator] / self[denominator] }

  var cohort: [IssueRecord] {
    log.issues.filter { $0.isOfCohort && ![.merged, .dismissed, .errand].contains($0.outcome) }
  }
}

extension Cities {
  static let day = 1440.0
  static let year = 365.25 * 1440

  /// Three tiers with enough hands that nobody waits for long: the split is that of authority.
  static func roomy(rate: Double = 0.01, observe: Double = 60 * 1440, units: Int = 2) -> Scenario {
    var scenario = threeTiers(rate: rate, observe: observe)
    scenario.city.source = .generated(units: ["grid": units, "community": 2, "street": 1])
    scenario.city.households = .constant(100)
    for tier in scenario.tiers.indices { scenario.tiers[tier].staff = 4 }
    return scenario
  }

  static func find(_ scenario: inout Scenario, by delay: Double, id: String = "hotline") {
    var channel = ChannelSpec()
    channel.id = id
    channel.needsIntake = false
    scenario.channels.append(channel)
    for type in scenario.types.indices { scenario.types[type].foundBy[id] = .exponential(mean: delay) }
  }
}
