/// Whether a mean lies inside a band: two one-sided Student tests.
///
/// T_low = (x̄ − L) √n / s and T_up = (x̄ − U) √n / s on n − 1 degrees of freedom; equivalence is shown when
/// both p-values are at most α, which is the same as the 1 − 2α interval lying inside the band (Schuirmann
/// 1987). For several bands at once see ``VerdictAnalysis``.
public struct MeanEquivalence: Hashable, Sendable {
  /// T_low; large values speak for a mean above the lower bound.
  public let lowerStatistic: Double
  /// T_up; small values speak for a mean below the upper bound.
  public let upperStatistic: Double
  /// The p-value against "the mean is the lower bound or less".
  public let lowerPValue: Double
  /// The p-value against "the mean is the upper bound or more".
  public let upperPValue: Double

  /// Tests the mean of a sample against the band lower...upper.
  ///
  /// Nil for a single observation and for a sample without spread, which has no T.
  ///
  /// - Throws: when the sample is empty or holds a number that is not finite.
  public init?(of values: [Double], within band: ClosedRange<Double>) throws(EstimateError) {
    let estimate = try Estimate(of: values)
    guard let error = estimate.standardError, !estimate.zeroVariance else { return nil }
    let freedom = Double(estimate.count - 1)
    lowerStatistic = (estimate.mean - band.lowerBound) / error
    upperStatistic = (estimate.mean - band.upperBound) / error
    lowerPValue = StudentT.upperTail(lowerStatistic, degreesOfFreedom: freedom)
    upperPValue = StudentT.cdf(upperStatistic, degreesOfFreedom: freedom)
  }

  /// The p-value of the pair of tests: the larger of the two.
  public var pValue: Double { max(lowerPValue, upperPValue) }

  /// Returns whether equivalence is shown at the given error.
  public func isEquivalent(alpha: Double) -> Bool { pValue <= alpha }
}
