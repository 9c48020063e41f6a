/// The χ² distribution: the law of a sum of squared standard normal variables.
public enum ChiSquare {
  /// Returns the value x with P(X ≤ x) = p; 0 at p = 0 and +∞ at p = 1.
  ///
  /// Source: GSL `gsl_cdf_chisq_Pinv`, verified against the cumulative.
  ///
  /// - Precondition: 0 ≤ p ≤ 1 and 0 < degreesOfFreedom < ∞.
  public static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    precondition((0...1).contains(p), "a probability lies in 0...1 (was \(p))")
    precondition(
      degreesOfFreedom > 0 && degreesOfFreedom.isFinite,
      "degrees of freedom are positive and finite (was \(degreesOfFreedom))")
    return GSLCumulative.chiSquareInverse(p, degreesOfFreedom)
  }

  /// Returns P(X ≤ x); 0 for every x ≤ 0.
  ///
  /// - Precondition: x is not NaN and 0 < degreesOfFreedom < ∞.
  public static func cdf(_ x: Double, degreesOfFreedom: Double) -> Double {
    precondition(!x.isNaN, "x must be a number (was \(x))")
    precondition(
      degreesOfFreedom > 0 && degreesOfFreedom.isFinite,
      "degrees of freedom are positive and finite (was \(degreesOfFreedom))")
    if x <= 0 { return 0 }
    return x.isInfinite ? 1 : GSLCumulative.chiSquare(x, degreesOfFreedom)
  }
}
