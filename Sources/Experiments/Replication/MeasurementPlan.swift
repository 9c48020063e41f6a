import IssueFlow

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
  /// Staff minutes of each station in the observation window.
  let staffedMinutes: [Double]
  /// Cost of all staff over the observation, in the scenario's money.
  let staffCost: Double

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
    staffedMinutes = model.stations.map { model.staffedMinutes(of: $0) }
    // A year of 365.25 days: costs are yearly, and the observation may be of any length.
    let years = model.horizon.observationLength / (365.25 * Horizon.minutesPerDay)
    staffCost = model.stations.reduce(0) { $0 + Double($1.servers) * $1.costPerWorker } * years
  }

  /// The tier of a station's unit.
  func tier(ofStation station: Int) -> Int { Int(model.units[Int(model.stations[station].unit)].tier) }
}
