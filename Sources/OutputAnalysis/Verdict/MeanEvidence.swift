import Foundation

/// What a sample says about one-sided hypotheses on its mean.
///
/// With a positive spread: Student's t, T = (x̄ − bound) / (s / √n) on n − 1 degrees of freedom, and Hall's transform
/// of it, which takes out the skewness to the first order and is increasing in T (Hall 1992),
///
///     g(T) = T + a T² / 3 + a² T³ / 27 + a / 6,  a = 1.5 G₁ / √n,
///
/// with G₁ the sample skewness. The p-value is the larger of the two, so that it is never bolder than Student's. A
/// sample of a skewed law shows too little of its skewness; the factor 1.5 makes up for that, and was chosen by
/// experiment, see <doc:ErrorRates>. Below three replications there is no skewness, and Student's stands alone.
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
  /// The sample skewness; zero where there is none.
  let skewness: Double
  /// The number of replications, at least 2.
  var count: Int
  /// Whether all replications agree to rounding.
  let isDegenerate: Bool
  let support: ClosedRange<Double>?

  /// Gathers the evidence; nil for a single replication, which knows no spread.
  init?(_ estimate: Estimate, support: ClosedRange<Double>?, mayBeSkewed: Bool = true) {
    guard let standardDeviation = estimate.standardDeviation else { return nil }
    self.mean = estimate.mean
    self.standardDeviation = standardDeviation
    self.skewness = mayBeSkewed ? estimate.skewness ?? 0 : 0
    self.count = estimate.count
    self.isDegenerate = estimate.zeroVariance
    self.support = support
  }

  /// Returns the p-value of the hypothesis that the mean is `bound` or less.
  func pValue(ofAtMost bound: Double) -> Double {
    guard isDegenerate else { return tailProbability(of: mean - bound, skewness: skewness) }
    guard let support, mean > bound else { return 1 }
    if support.lowerBound >= bound { return 0 }
    return pow((bound - support.lowerBound) / (mean - support.lowerBound), Double(count - 1))
  }

  /// Returns the p-value of the hypothesis that the mean is `bound` or more.
  func pValue(ofAtLeast bound: Double) -> Double {
    guard isDegenerate else { return tailProbability(of: bound - mean, skewness: -skewness) }
    guard let support, mean < bound else { return 1 }
    if support.upperBound <= bound { return 0 }
    return pow((support.upperBound - bound) / (support.upperBound - mean), Double(count - 1))
  }

  /// Returns the bound below the mean whose "at most" hypothesis is just rejected; nil when none is.
  func lowerLimit(error: Double) -> Double? {
    guard isDegenerate else { return mean - reach(error: error, skewness: skewness) }
    guard let support else { return nil }
    let atypical = 1 - pow(error, 1 / Double(count - 1))
    return mean - (mean - support.lowerBound) * atypical
  }

  /// Returns the bound above the mean whose "at least" hypothesis is just rejected; nil when none is.
  func upperLimit(error: Double) -> Double? {
    guard isDegenerate else { return mean + reach(error: error, skewness: -skewness) }
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

  /// What the skewness of a sample is multiplied by, see above.
  private static let skewnessFactor = 1.5

  /// The chance of a mean at least so far on its side of the bound, for a law mirrored so that the side is the upper.
  private func tailProbability(of distance: Double, skewness: Double) -> Double {
    let t = distance / standardError
    let a = Self.skewnessFactor * skewness / Double(count).squareRoot()
    let transformed = t + a * t * t / 3 + a * a * t * t * t / 27 + a / 6
    return StudentT.upperTail(min(t, transformed), degreesOfFreedom: Double(count - 1))
  }

  /// How far below the mean the bound lies whose p-value is the error: the inverse of `tailProbability`.
  private func reach(error: Double, skewness: Double) -> Double {
    let q = StudentT.quantile(1 - error, degreesOfFreedom: Double(count - 1))
    let a = Self.skewnessFactor * skewness / Double(count).squareRoot()
    // g(t) = ((1 + a t / 3)³ − 1) / a + a / 6; for a near zero the quotient loses its digits, and g(t) = t.
    let transformed = abs(a) < 1e-6 ? q : 3 / a * (cbrt(1 + a * (q - a / 6)) - 1)
    return max(q, transformed) * standardError
  }
}
