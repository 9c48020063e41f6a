import ScenarioLanguage

extension ScenarioDocument {
  /// Reads every city of the scenario's ensemble as a run would.
  ///
  /// - Throws: When some are no cities, with the problems of all of them at their rows.
  /// - Complexity: One reading of the scenario for each city.
  public func checkEnsemble() throws(ScenarioError) {
    guard let ensemble = scenario.ensemble, ensemble.city == 0, ensemble.cities > 0 else { return }
    var problems: [ScenarioProblem] = []
    for city in 1...ensemble.cities {
      do throws(ScenarioError) {
        let document = try loaded(overriding: [Override(path: "ensemble.city", value: "\(city)")])
        do throws(FlowModelError) {
          _ = try FlowModel(validating: document.scenario)
        } catch {
          problems += error.findings.map { document.problem(at: $0.path, kind: $0.kind) }
        }
      } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw ScenarioError(problems: problems) }
  }
}
