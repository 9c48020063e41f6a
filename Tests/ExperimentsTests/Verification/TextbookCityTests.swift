import Experiments
import Foundation
import IssueFlow
import OutputAnalysis
import ScenarioLanguage
import Testing

private let runsSlowTests = ProcessInfo.processInfo.environment["ISSUEFLOW_SLOW_TESTS"] == "1"

/// A number that theory fixes for a scenario under `Scenarios/verification`.
struct TextbookCase: Sendable, CustomTestStringConvertible {
  let id: String
  let scenario: String
  let response: Response
  let responseClass: String
  let theory: Double

  init(_ id: String, _ scenario: String, _ response: Response, _ responseClass: String, _ theory: Double) {
    self.id = id
    self.scenario = scenario
    self.response = response
    self.responseClass = responseClass
    self.theory = theory
  }

  var testDescription: String { "\(id) \(scenario) \(response.name) \(responseClass)" }

  static let all = [
    TextbookCase("Q7", "mm1", .sojournMean, "grid", 10),
    TextbookCase("Q7", "mm1", .waitMean, "grid", 9),
    TextbookCase("Q7", "mm1", .queueLengthMean, "grid", 8.1),
    TextbookCase("Q7", "mm1", .timeToCloseP90, "", 23.026),
    TextbookCase("Q8", "mmc", .waitMean, "grid", 0.2046),
    TextbookCase("Q8", "mm1-separate", .waitMean, "grid", 4),
    TextbookCase("Q9", "chain-721", .sojournMean, "grid", 1.224694),
    TextbookCase("Q9", "chain-721", .sojournMean, "community", 2.356981),
    TextbookCase("Q9", "chain-721", .sojournMean, "street", 4.569522),
    TextbookCase("Q9", "chain-721", .timeToCloseMean, "", 2.388741),
    TextbookCase("Q9", "chain-721", .share, "grid", 0.7),
    TextbookCase("Q9", "chain-721", .share, "community", 0.2),
    TextbookCase("Q9", "chain-721", .share, "street", 0.1),
    TextbookCase("Q9", "routed-three-tier", .sojournMean, "grid", 1.333189),
    TextbookCase("Q9", "routed-three-tier", .sojournMean, "community", 2.528365),
    TextbookCase("Q9", "routed-three-tier", .sojournMean, "street", 5.910100),
    TextbookCase("Q9", "routed-three-tier", .timeToCloseMean, "", 3.498338),
    TextbookCase("Q9", "routed-three-tier", .share, "grid", 0.630957),
    TextbookCase("Q9", "routed-three-tier", .share, "community", 0.229088),
    TextbookCase("Q9", "routed-three-tier", .share, "street", 0.139955),
    TextbookCase("Q11", "mg1-cv0", .waitMean, "grid", 2),
    TextbookCase("Q11", "mg1-cv05", .waitMean, "grid", 2.5),
    TextbookCase("Q11", "mg1-cv1", .waitMean, "grid", 4),
    TextbookCase("Q11", "mg1-cv2", .waitMean, "grid", 10),
    TextbookCase("Q12", "priority", .timeToCloseByType, "emergency", 2),
    TextbookCase("Q12", "priority", .timeToCloseByType, "routine", 6),
    TextbookCase("Q14", "mmc-reopened-05", .waitMean, "grid", 0.3227),
    TextbookCase("Q14", "mmc-reopened-10", .waitMean, "grid", 0.5727),
  ]

  static var scenarios: [String] {
    var names: [String] = []
    for entry in all where !names.contains(entry.scenario) { names.append(entry.scenario) }
    return names
  }
}

@Suite("Textbook queues written as cities", .enabled(if: runsSlowTests))
struct TextbookCityTests {
  /// Theory must lie in the 99.9 % interval over replications, and the interval be narrower than 2 % to each side.
  @Test("The city agrees with the textbook", arguments: TextbookCase.scenarios)
  func agreesWithTheory(scenario: String) async throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appendingPathComponent("Scenarios/verification/\(scenario).yaml").path
    let result = try await Experiment(document: try ScenarioDocument.load(path: path)).run(jobs: 2)
    for entry in TextbookCase.all where entry.scenario == scenario {
      let values = result.replications.compactMap { $0.value(of: entry.response, entry.responseClass) }
      let estimate = try Estimate(of: values, confidence: 0.999)
      let halfWidth = try #require(estimate.halfWidth)
      print("\(entry.testDescription): \(estimate.mean) ± \(halfWidth), theory \(entry.theory)")
      #expect(abs(estimate.mean - entry.theory) <= halfWidth, "\(entry.testDescription)")
      #expect(halfWidth < 0.02 * entry.theory, "\(entry.testDescription)")
    }
  }
}
