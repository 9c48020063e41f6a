import CGSL
import CPhilox

/// One prepared distribution: how to draw, and the numbers that the method needs.
@usableFromInline
struct Sampler: BitwiseCopyable, Sendable {
  @usableFromInline
  enum Method: UInt8, BitwiseCopyable, Sendable {
    case constant, uniform, triangular, exponential, gamma, lognormal, weibull, logLogistic, pareto, beta
    case bernoulli, geometric, poisson, discrete, mixture
  }

  @usableFromInline let method: Method
  @usableFromInline let mean: Double
  /// Up to four parameters, in the order in which `SamplerBank` prepares them.
  @usableFromInline let a: Double
  let b: Double
  let c: Double
  let d: Double
  /// Where the rows of a discrete distribution or a mixture lie in `AliasTables`.
  let first: Int32
  let count: Int32

  init(
    _ method: Method, mean: Double, _ a: Double = 0, _ b: Double = 0, _ c: Double = 0, _ d: Double = 0,
    rows: Range<Int> = 0..<0
  ) {
    self.method = method
    self.mean = mean
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    first = Int32(rows.lowerBound)
    count = Int32(rows.count)
  }
}

extension SamplerBank {
  /// Draws at the present position of the stream.
  ///
  /// Whatever has a function in GSL is that function, but for the exponential, which is a kernel of ours; what has
  /// none is the inverse of its distribution function, which takes one uniform number and is monotone in it.
  @usableFromInline
  func draw(_ sampler: Sampler, from stream: RandomStream) -> Double {
    let (a, b, c, d) = (sampler.a, sampler.b, sampler.c, sampler.d)
    switch sampler.method {
    case .constant:
      return a
    case .uniform:
      return gsl_ran_flat(stream.current, a, b)
    case .triangular:
      return Self.triangular(stream.uniform(), low: a, mode: b, high: c)
    case .exponential:
      return cphilox_exponential(stream.uniform(), a)
    case .gamma:
      return gsl_ran_gamma(stream.current, a, b)
    case .lognormal:
      return gsl_ran_lognormal(stream.current, a, b)
    case .weibull:
      return gsl_ran_weibull(stream.current, a, b)
    case .logLogistic:
      return Self.logLogistic(stream.uniform(), median: a, shape: b, share: c, atMost: d)
    case .pareto:
      return Self.pareto(stream.uniform(), scale: a, shape: b, atMost: c)
    case .beta:
      return c + d * gsl_ran_beta(stream.current, a, b)
    case .bernoulli:
      return Double(gsl_ran_bernoulli(stream.current, a))
    case .geometric:
      return Double(gsl_ran_geometric(stream.current, a))
    case .poisson:
      return Double(gsl_ran_poisson(stream.current, a))
    case .discrete:
      return tables.value(stream.uniform(), first: Int(sampler.first), count: Int(sampler.count))
    case .mixture:
      // The component draws after the choice, at the same address: the draw number goes on.
      let chosen = tables.value(stream.uniform(), first: Int(sampler.first), count: Int(sampler.count))
      return draw(samplers[Int(chosen)], from: stream)
    }
  }

  private static func triangular(_ u: Double, low: Double, mode: Double, high: Double) -> Double {
    let width = high - low
    let rise = mode - low
    if u * width < rise { return low + (u * width * rise).squareRoot() }
    return high - ((1 - u) * width * (high - mode)).squareRoot()
  }

  /// Inverts the distribution, of which a share lies below the limit.
  private static func logLogistic(_ u: Double, median: Double, shape: Double, share: Double, atMost: Double) -> Double {
    let p = u * share
    return min(median * pow(p / (1 - p), 1 / shape), atMost)
  }

  /// Inverts the truncated distribution; the limit guards against the last rounding error.
  private static func pareto(_ u: Double, scale: Double, shape: Double, atMost: Double) -> Double {
    let within = -expm1(-shape * log(atMost / scale))
    return min(scale * exp(-log1p(-u * within) / shape), atMost)
  }
}
