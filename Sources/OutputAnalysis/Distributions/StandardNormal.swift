/// The normal distribution with mean 0 and standard deviation 1.
public enum StandardNormal {
  /// Returns the value z with P(Z ≤ z) = p; −∞ at p = 0 and +∞ at p = 1.
  ///
  /// Source: GSL `gsl_cdf_ugaussian_Pinv`, verified against the cumulative.
  ///
  /// - Precondition: 0 ≤ p ≤ 1.
  public static func quantile(_ p: Double) -> Double {
    precondition((0...1).contains(p), "a probability lies in 0...1 (was \(p))")
    return GSLCumulative.normalInverse(p)
  }

  /// Returns P(Z ≤ z).
  public static func cdf(_ z: Double) -> Double {
    precondition(!z.isNaN, "z must be a number (was \(z))")
    return GSLCumulative.normal(z)
  }

  /// Returns P(Z > z), exact in the far tail where 1 − cdf would round to zero.
  public static func upperTail(_ z: Double) -> Double {
    precondition(!z.isNaN, "z must be a number (was \(z))")
    return GSLCumulative.normalUpperTail(z)
  }
}
