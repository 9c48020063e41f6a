import CGSL

/// The only door from this module to GSL: cumulative distributions and their inverses, checked, and ψ.
///
/// GSL's default handler aborts the process when an inverse does not converge, so it is replaced once, by the
/// handler that the whole package shares. A NaN is then the sign of failure, and every inverse falls back to
/// bisection on the cumulative.
enum GSLCumulative {
  private static let handlerIsInstalled: Bool = {
    cgsl_install_error_handler()
    return true
  }()

  /// Calls a GSL function after making sure that GSL cannot abort the process.
  private static func guarded(_ call: () -> Double) -> Double {
    precondition(handlerIsInstalled)
    return call()
  }

  static func studentT(_ x: Double, _ degreesOfFreedom: Double) -> Double {
    guarded { gsl_cdf_tdist_P(x, degreesOfFreedom) }
  }

  static func studentTUpperTail(_ x: Double, _ degreesOfFreedom: Double) -> Double {
    guarded { gsl_cdf_tdist_Q(x, degreesOfFreedom) }
  }

  static func studentTInverse(_ p: Double, _ degreesOfFreedom: Double) -> Double {
    inverse(
      p, start: guarded { gsl_cdf_tdist_Pinv(p, degreesOfFreedom) }, support: -Double.infinity...(.infinity)
    ) { studentT($0, degreesOfFreedom) }
  }

  static func normal(_ x: Double) -> Double {
    guarded { gsl_cdf_ugaussian_P(x) }
  }

  static func normalUpperTail(_ x: Double) -> Double {
    guarded { gsl_cdf_ugaussian_Q(x) }
  }

  static func normalInverse(_ p: Double) -> Double {
    inverse(
      p, start: guarded { gsl_cdf_ugaussian_Pinv(p) }, support: -Double.infinity...(.infinity), cdf: normal)
  }

  static func chiSquare(_ x: Double, _ degreesOfFreedom: Double) -> Double {
    guarded { gsl_cdf_chisq_P(x, degreesOfFreedom) }
  }

  static func chiSquareInverse(_ p: Double, _ degreesOfFreedom: Double) -> Double {
    inverse(p, start: guarded { gsl_cdf_chisq_Pinv(p, degreesOfFreedom) }, support: 0...(.infinity)) {
      chiSquare($0, degreesOfFreedom)
    }
  }

  /// Returns P(X ≤ count) of a Poisson variable; zero for a negative count.
  static func poisson(_ count: Int, mean: Double) -> Double {
    guard count >= 0 else { return 0 }
    return guarded { gsl_cdf_poisson_P(UInt32(clamping: count), mean) }
  }

  /// Returns P(X > x) of a gamma variable with mean `mean`; x ≥ 0.
  static func gammaUpperTail(_ x: Double, shape: Double, mean: Double) -> Double {
    let tail = guarded { gsl_cdf_gamma_Q(x, shape, mean / shape) }
    return tail.isNaN ? (x > mean ? 0 : 1) : tail
  }

  static func gamma(_ x: Double, shape: Double, mean: Double) -> Double {
    let share = guarded { gsl_cdf_gamma_P(x, shape, mean / shape) }
    return share.isNaN ? (x > mean ? 1 : 0) : share
  }

  static func gammaInverse(_ p: Double, shape: Double, mean: Double) -> Double {
    inverse(p, start: guarded { gsl_cdf_gamma_Pinv(p, shape, mean / shape) }, support: 0...(.infinity)) {
      gamma($0, shape: shape, mean: mean)
    }
  }

  static func beta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guarded { gsl_cdf_beta_P(x, a, b) }
  }

  static func betaInverse(_ p: Double, _ a: Double, _ b: Double) -> Double {
    inverse(p, start: guarded { gsl_cdf_beta_Pinv(p, a, b) }, support: 0...1) { beta($0, a, b) }
  }

  /// Returns ψ, or its first derivative ψ′, of x > 0.
  static func digamma(_ x: Double) -> Double { guarded { gsl_sf_psi(x) } }
  static func trigamma(_ x: Double) -> Double { guarded { gsl_sf_psi_1(x) } }

  /// Returns GSL's inverse when it is one, else the root found by bisection.
  ///
  /// GSL accepts an inverse when the cumulative agrees to 1e-8 relative; a start that does not is replaced.
  private static func inverse(
    _ p: Double, start: Double, support: ClosedRange<Double>, cdf: (Double) -> Double
  ) -> Double {
    if p <= 0 { return support.lowerBound }
    if p >= 1 { return support.upperBound }
    if start.isFinite, abs(cdf(start) - p) <= 1e-8 * min(p, 1 - p) { return start }
    return bisection(p, support: support, cdf: cdf)
  }

  /// Finds x with cdf(x) = p to the last bit of the bracket; the cumulative must be monotone.
  static func bisection(_ p: Double, support: ClosedRange<Double>, cdf: (Double) -> Double) -> Double {
    var low = max(support.lowerBound, -1)
    var high = min(support.upperBound, 1)
    while cdf(low) > p, low > -1e300 { low *= 2 }
    while cdf(high) < p, high < 1e300 { high *= 2 }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return middle }
      if cdf(middle) < p { low = middle } else { high = middle }
    }
  }
}
