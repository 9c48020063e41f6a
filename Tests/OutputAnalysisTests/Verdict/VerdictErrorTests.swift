import Testing

@testable import OutputAnalysis

@Suite("VerdictError")
struct VerdictErrorTests {
  static let guardCriterion = Criterion(name: "reopened", upper: 0.05, support: 0...1)

  static func message(
    _ samples: [[Double]], _ criteria: [Criterion] = [guardCriterion], confidence: Double = 0.95
  ) -> String? {
    do {
      _ = try VerdictAnalysis.decide(samples: samples, criteria: criteria, confidence: confidence)
      return nil
    } catch {
      return error.description
    }
  }

  @Test("Nothing to check and nothing observed are errors, never a pass")
  func nothing() {
    #expect(Self.message([], []) == "nothing to check: there are no criteria")
    #expect(Self.message([[0.1]], []) == "nothing to check: there are no criteria")
    #expect(
      Self.message([[]]) == "reopened: no observations; a verdict needs at least one replication")
  }

  @Test("Samples that do not fit the criteria are named")
  func shape() {
    #expect(Self.message([]) == "0 samples for 1 criteria; there must be one each")
    #expect(Self.message([[0.1], [0.1]]) == "2 samples for 1 criteria; there must be one each")
    let two = [Self.guardCriterion, Criterion(name: "cost", upper: 5)]
    #expect(
      Self.message([[0.1, 0.2], [3]], two) == "cost: 1 replications where the first criterion has 2")
    #expect(
      Self.message([[0.1, 0.2], []], two)
        == "cost: no observations; a verdict needs at least one replication")
  }

  @Test("A value that is not finite names its criterion and replication")
  func notFinite() {
    #expect(Self.message([[0.1, .nan]]) == "reopened: replication 1: nan is not a finite number")
    #expect(Self.message([[.infinity, 0]]) == "reopened: replication 0: inf is not a finite number")
  }

  @Test("A value outside the support is refused")
  func support() {
    #expect(
      Self.message([[0.1, 1.5]])
        == "reopened: replication 1: 1.5 is outside its possible range 0.0...1.0")
  }

  @Test("Contradictory criteria are refused")
  func criteria() {
    #expect(
      Self.message([[1]], [Criterion(name: "x")])
        == "x: no bound; give a lower bound, an upper bound or both")
    #expect(
      Self.message([[1]], [Criterion(name: "x", lower: 2, upper: 1)])
        == "x: the lower bound 2.0 is above the upper bound 1.0")
    #expect(
      Self.message([[1]], [Criterion(name: "x", lower: .nan, upper: 1)])
        == "x: nan is not a bound; use a finite number")
  }

  @Test("A confidence of a half or less, or of one, is refused", arguments: [0.5, 1, -1, .nan])
  func confidence(value: Double) {
    #expect(
      Self.message([[0.1]], confidence: value)
        == "\(value) is not a confidence for a verdict; use more than 0.5 and less than 1")
  }

  @Test("A failed estimate is told with its criterion")
  func noEstimate() {
    let error = VerdictError.noEstimate(criterion: "x", reason: .noObservations)
    #expect(error.description == "x: no observations; an estimate needs 1 or more")
  }
}
