import Foundation
import Testing

@testable import OutputAnalysis

@Suite("Choice of a distribution of durations")
struct DurationFittingTests {
  private static func families(_ fit: FittedDuration?) -> [DurationFamily] {
    fit?.parts.map(\.law.family).sorted { $0.rawValue < $1.rawValue } ?? []
  }

  @Test("The family that made the sample is chosen in nine of ten", arguments: RecoveryTests.laws)
  func family(law: DurationLaw) {
    let right = (1...10).count { seed in
      let sample = FittingSamples(law).sample(2000, seed: UInt64(seed))
      let report = DurationFitting(sample: sample, seed: 1, mixtures: [], replicates: 0).chosen()
      return Self.families(report.chosen) == [law.family]
    }
    #expect(right >= 9)
  }

  static let models: [FittingSamples] =
    RecoveryTests.laws.map { FittingSamples($0) } + [
      FittingSamples((0.6, .lognormal(median: 30, sigma: 0.6)), (0.4, .lognormal(median: 3000, sigma: 1.2))),
      FittingSamples((0.5, .gamma(mean: 40, cv: 0.5)), (0.5, .lognormal(median: 2880, sigma: 1.5))),
      FittingSamples((0.5, .exponential(mean: 40)), (0.5, .lognormal(median: 5000, sigma: 0.7))),
    ]

  @Test("So is the mixture, and no mixture where there is none", .enabled(if: slowTestsAreEnabled), arguments: 0..<8)
  func confusion(index: Int) {
    let model = Self.models[index]
    let expected = model.parts.map(\.law.family).sorted { $0.rawValue < $1.rawValue }
    let right = (1...40).count { seed in
      let report = DurationFitting(sample: model.sample(2000, seed: UInt64(seed)), seed: 1).chosen()
      return Self.families(report.chosen) == expected
    }
    #expect(right >= 36)
  }

  @Test("A mixture is told from one law")
  func mixture() throws {
    let sample = Self.models[6].sample(1500, open: 0.1, seed: 5)
    let report = DurationFitting(sample: sample, seed: 1, replicates: 0).chosen()
    #expect(Self.families(report.chosen) == [.gamma, .lognormal])
    let agreement = try #require(report.agreement)
    #expect(agreement.gap < 0.04)
    #expect(report.openCount == sample.open.count && report.candidates.count == 8)
  }

  @Test("What no model fits is replayed: three spikes far apart")
  func nothingFits() throws {
    var generator = DeterministicGenerator(seed: 2)
    let values = (0..<900).map { index in [10.0, 1000, 100_000][index % 3] * exp(0.02 * generator.normal()) }
    let report = DurationFitting(sample: DurationSample(ended: values), seed: 1, replicates: 99).chosen()
    #expect(report.reason == .nothingFits)
    guard case .empirical? = report.chosen else {
      Issue.record("\(String(describing: report.chosen)) is not the sample")
      return
    }
    #expect(try #require(report.agreement).gap < 0.01)
    let tested = report.candidates.filter { $0.agreement?.pValue != nil }
    #expect(!tested.isEmpty && tested.allSatisfy { ($0.agreement?.pValue ?? 1) <= 0.01 })
  }

  @Test("A difference that is certain but small does not refuse a model")
  func smallGap() throws {
    // Two lognormal laws that are nearly one: with 40,000 cases the test sees it, a simulation would not.
    let sample = FittingSamples((0.5, .lognormal(median: 60, sigma: 0.8)), (0.5, .lognormal(median: 75, sigma: 1.1)))
      .sample(40_000, seed: 6)
    let report = DurationFitting(sample: sample, seed: 1, families: [.lognormal], mixtures: []).chosen()
    let agreement = try #require(report.agreement)
    #expect(Self.families(report.chosen) == [.lognormal])
    #expect(agreement.gap < 0.02 && !agreement.matters)
  }

  @Test("The test rejects a true model in about one of a hundred, at its level", .enabled(if: slowTestsAreEnabled))
  func level() {
    let rejected = (1...400).count { seed in
      let sample = FittingSamples(.weibull(scale: 60, shape: 0.9)).sample(300, open: 0.2, seed: UInt64(seed))
      let report = DurationFitting(sample: sample, seed: UInt64(seed), families: [.weibull], mixtures: []).chosen()
      return (report.candidates[0].agreement?.pValue ?? 1) <= 0.05
    }
    // 20 expected; 4 standard errors are 17.
    #expect((3...37).contains(rejected))
  }

