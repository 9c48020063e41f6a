import IssueFlow
import ScenarioLanguage

/// A scenario file with the model that it describes.
struct LoadedScenario {
  let document: ScenarioDocument
  let model: FlowModel

  /// Reads and validates a scenario, with policies laid over it.
  /// - Throws: all problems that could be found, each with its line.
  init(path: String, policies: [String] = [], overrides: [Override]) throws(ScenarioError) {
    document = try ScenarioDocument.load(path: path, policies: policies, overrides: overrides)
    do {
      model = try FlowModel(validating: document.scenario)
    } catch {
      let document = document
      throw ScenarioError(problems: error.findings.map { document.problem(at: $0.path, kind: $0.kind) })
    }
  }
}
