import Testing

@testable import OutputAnalysis

@Suite("ProportionEquivalence and MeanEquivalence")
struct EquivalenceTests {
  @Test("A8: 228 of 762 within 0.18...0.38")
  func a8() throws {
    let test = try #require(ProportionEquivalence(successes: 228, trials: 762, within: 0.18...0.38))
    #expect(agree(test.lowerStatistic, 7.186485591902741, within: 1e-4))
    #expect(agree(test.upperStatistic, -4.870101860827086, within: 1e-4))
    let interval = test.interval(alpha: 0.05)
    #expect(agree(interval.lowerBound, 0.27192704, within: 1e-4))
    #expect(agree(interval.upperBound, 0.32649816, within: 1e-4))
    #expect(test.pValue == test.upperPValue)
    #expect(test.pValue < 1e-6)
  }

  /// The p-values of the study of neighbouring systems, analysis.md §0.6.
  @Test(
    "Shares of 1000 independent issues at 700/200/100 pass within 3 points and one fails within 2",
    arguments: [
      (700, 0.03, 0.0192), (200, 0.03, 0.0089), (100, 0.03, 0.0008), (700, 0.02, 0.0838),
      (200, 0.02, 0.0569), (100, 0.02, 0.0175),
    ])
  func thousandIssues(count: Int, tolerance: Double, expected: Double) throws {
    let share = Double(count) / 1000
    let test = try #require(
      ProportionEquivalence(successes: count, trials: 1000, within: share - tolerance...share + tolerance))
    #expect(agree(test.pValue, expected, within: 6e-5))
  }

  @Test("Proportions of 0 and 1 have no z test")
  func degenerate() {
    #expect(ProportionEquivalence(successes: 0, trials: 10, within: 0...0.5) == nil)
    #expect(ProportionEquivalence(successes: 10, trials: 10, within: 0.5...1) == nil)
  }

  @Test("The t test shows equivalence exactly when the 1 − 2α interval lies in the band")
  func meanEquivalence() throws {
    let interval = try Estimate(of: bankDelays, confidence: 0.9)
    let low = try #require(interval.low)
    let high = try #require(interval.high)
    let wide = try #require(try MeanEquivalence(of: bankDelays, within: low - 1e-6...high + 1e-6))
    #expect(wide.isEquivalent(alpha: 0.05))
    let narrowBelow = try #require(try MeanEquivalence(of: bankDelays, within: low + 1e-6...high + 1))
    #expect(!narrowBelow.isEquivalent(alpha: 0.05))
    #expect(agree(narrowBelow.lowerPValue, 0.05, within: 1e-5))
    let narrowAbove = try #require(try MeanEquivalence(of: bankDelays, within: low - 1...high - 1e-6))
    #expect(!narrowAbove.isEquivalent(alpha: 0.05))
    #expect(agree(narrowAbove.upperPValue, 0.05, within: 1e-5))
  }

  @Test("A sample without spread has no t test")
  func meanDegenerate() throws {
    #expect(try MeanEquivalence(of: [1], within: 0...2) == nil)
    #expect(try MeanEquivalence(of: [1, 1, 1], within: 0...2) == nil)
    #expect(throws: EstimateError.noObservations) { try MeanEquivalence(of: [], within: 0...2) }
  }
}
