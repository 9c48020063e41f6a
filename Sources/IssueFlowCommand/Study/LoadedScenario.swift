import IssueFlow

/// A scenario file with the model that it describes.
struct LoadedScenario {
  let document: ScenarioDocument
  let model: FlowModel

  /// Reads and validates a scenario.
  /// - Throws: all problems that could be found, each with its line.
  init(path: String, overrides: [Override]) throws(ScenarioError) {
    document = try ScenarioDocument.load(path: path, overrides: overrides)
    do {
      model = try FlowModel(validating: document.scenario)
    } catch {
      let document = document
      throw ScenarioError(problems: error.findings.map { document.problem(at: $0.path, kind: $0.kind) })
    }
  }
}
