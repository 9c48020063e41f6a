/// A probability distribution of one real number, given by the parameters people know.
///
/// A value of this type is plain data: check it with ``problems()``, then add it to a ``SamplerBank`` to draw
/// from it. Times are in whatever unit the parameters have.
public indirect enum Distribution: Hashable, Sendable {
  /// Always the same value.
  case constant(Double)
  /// Equally likely everywhere in [low, high).
  case uniform(low: Double, high: Double)
  /// Rises linearly from `low` to `mode` and falls linearly to `high`.
  case triangular(low: Double, mode: Double, high: Double)
  case exponential(mean: Double)
  /// Gamma by mean and coefficient of variation; shape 1/cv², scale mean × cv².
  case gamma(mean: Double, cv: Double)
  /// The sum of `stages` exponential times with the same mean; `mean` is that of the sum.
  case erlang(mean: Double, stages: Int)
  /// Lognormal by its own mean and coefficient of variation, not those of the logarithm.
  case lognormal(mean: Double, cv: Double)
  /// Lognormal by its median and the standard deviation of its natural logarithm.
  case lognormalMedian(median: Double, sigma: Double)
  /// Survival exp(−(x / scale)^shape).
  case weibull(scale: Double, shape: Double)
  /// Survival 1 / (1 + (x / median)^shape), perhaps conditioned on being at most `atMost`.
  ///
  /// The tail is as heavy as Pareto's: without a limit the variance is finite only for a shape above 2, and a smaller
  /// shape needs one. `median` is that of the law without the limit.
  case logLogistic(median: Double, shape: Double, atMost: Double? = nil)
  /// Pareto from `scale` upward, conditioned on being at most `atMost`; survival without the condition is
  /// (scale / x)^shape.
  case pareto(scale: Double, shape: Double, atMost: Double)
  /// Beta with exponents `a` and `b`, stretched over low...high.
  case beta(a: Double, b: Double, low: Double, high: Double)
  /// 1 with probability `p`, otherwise 0.
  case bernoulli(p: Double)
  /// The number of trials up to and including the first success: 1, 2, …
  case geometric(p: Double)
  case poisson(mean: Double)
  /// One of the values, with probabilities proportional to the weights.
  case discrete(values: [Double], weights: [Double])
  /// One of the observed values, each with the same probability; nothing is interpolated.
  case empirical([Double])
  /// A draw from one component, chosen with probabilities proportional to the weights.
  case mixture(weights: [Double], components: [Distribution])

  /// The largest mean of a Poisson distribution: GSL returns counts of 32 bits.
  public static let largestPoissonMean = 1e9

  /// The smallest success probability of a geometric distribution: GSL returns counts of 32 bits, and the
  /// smallest uniform number, 2⁻⁵³, must not exceed them.
  public static let smallestGeometricProbability = 1e-8

  /// The largest number of stages of an Erlang distribution.
  public static let largestStageCount = 1_000_000

  /// Draws one value at an address, by way of a ``SamplerBank`` made for the occasion.
  ///
  /// For repeated draws keep a bank: it prepares the distribution once.
  ///
  /// - Precondition: The distribution has no ``problems()``.
  public func sample(from stream: RandomStream, at address: StreamAddress) -> Double {
    var bank = SamplerBank()
    let id = bank.add(self)
    return bank.sample(id, from: stream, at: address)
  }
}
