import CGSL

extension Distribution {
  /// The probability of a value of at most `x`.
  ///
  /// - Precondition: The parameters are sound and `x` is not NaN.
  /// - Complexity: O(number of values and components).
  public func cdf(_ x: Double) -> Double {
    precondition(!x.isNaN, "a probability needs a number (was \(x))")
    switch self {
    case .constant(let value):
      return x < value ? 0 : 1
    case .uniform(let low, let high):
      return Self.probability("gsl_cdf_flat_P") { gsl_cdf_flat_P(x, low, high) }
    case .triangular(let low, let mode, let high):
      return Self.triangularCDF(x, low: low, mode: mode, high: high)
    case .exponential(let mean):
      return Self.probability("gsl_cdf_exponential_P") { gsl_cdf_exponential_P(x, mean) }
    case .gamma(let mean, let cv):
      return Self.probability("gsl_cdf_gamma_P") { gsl_cdf_gamma_P(x, 1 / (cv * cv), mean * cv * cv) }
    case .erlang(let mean, let stages):
      let shape = Double(stages)
      return Self.probability("gsl_cdf_gamma_P") { gsl_cdf_gamma_P(x, shape, mean / shape) }
    case .lognormal(let mean, let cv):
      let (location, sigma) = Self.lognormalParameters(mean: mean, cv: cv)
      return x <= 0 ? 0 : Self.probability("gsl_cdf_lognormal_P") { gsl_cdf_lognormal_P(x, location, sigma) }
    case .lognormalMedian(let median, let sigma):
      let location = log(median)
      return x <= 0 ? 0 : Self.probability("gsl_cdf_lognormal_P") { gsl_cdf_lognormal_P(x, location, sigma) }
    case .weibull(let scale, let shape):
      return x <= 0 ? 0 : Self.probability("gsl_cdf_weibull_P") { gsl_cdf_weibull_P(x, scale, shape) }
    case .logLogistic(let median, let shape, let atMost):
      return Self.logLogisticCDF(x, median: median, shape: shape, atMost: atMost)
    case .pareto(let scale, let shape, let atMost):
      if x >= atMost { return 1 }
      return x <= scale ? 0 : expm1(-shape * log(x / scale)) / expm1(-shape * log(atMost / scale))
    case .beta(let a, let b, let low, let high):
      let share = min(max((x - low) / (high - low), 0), 1)
      return Self.probability("gsl_cdf_beta_P") { gsl_cdf_beta_P(share, a, b) }
    case .bernoulli(let p):
      return x < 0 ? 0 : x < 1 ? 1 - p : 1
    case .geometric(let p):
      return x < 1 ? 0 : Self.probability("gsl_cdf_geometric_P") { gsl_cdf_geometric_P(Self.count(x), p) }
    case .poisson(let mean):
      return x < 0 ? 0 : Self.probability("gsl_cdf_poisson_P") { gsl_cdf_poisson_P(Self.count(x), mean) }
    case .discrete(let values, let weights):
      let below = zip(values, weights).reduce(0) { $1.0 <= x ? $0 + $1.1 : $0 }
      return below / weights.reduce(0, +)
    case .empirical(let values):
      return Double(values.count { $0 <= x }) / Double(values.count)
    case .mixture(let weights, let components):
      let below = zip(weights, components).reduce(0) { $0 + $1.0 * $1.1.cdf(x) }
      return below / weights.reduce(0, +)
    }
  }

  /// The mean and standard deviation of the logarithm: σ² = ln(1 + cv²), ln(mean) − σ² / 2.
  static func lognormalParameters(mean: Double, cv: Double) -> (location: Double, sigma: Double) {
    let square = log1p(cv * cv)
    return (log(mean) - square / 2, square.squareRoot())
  }

  private static func triangularCDF(_ x: Double, low: Double, mode: Double, high: Double) -> Double {
    if x <= low { return 0 }
    if x >= high { return 1 }
    if x < mode { return (x - low) / (high - low) * ((x - low) / (mode - low)) }
    return 1 - (high - x) / (high - low) * ((high - x) / (high - mode))
  }

  /// Rounds down to a count of GSL; beyond 32 bits the largest, where every distribution here has ended.
  private static func count(_ x: Double) -> UInt32 {
    x >= Double(UInt32.max) ? .max : UInt32(x)
  }

  private static func probability(_ function: String, _ body: () -> Double) -> Double {
    do {
      return try GSL.checked(function, body)
    } catch {
      preconditionFailure("\(error); the parameters of a distribution must be sound")
    }
  }
}
