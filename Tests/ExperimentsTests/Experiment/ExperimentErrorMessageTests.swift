import IssueFlow
import RandomStreams
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
    let trend = Diagnosis.OpenTrend(first: 1200, last: 4000)
    let cases: [(Diagnosis, String)] = [
      (
        .overloaded(tier: LocalizedText(en: "Grid", zh: "网格"), share: 0.25, trend: trend),
        "overloaded: in 25.0% of the units of Grid work arrives at least as fast as it can be done; issues open in the "
          + "whole city went from 1,200 in the first quarter to 4,000 in the last"
      ),
      (
        .cohortIncomplete(replications: 1, of: 4, open: 12, share: 0.012),
        "in 1 of 4 replications the drain ended before all issues were closed (12 on average, 1.2%, still open); "
          + "a longer drain would follow them"
      ),
      (.zeroVariance(names: ["share.grid"]), "all replications agree on share.grid: their intervals measure nothing"),
    ]
    for (diagnosis, sentence) in cases {
      #expect(diagnosis.message.en == sentence)
      #expect(!diagnosis.message.zh.isEmpty)
    }
  }
}
