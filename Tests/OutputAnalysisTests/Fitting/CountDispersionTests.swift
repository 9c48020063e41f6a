import Foundation
import Testing

@testable import OutputAnalysis

/// Expected values from scipy: `gammaln` sums maximised by `minimize_scalar`, `chi2.sf`, and for lognormal multipliers
/// `integrate.quad` of the Poisson probability against the normal density.
@Suite("Dispersion of counts")
struct CountDispersionTests {
  static let counts = [3, 0, 17, 12, 5, 19, 1, 2, 24, 6, 0, 0, 11, 18]
  static let expectations: [Double] = [4, 2, 5, 8, 5, 6, 3, 2, 9, 5, 4, 2, 8, 7]

  @Test("Moments, likelihood and the test, as scipy gives them")
  func oracle() throws {
    let found = try #require(CountDispersion(counts: Self.counts, expectations: Self.expectations))
    #expect(abs(found.level - 118 / 70) < 1e-12)
    #expect(abs(found.cvByMoments - 0.506644237884771) < 1e-12)
    #expect(abs(found.cvByLikelihood - 0.7964047069633203) < 1e-5)
    #expect(agree(found.standardError, 0.2375268, within: 1e-4))
    #expect(abs(found.dispersion - 47.01059322033898) < 1e-10)
    #expect(abs(found.pValue / 9.622415826696663e-06 - 1) < 1e-6)
  }

  @Test("Lognormal multipliers, as scipy integrates them")
  func lognormal() throws {
    let pairs = zip(Self.counts, Self.expectations).map { (Double($0), $1 * 118 / 70) }
    #expect(abs(UnitSkew.lognormalLogLikelihood(pairs, logSquare: log(0.3)) - -41.98625251066549) < 1e-8)
    let skew = try #require(UnitSkew(counts: Self.counts, expectations: Self.expectations))
    #expect(abs(skew.gammaLogLikelihood - -40.52340631023443) < 1e-8)
    #expect(abs(skew.lognormalLogLikelihood - -41.11611610835246) < 1e-6)
    #expect(skew.law == .gamma && abs(skew.cv - 0.7964047) < 1e-5)
  }

  /// Poisson counts by inversion, of means that a factor multiplies.
  private func drawn(
    _ means: [Double], _ generator: inout DeterministicGenerator, factor: (inout DeterministicGenerator) -> Double
  ) -> [Int] {
    means.map { mean in
      let rate = mean * factor(&generator)
      var (count, sum) = (0, generator.exponential(mean: 1))
      while sum < rate {
        count += 1
        sum += generator.exponential(mean: 1)
      }
      return count
    }
  }

  @Test("A gamma factor of the day is found again", arguments: [0.15, 0.4])
  func gamma(cv: Double) throws {
    let means = (0..<365).map { 40 + 20 * sin(Double($0)) }
    var generator = DeterministicGenerator(seed: 12)
    var (moments, likelihood, error) = (0.0, 0.0, 0.0)
    for _ in 0..<50 {
      let counts = drawn(means, &generator) {
        DurationLaw.gamma(mean: 1, cv: cv).quantile($0.uniform())
      }
      let found = try #require(CountDispersion(counts: counts, expectations: means))
      moments += found.cvByMoments / 50
      likelihood += found.cvByLikelihood / 50
      error += (found.standardError ?? 0) / 50
      #expect(found.pValue < 0.01)
    }
    #expect(abs(likelihood - cv) < 4 * error / 50.0.squareRoot())
    #expect(abs(moments - cv) < 6 * error / 50.0.squareRoot())
  }

  @Test("Poisson counts are not over-dispersed, but for one in twenty")
  func poisson() throws {
    let means = Array(repeating: 12.0, count: 90)
    var generator = DeterministicGenerator(seed: 5)
    var rejected = 0
    for _ in 0..<200 {
      let found = try #require(CountDispersion(counts: drawn(means, &generator) { _ in 1 }, expectations: means))
      if found.pValue < 0.05 { rejected += 1 }
      #expect(found.cvByLikelihood < 0.25)
    }
    // 10 expected; 4 standard errors are 12.
    #expect(rejected <= 22)
  }

  @Test("Multipliers of units are found through Poisson noise, and their law")
  func skew() throws {
    let means = (0..<400).map { 5 + Double($0 % 40) }
    var generator = DeterministicGenerator(seed: 7)
    let cv = 0.9
    let variance = log1p(cv * cv)
    let lognormal = drawn(means, &generator) { exp($0.normal(mean: -variance / 2, deviation: variance.squareRoot())) }
    let gamma = drawn(means, &generator) { DurationLaw.gamma(mean: 1, cv: cv).quantile($0.uniform()) }
    let first = try #require(UnitSkew(counts: lognormal, expectations: means))
    #expect(first.law == .lognormal && abs(first.cv - cv) < 0.2)
    let second = try #require(UnitSkew(counts: gamma, expectations: means))
    #expect(second.law == .gamma && abs(second.cv - cv) < 0.15 && abs(second.cvByMoments - cv) < 0.25)
    let equal = try #require(UnitSkew(counts: drawn(means, &generator) { _ in 1 }, expectations: means))
    #expect(equal.law == .equal && equal.cv == 0)
  }

  @Test("Too little to say anything")
  func degenerate() {
    #expect(CountDispersion(counts: [], expectations: []) == nil)
    #expect(CountDispersion(counts: [5], expectations: [4]) == nil)
    #expect(CountDispersion(counts: [0, 0], expectations: [1, 1]) == nil)
    #expect(CountDispersion(counts: [3, 4, 5], expectations: [0, .nan, -1]) == nil)
    #expect(UnitSkew(counts: [0], expectations: [1]) == nil)
  }
}
