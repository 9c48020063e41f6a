import CGSL

extension Distribution {
  /// The exact expectation.
  ///
  /// - Precondition: The parameters are sound; otherwise the value means nothing.
  /// - Complexity: O(number of values and components).
  public var mean: Double { moments.mean }

  /// The exact variance; that of an empirical distribution divides by n, since the sample is the population.
  ///
  /// - Precondition: The parameters are sound; otherwise the value means nothing.
  /// - Complexity: O(number of values and components).
  public var variance: Double { moments.variance }

  private var moments: (mean: Double, variance: Double) {
    switch self {
    case .constant(let value):
      return (value, 0)
    case .uniform(let low, let high):
      return (low / 2 + high / 2, (high - low) * (high - low) / 12)
    case .triangular(let low, let mode, let high):
      let rise = mode - low
      let width = high - low
      // Written with differences from `low`, so that a common offset does not cancel.
      return (low + (rise + width) / 3, (width * width - width * rise + rise * rise) / 18)
    case .exponential(let mean):
      return (mean, mean * mean)
    case .gamma(let mean, let cv), .lognormal(let mean, let cv):
      return (mean, mean * cv * (mean * cv))
    case .erlang(let mean, let stages):
      return (mean, mean * mean / Double(stages))
    case .lognormalMedian(let median, let sigma):
      let mean = median * exp(sigma * sigma / 2)
      return (mean, mean * mean * expm1(sigma * sigma))
    case .weibull(let scale, let shape):
      let first = tgamma(1 + 1 / shape)
      return (scale * first, scale * scale * (tgamma(1 + 2 / shape) - first * first))
    case .logLogistic(let median, let shape, let atMost):
      return Self.logLogisticMoments(median: median, shape: shape, atMost: atMost)
    case .pareto(let scale, let shape, let atMost):
      let mean = Self.paretoMoment(1, scale: scale, shape: shape, atMost: atMost)
      let square = Self.paretoMoment(2, scale: scale, shape: shape, atMost: atMost)
      return (mean, max(0, square - mean * mean))
    case .beta(let a, let b, let low, let high):
      let width = high - low
      let mean = a / (a + b)
      return (low + width * mean, width * width * mean * (b / (a + b)) / (a + b + 1))
    case .bernoulli(let p):
      return (p, p * (1 - p))
    case .geometric(let p):
      return (1 / p, (1 - p) / (p * p))
    case .poisson(let mean):
      return (mean, mean)
    case .discrete(let values, let weights):
      return Self.mixedMoments(weights: weights, parts: values.map { ($0, 0) })
    case .empirical(let values):
      return Self.mixedMoments(weights: values.map { _ in 1 }, parts: values.map { ($0, 0) })
    case .mixture(let weights, let components):
      return Self.mixedMoments(weights: weights, parts: components.map(\.moments))
    }
  }

  /// Computes the moments of a mixture by the law of total variance.
  private static func mixedMoments(
    weights: [Double], parts: [(mean: Double, variance: Double)]
  ) -> (mean: Double, variance: Double) {
    let sum = weights.reduce(0, +)
    let pairs = zip(weights, parts)
    let mean = pairs.reduce(0) { $0 + $1.0 / sum * $1.1.mean }
    let variance = pairs.reduce(0) { total, pair in
      let distance = pair.1.mean - mean
      return total + pair.0 / sum * (pair.1.variance + distance * distance)
    }
    return (mean, variance)
  }

  /// Computes the moment of order k of the truncated Pareto distribution.
  ///
  /// With α = shape, L = scale, H = atMost and r = ln(H / L):
  ///
  ///     E[X^k] = α L^k / (1 − e^(−αr)) × ∫₀ʳ e^(−(α−k)s) ds
  ///
  /// The integral is (1 − e^(−dr)) / d with d = α − k; `expm1` keeps it exact near d = 0, where the textbook
  /// formula is 0/0.
  private static func paretoMoment(_ k: Double, scale: Double, shape: Double, atMost: Double) -> Double {
    let range = log(atMost / scale)
    let excess = shape - k
    let integral = excess == 0 ? range : -expm1(-excess * range) / excess
    return shape * pow(scale, k) / -expm1(-shape * range) * integral
  }
}
