import ScenarioLanguage

extension MeasurementPlan {
  /// Whether the targets make demands on single units.
  var judgesUnits: Bool {
    guard let targets = model.scenario.targets else { return false }
    return targets.guards.contains {
      $0.response == Response.unitsInBand.name || $0.response == Response.overloadedUnits.name
    }
  }
}