  @Test("Equal seeds give equal reports")
  func deterministic() {
    let sample = Self.models[0].sample(300, open: 0.2, seed: 3)
    let reports = (0..<2).map { _ in DurationFitting(sample: sample, seed: 9, mixtures: [], replicates: 50).chosen() }
    #expect(reports[0] == reports[1])
  }

  @Test("Samples that say little are answered, not guessed")
  func degenerate() {
    func report(_ ended: [Double], _ open: [Double] = [], resolution: Double = 0) -> FittedDurationReport {
      DurationFitting(sample: DurationSample(ended: ended, open: open, resolution: resolution), seed: 1).chosen()
    }
    #expect(report([]).reason == .noCases)
    #expect(report([], [1, 2]).reason == .allOpen && report([], [1, 2]).chosen == nil)
    #expect(report([5, 5, 5], [2]).chosen == .constant(5))
    #expect(report([0, 0], resolution: 1440).chosen == .constant(0))
    #expect(report([1, 2, 3]).reason == .tooFewCases(ended: 3, needed: 10))
    #expect(report([1, 2, 3]).chosen == .empirical(EmpiricalFit(points: [1, 2, 3], tailShare: 0)))
    #expect(report([.nan, -1, .infinity, 4, 5]).refused == 3)
    // All equal but for open cases that last longer, and all of one whole day: there is an answer without a trap.
    #expect(report(Array(repeating: 5, count: 50), [9, 12]).chosen != nil)
    #expect(report(Array(repeating: 1440, count: 50), resolution: 1440).chosen != nil)
    #expect(report(Array(repeating: 0, count: 500) + [7], []).chosen != nil)
    #expect(report((1...40).map { Double($0) * 1e-200 }).chosen != nil)
    #expect(report((1...40).map { Double($0) * 1e200 }).chosen != nil)
    #expect(report([1e-300] + (1...40).map { Double($0) } + [1e300]).chosen != nil)
  }

  @Test("Zeros that no law permits are a share of their own")
  func zeros() throws {
    let sample = FittingSamples((0.7, .lognormal(median: 60, sigma: 1))).sample(1000, open: 0.1, seed: 2)
    let report = DurationFitting(sample: sample, seed: 1, mixtures: [], replicates: 0).chosen()
    guard case .family(let fit)? = report.chosen else {
      Issue.record("\(String(describing: report.chosen)) is not of one family")
      return
    }
    #expect(fit.law.family == .lognormal && abs(fit.zeroShare - 0.3) < 4 * fit.zeroShareError)
    let chosen = FittedDuration.family(fit)
    #expect(chosen.quantile(0.2) == 0 && chosen.survival(0) == 1 - fit.zeroShare)
    #expect(abs(chosen.survival(chosen.quantile(0.8)) - 0.2) < 1e-9)
  }

  @Test("Quantiles of a mixture invert its survival, and its mean is the area below it")
  func mixtureFunctions() {
    let score = ModelScore(logLikelihood: 0, parameterCount: 5, count: 9, endedCount: 9)
    let laws: [DurationLaw] = [.gamma(mean: 10, cv: 0.5), .weibull(scale: 100, shape: 1.5)]
    let components = zip([0.3, 0.6], laws).map {
      MixtureFit.Component(share: $0, shareError: 0, law: $1, standardErrors: [0, 0])
    }
    let fit = FittedDuration.mixture(
      MixtureFit(components: components, zeroShare: 0.1, zeroShareError: 0, score: score))
    for p in [0.2, 0.5, 0.9, 0.999] { #expect(abs(fit.survival(fit.quantile(p)) - (1 - p)) < 1e-9) }
    let area = (0..<200_000).reduce(0) { $0 + fit.survival((Double($1) + 0.5) * 0.01) * 0.01 }
    #expect(abs(area / fit.mean - 1) < 1e-3)
    #expect(fit.quantile(0.05) == 0 && fit.quantile(1) == .infinity && fit.aic == 10)
  }
}
