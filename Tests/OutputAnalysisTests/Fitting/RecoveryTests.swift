import Foundation
import Testing

@testable import OutputAnalysis

/// Parameters of known laws are found again, within the errors that theory allows.
@Suite("Recovery of parameters")
struct RecoveryTests {
  static let laws: [DurationLaw] = [
    .exponential(mean: 60), .gamma(mean: 60, cv: 0.5), .lognormal(median: 60, sigma: 1.5),
    .weibull(scale: 60, shape: 2.5), .logLogistic(median: 60, shape: 2.5),
  ]

  /// The mean error over replications, in standard errors of that mean, and the coverage of 95 % intervals.
  ///
  /// Maximum likelihood is biased by O(1/n), which is a share of at most O(1/√n) of a standard error and is allowed for.
  private func check(_ law: DurationLaw, count: Int, open: Double, replications: Int) throws {
    let samples = FittingSamples(law)
    var errors = law.parameters.map { _ in (sum: 0.0, covered: 0) }
    for replication in 0..<replications {
      let sample = samples.sample(count, open: open, seed: UInt64(1 + replication))
      let fit = try FittedDuration.fitted(
        sample, DurationCells(sample), families: [law.family], hasZeroShare: false
      ).get()
      guard case .family(let found) = fit else {
        Issue.record("\(fit) is not of one family")
        return
      }
      for (index, parameter) in law.parameters.enumerated() {
        let z = (found.law.parameters[index].value - parameter.value) / found.standardErrors[index]
        errors[index].sum += z
        if abs(z) < 1.96 { errors[index].covered += 1 }
      }
    }
    let n = Double(replications)
    for error in errors {
      let allowed = 4 / n.squareRoot() + 2 / (Double(count) * (1 - open)).squareRoot()
      #expect(abs(error.sum / n) < allowed, "\(law), n = \(count), \(open) open")
      // Four standard errors of a share of 95 %, and 3 points that normal theory misses in small samples.
      let coverage = Double(error.covered) / n
      #expect(coverage > 0.95 - 4 * (0.95 * 0.05 / n).squareRoot() - 0.03, "\(law), n = \(count), \(open) open")
    }
  }

  @Test("Of 200 and 2,000 cases, none, 30 % or 60 % of them open", arguments: laws, [0, 0.3, 0.6])
  func small(law: DurationLaw, open: Double) throws {
    try check(law, count: 200, open: open, replications: 60)
    if law.family != .gamma || open == 0 { try check(law, count: 2000, open: open, replications: 50) }
  }

  @Test("Of up to 50,000 cases", .enabled(if: slowTestsAreEnabled), arguments: laws, [0, 0.3, 0.6])
  func large(law: DurationLaw, open: Double) throws {
    for count in [200, 2000] { try check(law, count: count, open: open, replications: 400) }
    try check(law, count: 50_000, open: open, replications: 50)
  }

  @Test("Of whole days, as long as a day is not the whole spread")
  func rounded() throws {
    let law = DurationLaw.lognormal(median: 4 * 1440, sigma: 1)
    for seed in 1...10 {
      let sample = FittingSamples(law).sample(2000, open: 0.2, resolution: 1440, seed: UInt64(seed))
      let maximum = LawMaximum(DurationCells(sample), family: .lognormal)
      #expect(abs(maximum.law.location - log(4 * 1440)) < 4 * maximum.variances.location.squareRoot())
      #expect(abs(maximum.law.spread) < 4 * maximum.variances.spread.squareRoot())
    }
  }

  @Test("A mixture, with a share of cases that take no time")
  func mixture() throws {
    let samples = FittingSamples(
      (0.5, .lognormal(median: 30, sigma: 0.5)), (0.4, .lognormal(median: 3000, sigma: 1)))
    for seed in 1...3 {
      let sample = samples.sample(3000, open: 0.2, seed: UInt64(seed))
      let fit = try FittedDuration.fitted(
        sample, DurationCells(sample), families: [.lognormal, .lognormal], hasZeroShare: true
      ).get()
      guard case .mixture(let found) = fit else {
        Issue.record("\(fit) is no mixture")
        return
      }
      #expect(abs(found.zeroShare - 0.1) < 4 * found.zeroShareError)
      #expect(abs(found.components.reduce(found.zeroShare) { $0 + $1.share } - 1) < 1e-12)
      for (component, part) in zip(found.components, samples.parts) {
        #expect(abs(component.share - part.share) < 4 * component.shareError)
        for (index, parameter) in part.law.parameters.enumerated() {
          let error = component.standardErrors[index]
          #expect(error > 0 && abs(component.law.parameters[index].value - parameter.value) < 4 * error)
        }
      }
    }
  }
}
