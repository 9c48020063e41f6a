import IssueFlow
import Policies
import ScenarioLanguage

/// What all replications of a model are measured with; made once, because it looks at every station.
struct MeasurementPlan: Sendable {
  let model: FlowModel
  let layout: ResponseLayout
  /// Tiers, types, channels and departments by number.
  let tierCount: Int
  let typeCount: Int
  let channelCount: Int
  let departmentCount: Int
  /// The split that is counted unit by unit: the targets', else *closed at*.
  let unitSplit: SplitKind
  /// Target share ± tolerance by tier; `nil` for tiers without a target. Empty when there are no target shares.
  let bands: [ClosedRange<Double>?]
  /// What units and posts are like, as far as the scenario moves it.
  let states: [DayState]
  /// Cost of the measures beside staff over the observation, in the scenario's money.
  let policyCost: Double

  init(model: FlowModel) {
    let scenario = model.scenario
    self.model = model
    layout = ResponseLayout(scenario: scenario)
    tierCount = scenario.tiers.count
    typeCount = scenario.types.count
    channelCount = scenario.channels.count
    departmentCount = scenario.departments.count
    unitSplit = scenario.targets?.split ?? .closedAt
    let shares = scenario.targets?.shares ?? []
    bands =
      shares.isEmpty
      ? []
      : scenario.tiers.map { tier in
        shares.first { $0.tier == tier.id }.map { $0.share - $0.tolerance...$0.share + $0.tolerance }
      }
    policyCost = model.policyCost
    let reported: [DayState: Response] = [
      .vacantPosts: .vacancyShare, .weakUnits: .weakShare, .inactiveUnits: .uncoveredShare, .stars: .starsMean,
    ]
    states = DayState.allCases.filter { reported[$0]?.isReported(of: scenario) ?? false }
  }

  /// Cost of all staff over the observation, in the scenario's money.
  func staffCost(_ totals: FlowTotals) -> Double {
    // Without turnover it follows from the scenario, and is the same number to the last bit in every replication.
    if model.keepsPosts { return model.plannedStaffCost }
    return zip(model.stations, totals.stations).reduce(totals.facts[FlowFact.extraPayMinutes.rawValue]) {
      $0 + $1.0.costPerWorker * $1.1.employed / Horizon.minutesPerYear
    }
  }

  /// Workers of every unit, all its lines together, by the rules that hold when the observation ends.
  var staffOfUnits: [Int] { model.staffOfUnits(before: model.horizon.observationEnd) }

  /// The tier of a station's unit.
  func tier(ofStation station: Int) -> Int { Int(model.units[Int(model.stations[station].unit)].tier) }
}
