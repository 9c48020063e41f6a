extension Distribution {
  /// Whether ``scaled(by:)`` can be asked for: not of a geometric or Poisson count, alone or in a mixture.
  ///
  /// A multiple of a count with unbounded range is not a distribution of this family, and multiplying its
  /// mean instead would be a different change.
  public var isScalable: Bool {
    switch self {
    case .geometric, .poisson: false
    case .mixture(_, let components): components.allSatisfy(\.isScalable)
    default: true
    }
  }

  /// Returns the distribution of the value times a factor; a Bernoulli number becomes a discrete one.
  ///
  /// Draws at the same address are the same multiple of each other, up to rounding; `bernoulli` alone, which
  /// changes its method of drawing, may differ.
  ///
  /// - Precondition: `factor` is positive and finite, and ``isScalable`` holds.
  public func scaled(by factor: Double) -> Distribution {
    precondition(factor > 0 && factor.isFinite, "a scale factor must be positive and finite (was \(factor))")
    switch self {
    case .constant(let value):
      return .constant(value * factor)
    case .uniform(let low, let high):
      return .uniform(low: low * factor, high: high * factor)
    case .triangular(let low, let mode, let high):
      return .triangular(low: low * factor, mode: mode * factor, high: high * factor)
    case .exponential(let mean):
      return .exponential(mean: mean * factor)
    case .gamma(let mean, let cv):
      return .gamma(mean: mean * factor, cv: cv)
    case .erlang(let mean, let stages):
      return .erlang(mean: mean * factor, stages: stages)
    case .lognormal(let mean, let cv):
      return .lognormal(mean: mean * factor, cv: cv)
    case .lognormalMedian(let median, let sigma):
      return .lognormalMedian(median: median * factor, sigma: sigma)
    case .weibull(let scale, let shape):
      return .weibull(scale: scale * factor, shape: shape)
    case .logLogistic(let median, let shape, let atMost):
      return .logLogistic(median: median * factor, shape: shape, atMost: atMost.map { $0 * factor })
    case .pareto(let scale, let shape, let atMost):
      return .pareto(scale: scale * factor, shape: shape, atMost: atMost * factor)
    case .beta(let a, let b, let low, let high):
      return .beta(a: a, b: b, low: low * factor, high: high * factor)
    case .bernoulli(let p):
      return .discrete(values: [0, factor], weights: [1 - p, p])
    case .geometric, .poisson:
      preconditionFailure("a count cannot be scaled (was \(self))")
    case .discrete(let values, let weights):
      return .discrete(values: values.map { $0 * factor }, weights: weights)
    case .empirical(let values):
      return .empirical(values.map { $0 * factor })
    case .mixture(let weights, let components):
      return .mixture(weights: weights, components: components.map { $0.scaled(by: factor) })
    }
  }

  /// The one number that says how large the values are.
  ///
  /// It is the value of a constant, the median or the scale where the distribution is given by one, the
  /// probability of a Bernoulli or geometric distribution, and otherwise the mean.
  public var firstParameter: Double {
    switch self {
    case .lognormalMedian(let median, _), .logLogistic(let median, _, _): median
    case .weibull(let scale, _), .pareto(let scale, _, _): scale
    case .geometric(let p): p
    default: mean
    }
  }

  /// Returns the distribution with another ``firstParameter``, its shape unchanged.
  ///
  /// Distributions given by several points (uniform, triangular, beta, discrete, empirical and mixtures) are
  /// scaled until their mean is `x`. The limit of a Pareto or log-logistic distribution stays where it is. The result can have
  /// ``problems()`` when `x` is outside the parameter's range.
  ///
  /// - Precondition: Where it means scaling: `x` and the present mean are positive, and ``isScalable`` holds.
  public func withFirstParameter(_ x: Double) -> Distribution {
    switch self {
    case .constant: return .constant(x)
    case .exponential: return .exponential(mean: x)
    case .gamma(_, let cv): return .gamma(mean: x, cv: cv)
    case .erlang(_, let stages): return .erlang(mean: x, stages: stages)
    case .lognormal(_, let cv): return .lognormal(mean: x, cv: cv)
    case .lognormalMedian(_, let sigma): return .lognormalMedian(median: x, sigma: sigma)
    case .weibull(_, let shape): return .weibull(scale: x, shape: shape)
    case .logLogistic(_, let shape, let atMost): return .logLogistic(median: x, shape: shape, atMost: atMost)
    case .pareto(_, let shape, let atMost): return .pareto(scale: x, shape: shape, atMost: atMost)
    case .bernoulli: return .bernoulli(p: x)
    case .geometric: return .geometric(p: x)
    case .poisson: return .poisson(mean: x)
    case .uniform, .triangular, .beta, .discrete, .empirical, .mixture:
      precondition(mean > 0, "only a positive mean can be scaled to another (was \(mean))")
      return scaled(by: x / mean)
    }
  }
}
