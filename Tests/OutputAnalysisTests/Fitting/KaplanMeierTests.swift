import Foundation
import Testing

@testable import OutputAnalysis

/// Remission of leukaemia under 6-MP and placebo, in weeks: Freireich et al. (1963), in Klein and Moeschberger (2003),
/// table 1.1; the curve is in their section 4.2.
@Suite("Kaplan–Meier")
struct KaplanMeierTests {
  static let treated = DurationSample(
    ended: [6, 6, 6, 7, 10, 13, 16, 22, 23], open: [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
  static let placebo = DurationSample(
    ended: [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23])

  @Test("The published curve and Greenwood's errors")
  func published() {
    let curve = KaplanMeier(Self.treated)
    #expect(curve.times == [6, 7, 10, 13, 16, 22, 23])
    #expect(curve.atRisk == [21, 17, 15, 12, 11, 7, 6])
    #expect(curve.deaths == [3, 1, 1, 1, 1, 1, 1])
    let survival = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    let errors = [0.076, 0.087, 0.096, 0.107, 0.114, 0.128, 0.135]
    #expect(zip(curve.survival, survival).allSatisfy { abs($0 - $1) < 0.0006 })
    #expect(zip(curve.variance, errors).allSatisfy { abs($0.squareRoot() - $1) < 0.0006 })
    #expect(curve.median == 23)
    #expect(curve.quantile(0.25) == 13)
    #expect(curve.quantile(0.6) == nil)
    // 6 + 0.857 + 3 × 0.807 + 3 × 0.753 + 3 × 0.690 + 6 × 0.627 + 0.538 + 12 × 0.448.
    #expect(abs(curve.restrictedMean() - 23.287) < 0.001)
    #expect(abs(curve.restrictedMean(upTo: 10) - (6 + 0.857143 + 3 * 0.806723)) < 1e-5)
    #expect(curve.survival(at: 5.9) == 1 && curve.survival(at: 36) == nil)
    #expect(KaplanMeier(Self.placebo).median == 8)
  }

  @Test("The tail is that of Brown, Hollander and Korwar")
  func tail() throws {
    let curve = KaplanMeier(Self.treated)
    let rate = -log(0.448179) / 35
    #expect(abs(curve.tailShare - 0.448179) < 1e-6)
    let beyond = try #require(curve.completedSurvival(at: 70))
    #expect(abs(beyond - 0.448179 * 0.448179) < 1e-5)
    let mean = try #require(curve.completedMean)
    #expect(abs(mean - (23.287 + 0.448179 / rate)) < 0.01)
    let quantile = try #require(curve.completedQuantile(0.9))
    #expect(abs(quantile - log(10) / rate) < 1e-3)
  }

  @Test("Without open cases it is the sample itself")
  func complete() {
    let curve = KaplanMeier(Self.placebo)
    #expect(curve.tailShare == 0)
    #expect(abs((curve.completedMean ?? 0) - Self.placebo.ended.reduce(0, +) / 21) < 1e-12)
    #expect(curve.survival(at: 100) == 0)
    #expect(curve.completedQuantile(1) == 23)
  }

  @Test("It is not biased by what is open")
  func unbiased() {
    let law = DurationLaw.weibull(scale: 100, shape: 0.8)
    let curve = KaplanMeier(FittingSamples(law).sample(20_000, open: 0.4, seed: 3))
    for p in [0.25, 0.5, 0.6] {
      let time = law.quantile(p)
      let index = curve.times.firstIndex(atLeast: time)
      #expect(abs((curve.survival(at: time) ?? 0) - (1 - p)) < 4 * curve.variance[index].squareRoot())
    }
  }

  @Test("Nothing is known of nothing")
  func empty() {
    let none = KaplanMeier(DurationSample(ended: []))
    #expect(none.median == nil && none.completedMean == nil && none.survival(at: 1) == nil)
    let open = KaplanMeier(DurationSample(ended: [], open: [5, 7]))
    #expect(open.median == nil && open.completedMean == nil && open.survival(at: 6) == 1)
    #expect(EmpiricalFit(open) == nil)
  }

  @Test("The values that stand for a sample keep its mean, median and 90th percentile", arguments: [0, 0.1, 0.4])
  func points(open: Double) throws {
    let sample = FittingSamples((0.6, .lognormal(median: 40, sigma: 0.8)), (0.4, .lognormal(median: 3000, sigma: 1.8)))
      .sample(20_000, open: open, seed: 8)
    let curve = KaplanMeier(sample)
    let fit = try #require(EmpiricalFit(curve))
    #expect(fit.points.count == 200)
    #expect(zip(fit.points, fit.points.dropFirst()).allSatisfy { $0 <= $1 })
    let mean = try #require(curve.completedMean)
    #expect(abs(fit.points.reduce(0, +) / 200 / mean - 1) < 1e-6)
    for p in [0.1, 0.5, 0.9] {
      let low = try #require(curve.completedQuantile(p - 0.005))
      let high = try #require(curve.completedQuantile(p + 0.005))
      #expect((low...high).contains(FittedDuration.empirical(fit).quantile(p)))
    }
  }
}
