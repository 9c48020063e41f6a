import IssueFlow
import ScenarioLanguage
import Testing

@Suite("Shipped scenarios")
struct ShippedScenarioTests {
  private static let all = RepositoryFiles.files(under: "Scenarios", ending: ".yaml")
  private static let scenarios = all.filter { kind(of: $0) == .scenario }

  private static func kind(of path: String) -> StudyFile {
    StudyFile(path: RepositoryFiles.root.appendingPathComponent(path).path)
  }

  @Test("Every shipped design and search can be read, with all levels on its scenario", arguments: all)
  func studies(path: String) throws {
    let full = RepositoryFiles.root.appendingPathComponent(path).path
    switch Self.kind(of: path) {
    case .scenario: #expect(Self.scenarios.contains(path))
    case .design: #expect(try !DesignDocument<DesignSpec>.load(path: full).policies.isEmpty)
    case .search: #expect(try !DesignDocument<SearchSpec>.load(path: full).policies.isEmpty)
    case .map: #expect(try !LogMapDocument.load(path: full).map.name.isEmpty)
    }
  }

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
