import IssueFlow
import Testing

@Suite("Shipped scenarios")
struct ShippedScenarioTests {
  private static let scenarios = RepositoryFiles.files(under: "Scenarios", ending: ".yaml")

  @Test("Every shipped scenario can be simulated", arguments: scenarios)
  func isValid(path: String) throws {
    let document: ScenarioDocument
    do {
      document = try ScenarioDocument.load(path: RepositoryFiles.root.appendingPathComponent(path).path)
    } catch {
      Issue.record("\(error.report(language: .english))")
      return
    }
    do {
      let model = try FlowModel(validating: document.scenario)
      #expect(model.placeCount > 0)
    } catch {
      for finding in error.findings {
        Issue.record("\(document.problem(at: finding.path, kind: finding.kind).report(language: .english))")
      }
    }
  }

  @Test("There are scenarios to check")
  func thereAreScenarios() {
    #expect(ShippedScenarioTests.scenarios.count >= 16)
  }
}
