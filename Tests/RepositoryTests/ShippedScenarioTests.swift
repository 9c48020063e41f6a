import IssueFlow
import Testing

@Suite("Shipped scenarios")
struct ShippedScenarioTests {
  @Test(
    "Every shipped scenario can be simulated", arguments: RepositoryFiles.files(under: "Scenarios", ending: ".yaml"))
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
