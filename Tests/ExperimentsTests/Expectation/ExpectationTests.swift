import IssueFlow
import Testing

@testable import Experiments

@Suite("Expectations of measures")
struct ExpectationTests {
  private func state(
    _ change: ExpectationSpec.Change, _ margin: ExpectationSpec.Margin = .absolute(0), with: [Double?],
    without: [Double?], among expectations: Int = 1
  ) -> ExpectationFinding.State {
    ExpectationFinding(
      ExpectationSpec(response: "share", responseClass: "grid", change: change, margin: margin), with: with,
      without: without, confidence: 0.95, expectations: expectations
    ).state
  }

  private let low = [0.50, 0.52, 0.51, 0.49, 0.50]
  private let high = [0.60, 0.63, 0.60, 0.60, 0.61]

  @Test("Rises and falls are one-sided and in pairs")
  func sides() {
    #expect(state(.rises, with: high, without: low) == .holds)
    #expect(state(.falls, with: low, without: high) == .holds)
    #expect(state(.falls, with: high, without: low) == .violated)
    #expect(state(.rises, with: [0.5, 0.6, 0.4, 0.5, 0.55], without: low) == .open)
  }

  @Test("A margin is in points, or a part of the value without the measures")
  func margins() {
    #expect(state(.rises, .absolute(0.08), with: high, without: low) == .holds)
    #expect(state(.rises, .absolute(0.12), with: high, without: low) == .violated)
    #expect(state(.rises, .relative(0.15), with: high, without: low) == .holds)
    #expect(state(.rises, .relative(0.3), with: high, without: low) == .violated)
  }

  @Test("Staying is an equivalence test")
  func stays() {
    let near = low.map { $0 + 0.002 }
    #expect(state(.stays, .absolute(0.01), with: near.map { $0 }, without: low) == .holds)
    #expect(state(.stays, .absolute(0.01), with: high, without: low) == .violated)
    #expect(state(.stays, with: low, without: low) == .holds)
  }

  @Test("One replication, or a response that is not there, decides nothing")
  func noEvidence() {
    #expect(state(.rises, with: [1], without: [0]) == .open)
    #expect(state(.rises, with: [], without: []) == .notObserved)
    #expect(state(.rises, with: [1, nil], without: [0, 0]) == .notObserved)
    // What is the same in every one of several replications is.
    #expect(state(.rises, with: [2, 2], without: [1, 1]) == .holds)
    #expect(state(.rises, with: [1, 1], without: [1, 1]) == .violated)
  }

  @Test("A true expectation of no change is called violated at most as often as stated")
  func errorRate() {
    var generator = SystemLikeGenerator(seed: 7)
    var violated = 0
    for _ in 0..<2000 {
      let pairs = (0..<8).map { _ in (generator.normal(), generator.normal()) }
      if state(.rises, with: pairs.map(\.0), without: pairs.map(\.1)) == .violated { violated += 1 }
    }
    // 5 % of 2,000, and three standard errors.
    #expect(violated < 100 + 30)
  }
}

/// Normal numbers from sums of uniforms, by a linear congruential generator: good enough to count errors.
private struct SystemLikeGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func normal() -> Double {
    (0..<12).reduce(-6.0) { sum, _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return sum + Double(state >> 11) * 0x1p-53
    }
  }
}
