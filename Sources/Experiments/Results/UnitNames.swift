import IssueFlow

/// What result files call the units.
enum UnitNames {
  /// One id for each unit of the model: tier and number within it, from 1.
  ///
  /// It is the same whatever the units are called in either language, and for a city from tables as well.
  static func ids(of model: FlowModel) -> [String] {
    var ids: [String] = []
    ids.reserveCapacity(model.units.count)
    for (tier, spec) in model.scenario.tiers.enumerated() {
      for number in 1...model.units(ofTier: tier).count { ids.append("\(spec.id)-\(number)") }
    }
    return ids
  }
}
