import CGSL

/// Names a distribution in a ``SamplerBank``.
public struct SamplerID: Hashable, Sendable, BitwiseCopyable {
  /// Position in the bank, from 0.
  public let rawValue: Int32

  @inlinable
  init(rawValue: Int32) {
    self.rawValue = rawValue
  }
}

/// Distributions prepared for drawing.
///
/// All parameters lie in flat tables of plain numbers, so that a draw touches no reference count and
/// allocates nothing. The bank is a value: build it once, then share it between replications.
public struct SamplerBank: Sendable {
  @usableFromInline private(set) var samplers: [Sampler] = []
  private(set) var tables = AliasTables()
  private var known: [Distribution: SamplerID] = [:]

  /// A bank without distributions.
  public init() {}

  /// The number of different distributions.
  public var count: Int { samplers.count }

  /// Prepares a distribution; equal distributions share an identifier.
  ///
  /// - Precondition: The distribution has no problems.
  /// - Complexity: O(number of values and components).
  public mutating func add(_ distribution: Distribution) -> SamplerID {
    if let id = known[distribution] { return id }
    let problems = distribution.problems()
    precondition(problems.isEmpty, "a sampler needs sound parameters (was \(distribution): \(problems))")
    let sampler = prepare(distribution)
    let id = SamplerID(rawValue: Int32(samplers.count))
    samplers.append(sampler)
    known[distribution] = id
    return id
  }

  /// The exact mean.
  @inlinable
  public func mean(_ id: SamplerID) -> Double {
    samplers[Int(id.rawValue)].mean
  }

  /// Whether the value is always the same, so that drawing takes no random number.
  @inlinable
  public func isConstant(_ id: SamplerID) -> Bool {
    samplers[Int(id.rawValue)].method == .constant
  }

  /// Draws the value that lives at an address.
  @inlinable
  public func sample(_ id: SamplerID, from stream: RandomStream, at address: StreamAddress) -> Double {
    let sampler = samplers[Int(id.rawValue)]
    switch sampler.method {
    case .constant: return sampler.a
    case .exponential: return stream.exponential(mean: sampler.a, at: address)
    default:
      stream.move(to: address)
      return draw(sampler, from: stream)
    }
  }

  /// Turns a distribution into numbers; components of mixtures enter the tables before the mixture does.
  private mutating func prepare(_ distribution: Distribution) -> Sampler {
    let mean = distribution.mean
    switch distribution {
    case .constant(let value):
      return Sampler(.constant, mean: mean, value)
    case .uniform(let low, let high):
      return Sampler(.uniform, mean: mean, low, high)
    case .triangular(let low, let mode, let high):
      return Sampler(.triangular, mean: mean, low, mode, high)
    case .exponential(let value):
      return Sampler(.exponential, mean: mean, value)
    case .gamma(let value, let cv):
      return Sampler(.gamma, mean: mean, 1 / (cv * cv), value * cv * cv)
    case .erlang(let value, let stages):
      return Sampler(.gamma, mean: mean, Double(stages), value / Double(stages))
    case .lognormal(let value, let cv):
      let (location, sigma) = Distribution.lognormalParameters(mean: value, cv: cv)
      return Sampler(.lognormal, mean: mean, location, sigma)
    case .lognormalMedian(let median, let sigma):
      return Sampler(.lognormal, mean: mean, log(median), sigma)
    case .weibull(let scale, let shape):
      return Sampler(.weibull, mean: mean, scale, shape)
    case .logLogistic(let median, let shape, let atMost):
      let share = atMost.map { Distribution.logLogisticShare($0, median: median, shape: shape) } ?? 1
      return Sampler(.logLogistic, mean: mean, median, shape, share, atMost ?? .infinity)
    case .pareto(let scale, let shape, let atMost):
      return Sampler(.pareto, mean: mean, scale, shape, atMost)
    case .beta(let a, let b, let low, let high):
      return Sampler(.beta, mean: mean, a, b, low, high - low)
    case .bernoulli(let p):
      return Sampler(.bernoulli, mean: mean, p)
    case .geometric(let p):
      return Sampler(.geometric, mean: mean, p)
    case .poisson(let value):
      return Sampler(.poisson, mean: mean, value)
    case .discrete(let values, let weights):
      return Sampler(.discrete, mean: mean, rows: tables.add(values: values, weights: weights))
    case .empirical(let values):
      let weights = Array(repeating: 1.0, count: values.count)
      return Sampler(.discrete, mean: mean, rows: tables.add(values: values, weights: weights))
    case .mixture(let weights, let components):
      let ids = components.map { Double(add($0).rawValue) }
      return Sampler(.mixture, mean: mean, rows: tables.add(values: ids, weights: weights))
    }
  }
}
