/// Student's t distribution.
public enum StudentT {
  /// Returns the value x with P(T ≤ x) = p.
  ///
  /// p = 0 and p = 1 give −∞ and +∞. Infinite degrees of freedom give the standard normal distribution.
  /// Source: GSL `gsl_cdf_tdist_Pinv`, verified against the cumulative.
  ///
  /// - Precondition: 0 ≤ p ≤ 1 and degreesOfFreedom > 0.
  public static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    precondition((0...1).contains(p), "a probability lies in 0...1 (was \(p))")
    precondition(degreesOfFreedom > 0, "degrees of freedom are positive (was \(degreesOfFreedom))")
    guard degreesOfFreedom.isFinite else { return GSLCumulative.normalInverse(p) }
    return GSLCumulative.studentTInverse(p, degreesOfFreedom)
  }

  /// Returns P(T ≤ x).
  ///
  /// - Precondition: x is not NaN and degreesOfFreedom > 0.
  public static func cdf(_ x: Double, degreesOfFreedom: Double) -> Double {
    precondition(!x.isNaN, "x must be a number (was \(x))")
    precondition(degreesOfFreedom > 0, "degrees of freedom are positive (was \(degreesOfFreedom))")
    if x.isInfinite { return x > 0 ? 1 : 0 }
    guard degreesOfFreedom.isFinite else { return GSLCumulative.normal(x) }
    return GSLCumulative.studentT(x, degreesOfFreedom)
  }

  /// Returns P(T > x), exact in the far tail where 1 − cdf would round to zero.
  ///
  /// - Precondition: x is not NaN and degreesOfFreedom > 0.
  public static func upperTail(_ x: Double, degreesOfFreedom: Double) -> Double {
    precondition(!x.isNaN, "x must be a number (was \(x))")
    precondition(degreesOfFreedom > 0, "degrees of freedom are positive (was \(degreesOfFreedom))")
    if x.isInfinite { return x > 0 ? 0 : 1 }
    guard degreesOfFreedom.isFinite else { return GSLCumulative.normalUpperTail(x) }
    return GSLCumulative.studentTUpperTail(x, degreesOfFreedom)
  }
}
