import ScenarioLanguage
import Testing

@testable import Experiments

@Suite("Expectations of measures")
struct ExpectationTests {
  private func state(
    _ change: ExpectationSpec.Change, _ margin: ExpectationSpec.Margin = .absolute(0), with: [Double?],
    without: [Double?], among expectations: Int = 1,
    supports: (ClosedRange<Double>, ClosedRange<Double>) = (0...1, 0...1)
  ) -> ExpectationFinding.State {
    ExpectationFinding(
      ExpectationSpec(response: "share", responseClass: "grid", change: change, margin: margin), with: with,
      without: without, supports: supports, confidence: 0.95, expectations: expectations
    ).state
  }

  private let low = [0.500, 0.522, 0.511, 0.489, 0.503, 0.517, 0.494, 0.508]
  private let high = [0.601, 0.632, 0.604, 0.598, 0.612, 0.615, 0.602, 0.611]

  @Test("Rises and falls are one-sided and in pairs")
  func sides() {
    #expect(state(.rises, with: high, without: low) == .holds)
    #expect(state(.falls, with: low, without: high) == .holds)
    #expect(state(.falls, with: high, without: low) == .violated)
    #expect(state(.rises, with: [0.5, 0.6, 0.4, 0.5, 0.55, 0.47, 0.58, 0.49], without: low) == .open)
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
    let near = zip(low, [0.002, 0.0012, 0.0031, 0.0018, 0.0024, 0.0021, 0.0016, 0.0027]).map { $0 + $1 }
    #expect(state(.stays, .absolute(0.01), with: near.map { $0 }, without: low) == .holds)
    #expect(state(.stays, .absolute(0.01), with: high, without: low) == .violated)
  }

  @Test("Equal differences are no certainty: they show what they can")
  func sameness() {
    // Five equal differences do not show that a sixth is; neither does a margin of nothing.
    #expect(state(.stays, with: low, without: low) == .open)
    #expect(state(.rises, with: low, without: low) == .open)
    #expect(state(.falls, with: low, without: low) == .open)
    // With many, and a margin well beyond what luck does to the response, they do.
    let many = (0..<60).map { 0.5 + 0.002 * Double($0 % 7) }
    #expect(state(.stays, .absolute(0.02), with: many, without: many) == .holds)
    #expect(state(.stays, .absolute(0.0001), with: many, without: many) == .open)
    #expect(state(.rises, .absolute(0.02), with: many, without: many) == .violated)
    // What follows from the scenario without luck has one value, and is known from one replication.
    let (three, four) = (3.0...3.0, 4.0...4.0)
    #expect(state(.rises, with: [4], without: [3], supports: (four, three)) == .holds)
    #expect(state(.rises, with: [3], without: [3], supports: (three, three)) == .violated)
    #expect(state(.stays, with: [3], without: [3], supports: (three, three)) == .holds)
    #expect(state(.stays, .absolute(0.5), with: [4], without: [3], supports: (four, three)) == .violated)
    // A share that every replication has at its end can be settled.
    let ones = [Double](repeating: 1, count: 60)
    #expect(state(.rises, .absolute(0.05), with: ones, without: many) == .holds)
  }

  @Test("One replication, or a response that is not there, decides nothing")
  func noEvidence() {
    #expect(state(.rises, with: [1], without: [0]) == .open)
    #expect(state(.rises, with: [], without: []) == .notObserved)
    #expect(state(.rises, with: [1, nil], without: [0, 0]) == .notObserved)
    let anything = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    #expect(state(.rises, with: [2, 2], without: [1, 1], supports: (anything, anything)) == .open)
  }

  @Test("A true expectation of no change is called violated at most as often as stated")
  func errorRate() {
    var generator = SystemLikeGenerator(seed: 7)
    var violated = 0
    let any = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    let anything = (any, any)
    for _ in 0..<2000 {
      let pairs = (0..<8).map { _ in (generator.normal(), generator.normal()) }
      if state(.rises, with: pairs.map(\.0), without: pairs.map(\.1), supports: anything) == .violated { violated += 1 }
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
