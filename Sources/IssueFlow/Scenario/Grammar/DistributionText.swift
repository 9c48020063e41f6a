import RandomStreams

/// Writes distributions as ``DistributionGrammar`` reads them.
enum DistributionText {
  /// The text of a distribution; `nil` for those that the language cannot write, such as samples from a file.
  static func text(_ distribution: Distribution, dimension: Dimension) -> String? {
    func quantity(_ value: Double) -> String {
      NumberGrammar.text(value) + (dimension == .time ? " min" : "")
    }
    let number = NumberGrammar.text
    switch distribution {
    case .constant(let value): return quantity(value)
    case .uniform(let low, let high): return "uniform(\(quantity(low)), \(quantity(high)))"
    case .triangular(let low, let mode, let high):
      return "triangular(\(quantity(low)), \(quantity(mode)), \(quantity(high)))"
    case .exponential(let mean): return "exponential(mean: \(quantity(mean)))"
    case .gamma(let mean, let cv): return "gamma(mean: \(quantity(mean)), cv: \(number(cv)))"
    case .erlang(let mean, let stages): return "erlang(mean: \(quantity(mean)), k: \(stages))"
    case .lognormal(let mean, let cv): return "lognormal(mean: \(quantity(mean)), cv: \(number(cv)))"
    case .lognormalMedian(let median, let sigma):
      return "lognormal(median: \(quantity(median)), sigma: \(number(sigma)))"
    case .weibull(let scale, let shape): return "weibull(scale: \(quantity(scale)), shape: \(number(shape)))"
    case .pareto(let scale, let shape, let atMost):
      return "pareto(scale: \(quantity(scale)), shape: \(number(shape)), at_most: \(quantity(atMost)))"
    case .beta(let a, let b, let low, let high):
      return "beta(\(number(a)), \(number(b)), low: \(quantity(low)), high: \(quantity(high)))"
    case .mixture(let weights, let components):
      let texts = components.compactMap { text($0, dimension: dimension) }
      guard texts.count == components.count else { return nil }
      let parts = zip(weights, texts).map { "\(number($0)): \($1)" }
      return "mixture(\(parts.joined(separator: ", ")))"
    case .bernoulli, .geometric, .poisson, .discrete, .empirical: return nil
    }
  }
}
