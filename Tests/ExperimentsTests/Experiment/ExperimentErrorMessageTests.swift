import IssueFlow
import RandomStreams
import ScenarioLanguage
import Testing

@testable import Experiments

@Suite("Messages of experiments")
struct ExperimentErrorMessageTests {
  @Test("Every error is a sentence in both languages")
  func errors() throws {
    let invalid = #expect(throws: FlowModelError.self) { try FlowModel(validating: Scenario()) }
    let cases: [(ExperimentError, String)] = [
      (.issuesLost(replication: 2, number: 3), "replication 2: 3 issues are unaccounted for"),
      (.file(path: "a/b", reason: "No space left on device"), "a/b: cannot be written: No space left on device"),
      (.interrupted, "interrupted"),
      (.model(try #require(invalid)), "the scenario is not valid:"),
    ]
    for (error, start) in cases {
      #expect(error.message(language: .english).hasPrefix(start))
      #expect(!error.message(language: .chinese).isEmpty)
    }
  }

  @Test("Every diagnosis is a sentence in both languages")
  func diagnoses() {
    func unit(_ number: Int, _ load: Double, _ isCertain: Bool) -> OverloadedUnit {
      OverloadedUnit(
        id: "grid-\(number)", title: LocalizedText(same: ""), load: load, isCertain: isCertain,
        waiting: OverloadedUnit.Trend(first: 12, last: 4000))
    }
    let units = [unit(3, .infinity, true), unit(1, 1.5, true), unit(4, 1.25, true), unit(2, 1.01, false)]
    let cases: [(Diagnosis, String)] = [
      (
        .overloaded(tier: LocalizedText(en: "Grid", zh: "网格"), units: units, of: 16),
        "overloaded: 4 of 16 units of Grid receive work at least as fast as they can do it (mean load ≥ 1; "
          + "3 of them with stated confidence); the worst: grid-3 without staff, line 12 → 4,000; grid-1 with load 1.50, "
          + "line 12 → 4,000; grid-4 with load 1.25, line 12 → 4,000; …"
      ),
      (
        .cohortIncomplete(replications: 1, of: 4, open: 12, share: 0.012),
        "in 1 of 4 replications the drain ended before all issues were closed (12 on average, 1.2%, still open); "
          + "a longer drain would follow them"
      ),
      (
        .holidaysEnd(listed: 2024...2026, simulated: 2025...2125),
        "holidays are listed for 2024–2026 and 2025–2125 was simulated: in the other years people work on every weekday of "
          + "their calendar"
      ),
      (
        .zeroVariance(names: ["share.grid"]),
        "zero variance: all replications agree on share.grid; their intervals are not meaningful"
      ),
    ]
    for (diagnosis, sentence) in cases {
      #expect(diagnosis.message.en == sentence)
      #expect(!diagnosis.message.zh.isEmpty)
    }
  }
}
