import CGSL
import Foundation

/// Families of distributions of a positive time.
public enum DurationFamily: String, CaseIterable, Sendable, Hashable {
  case exponential
  case gamma
  case lognormal
  case weibull
  case logLogistic

  /// How many parameters a law of the family has.
  public var parameterCount: Int { self == .exponential ? 1 : 2 }
}

/// A distribution of a positive time, in minutes, by the parameters that scenarios use.
///
/// With x > 0:
///
///     exponential   S(x) = exp(−x / mean)
///     gamma         f(x) ∝ x^(k−1) exp(−k x / mean), k = 1 / cv²
///     lognormal     S(x) = 1 − Φ(ln(x / median) / sigma)
///     weibull       S(x) = exp(−(x / scale)^shape)
///     logLogistic   S(x) = 1 / (1 + (x / median)^shape)
///
/// Source: Lawless (2003), chapter 1.
public enum DurationLaw: Sendable, Hashable {
  /// Constant rate of ending, 1 / mean.
  case exponential(mean: Double)
  /// By mean and coefficient of variation.
  case gamma(mean: Double, cv: Double)
  /// By the median and the standard deviation of the natural logarithm.
  case lognormal(median: Double, sigma: Double)
  /// By the value that 1 − 1/e of the cases stay below, and the exponent.
  case weibull(scale: Double, shape: Double)
  /// By the median and the exponent of the tail.
  case logLogistic(median: Double, shape: Double)

  /// The family of the law.
  public var family: DurationFamily {
    switch self {
    case .exponential: .exponential
    case .gamma: .gamma
    case .lognormal: .lognormal
    case .weibull: .weibull
    case .logLogistic: .logLogistic
    }
  }

  /// The names and values of the parameters, as scenarios write them.
  public var parameters: [(name: String, value: Double)] {
    switch self {
    case .exponential(let mean): [("mean", mean)]
    case .gamma(let mean, let cv): [("mean", mean), ("cv", cv)]
    case .lognormal(let median, let sigma): [("median", median), ("sigma", sigma)]
    case .weibull(let scale, let shape): [("scale", scale), ("shape", shape)]
    case .logLogistic(let median, let shape): [("median", median), ("shape", shape)]
    }
  }

  /// The probability of lasting longer than `x` minutes; 1 for every x ≤ 0.
  public func survival(_ x: Double) -> Double {
    guard x > 0 else { return 1 }
    guard x.isFinite else { return 0 }
    switch self {
    case .exponential(let mean): return exp(-x / mean)
    case .gamma(let mean, let cv): return GSLCumulative.gammaUpperTail(x, shape: 1 / (cv * cv), mean: mean)
    case .lognormal(let median, let sigma): return erfc(log(x / median) / sigma / 2.0.squareRoot()) / 2
    case .weibull(let scale, let shape): return exp(-pow(x / scale, shape))
    case .logLogistic(let median, let shape): return 1 / (1 + pow(x / median, shape))
    }
  }

  /// The time that a share `p` of the cases stay below, in minutes; 0 at p = 0 and +∞ at p = 1.
  ///
  /// - Precondition: 0 ≤ p ≤ 1.
  public func quantile(_ p: Double) -> Double {
    precondition((0...1).contains(p), "a probability lies in 0...1 (was \(p))")
    guard p > 0 else { return 0 }
    guard p < 1 else { return .infinity }
    switch self {
    case .exponential(let mean): return -mean * log1p(-p)
    case .gamma(let mean, let cv): return GSLCumulative.gammaInverse(p, shape: 1 / (cv * cv), mean: mean)
    case .lognormal(let median, let sigma): return median * exp(sigma * StandardNormal.quantile(p))
    case .weibull(let scale, let shape): return scale * pow(-log1p(-p), 1 / shape)
    case .logLogistic(let median, let shape): return median * pow(p / (1 - p), 1 / shape)
    }
  }

  /// The expectation in minutes; +∞ for a log-logistic law whose shape is at most 1.
  public var mean: Double {
    switch self {
    case .exponential(let mean), .gamma(let mean, _): mean
    case .lognormal(let median, let sigma): median * exp(sigma * sigma / 2)
    case .weibull(let scale, let shape): scale * tgamma(1 + 1 / shape)
    case .logLogistic(let median, let shape):
      shape > 1 ? median * (Double.pi / shape) / sin(Double.pi / shape) : .infinity
    }
  }
}
