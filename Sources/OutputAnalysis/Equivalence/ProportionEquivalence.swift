/// Whether one proportion of independent trials lies inside a band: two one-sided z tests.
///
/// z_low = (p̂ − L) / e and z_up = (p̂ − U) / e with e = √(p̂ (1 − p̂) / n) (Schuirmann 1987; the variance at
/// the estimate, as SAS and statsmodels do by default). For independent trials only: issues of one
/// replication depend on each other, so a verdict on shares comes from ``VerdictAnalysis`` and never from
/// here.
public struct ProportionEquivalence: Hashable, Sendable {
  /// The observed proportion.
  public let proportion: Double
  /// The estimated standard error e.
  public let standardError: Double
  /// z_low; large values speak for a proportion above the lower bound.
  public let lowerStatistic: Double
  /// z_up; small values speak for a proportion below the upper bound.
  public let upperStatistic: Double

  /// Tests a number of successes among trials against the band.
  ///
  /// Nil for 0 or n successes: the estimated standard error is then zero and z says nothing.
  ///
  /// - Precondition: trials ≥ 1 and 0 ≤ successes ≤ trials.
  public init?(successes: Int, trials: Int, within band: ClosedRange<Double>) {
    precondition(trials >= 1, "there is at least one trial (was \(trials))")
    precondition((0...trials).contains(successes), "successes are in 0...\(trials) (was \(successes))")
    guard successes > 0 && successes < trials else { return nil }
    proportion = Double(successes) / Double(trials)
    standardError = (proportion * (1 - proportion) / Double(trials)).squareRoot()
    lowerStatistic = (proportion - band.lowerBound) / standardError
    upperStatistic = (proportion - band.upperBound) / standardError
  }

  /// The p-value against "the proportion is the lower bound or less".
  public var lowerPValue: Double { StandardNormal.upperTail(lowerStatistic) }

  /// The p-value against "the proportion is the upper bound or more".
  public var upperPValue: Double { StandardNormal.cdf(upperStatistic) }

  /// The p-value of the pair of tests: the larger of the two.
  public var pValue: Double { max(lowerPValue, upperPValue) }

  /// Returns the interval p̂ ± z(1 − α) e of confidence 1 − 2α, which lies in the band when p ≤ α.
  public func interval(alpha: Double) -> ClosedRange<Double> {
    precondition(alpha > 0 && alpha < 0.5, "an error lies between 0 and 0.5 (was \(alpha))")
    let reach = StandardNormal.quantile(1 - alpha) * standardError
    return proportion - reach...proportion + reach
  }
}
