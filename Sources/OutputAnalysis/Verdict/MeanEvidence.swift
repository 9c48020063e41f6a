import Foundation

/// What a sample says about one-sided hypotheses on its mean.
///
/// With a positive spread: Student's t, T = (x̄ − bound) / (s / √n) on n − 1 degrees of freedom.
///
/// When all n replications agree on a value v, s = 0 measures nothing and t is not used. Given a support
/// a...b and the hypothesis that the mean is c or less, let v > c occur in a replication with probability q.
/// The rest of the probability lies at a or above, so c ≥ q v + (1 − q) a, that is q ≤ (c − a) / (v − a). The
/// p-value reported is ((c − a) / (v − a))ⁿ⁻¹. It is at most α only for v with qⁿ⁻¹ ≤ α, and the probability
/// that all replications agree on some such v is Σ qⁿ ≤ max(qⁿ⁻¹) Σ q ≤ α, whatever the distribution.
///
/// This is the rule of three without its approximation: with 0 in every replication and 95 % the mean is
/// below 3/(n − 1) of the support. (The exponent n of Clopper and Pearson is right for a v fixed beforehand;
/// one replication is the price for not knowing v.) Without a support nothing can be said: p-values are 1.
struct MeanEvidence {
  let mean: Double
  let standardDeviation: Double
  /// The number of replications, at least 2.
  var count: Int
  /// Whether all replications agree to rounding.
  let isDegenerate: Bool
  let support: ClosedRange<Double>?

  /// Gathers the evidence; nil for a single replication, which knows no spread.
  init?(_ estimate: Estimate, support: ClosedRange<Double>?) {
    guard let standardDeviation = estimate.standardDeviation else { return nil }
    self.mean = estimate.mean
    self.standardDeviation = standardDeviation
    self.count = estimate.count
    self.isDegenerate = estimate.zeroVariance
    self.support = support
  }

  /// Returns the p-value of the hypothesis that the mean is `bound` or less.
  func pValue(ofAtMost bound: Double) -> Double {
    guard isDegenerate else { return tailProbability(of: mean - bound) }
    guard let support, mean > bound else { return 1 }
    if support.lowerBound >= bound { return 0 }
    return pow((bound - support.lowerBound) / (mean - support.lowerBound), Double(count - 1))
  }

  /// Returns the p-value of the hypothesis that the mean is `bound` or more.
  func pValue(ofAtLeast bound: Double) -> Double {
    guard isDegenerate else { return tailProbability(of: bound - mean) }
    guard let support, mean < bound else { return 1 }
    if support.upperBound <= bound { return 0 }
    return pow((support.upperBound - bound) / (support.upperBound - mean), Double(count - 1))
  }

  /// Returns the bound below the mean whose "at most" hypothesis is just rejected; nil when none is.
  func lowerLimit(error: Double) -> Double? {
    guard isDegenerate else { return mean - reach(error: error) }
    guard let support else { return nil }
    let atypical = 1 - pow(error, 1 / Double(count - 1))
    return mean - (mean - support.lowerBound) * atypical
  }

  /// Returns the bound above the mean whose "at least" hypothesis is just rejected; nil when none is.
  func upperLimit(error: Double) -> Double? {
    guard isDegenerate else { return mean + reach(error: error) }
    guard let support else { return nil }
    let atypical = 1 - pow(error, 1 / Double(count - 1))
    return mean + (support.upperBound - mean) * atypical
  }

  /// Returns the same mean and spread as if they came from another number of replications.
  func extrapolated(to replications: Int) -> MeanEvidence {
    var copy = self
    copy.count = replications
    return copy
  }

  private var standardError: Double { standardDeviation / Double(count).squareRoot() }

  private func tailProbability(of distance: Double) -> Double {
    StudentT.upperTail(distance / standardError, degreesOfFreedom: Double(count - 1))
  }

  private func reach(error: Double) -> Double {
    StudentT.quantile(1 - error, degreesOfFreedom: Double(count - 1)) * standardError
  }
}
