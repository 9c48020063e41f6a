extension Distribution {
  /// Finds everything that is wrong with the parameters; an empty list means that draws are possible.
  ///
  /// - Complexity: O(number of values and components).
  public func problems() -> [DistributionProblem] {
    let found = parameterProblems
    if !found.isEmpty { return found }
    // Only sound parameters have moments, so this comes last.
    return mean.isFinite && variance.isFinite ? [] : [.momentsOverflow]
  }

  private var parameterProblems: [DistributionProblem] {
    switch self {
    case .constant(let value):
      return Self.check(.finite, ("value", value))
    case .uniform(let low, let high):
      return Self.checkInterval(low: low, high: high)
    case .triangular(let low, let mode, let high):
      let found = Self.check(.finite, ("mode", mode)) + Self.checkInterval(low: low, high: high)
      guard found.isEmpty, mode < low || mode > high else { return found }
      return [.modeOutside(mode: mode, low: low, high: high)]
    case .exponential(let mean):
      return Self.check(.positive, ("mean", mean))
    case .gamma(let mean, let cv), .lognormal(let mean, let cv):
      return Self.check(.positive, ("mean", mean), ("cv", cv))
    case .erlang(let mean, let stages):
      return Self.check(.positive, ("mean", mean))
        + Self.check(.between(1, Double(Self.largestStageCount)), ("stages", Double(stages)))
    case .lognormalMedian(let median, let sigma):
      return Self.check(.positive, ("median", median), ("sigma", sigma))
    case .weibull(let scale, let shape):
      return Self.check(.positive, ("scale", scale), ("shape", shape))
    case .logLogistic(let median, let shape, let atMost):
      let found =
        Self.check(.positive, ("median", median), ("shape", shape))
        + (atMost.map { Self.check(.positive, ("atMost", $0)) } ?? [])
      guard found.isEmpty, atMost == nil, shape <= 2 else { return found }
      return [.tailTooHeavy(parameter: "shape", value: shape, above: 2, limit: "atMost")]
    case .pareto(let scale, let shape, let atMost):
      let found = Self.check(.positive, ("scale", scale), ("shape", shape), ("atMost", atMost))
      guard found.isEmpty, scale >= atMost else { return found }
      return [.notBelow(lower: "scale", lowerValue: scale, upper: "atMost", upperValue: atMost)]
    case .beta(let a, let b, let low, let high):
      return Self.check(.positive, ("a", a), ("b", b)) + Self.checkInterval(low: low, high: high)
    case .bernoulli(let p):
      return Self.check(.probability, ("p", p))
    case .geometric(let p):
      return Self.check(.between(Self.smallestGeometricProbability, 1), ("p", p))
    case .poisson(let mean):
      return Self.check(.positiveUpTo(Self.largestPoissonMean), ("mean", mean))
    case .discrete(let values, let weights):
      let found = values.enumerated().flatMap { Self.check(.finite, ("values[\($0)]", $1)) }
      return found + Self.checkWeights(weights, for: "values", count: values.count)
    case .empirical(let values):
      if values.isEmpty { return [.empty(parameter: "values")] }
      return values.enumerated().flatMap { Self.check(.finite, ("values[\($0)]", $1)) }
    case .mixture(let weights, let components):
      let found = components.enumerated().flatMap { index, component in
        component.problems().map { DistributionProblem.component(index, $0) }
      }
      return found + Self.checkWeights(weights, for: "components", count: components.count)
    }
  }

  private static func check(
    _ range: ParameterRange, _ parameters: (name: String, value: Double)...
  ) -> [DistributionProblem] {
    parameters.compactMap { name, value in
      range.contains(value) ? nil : .outOfRange(parameter: name, value: value, allowed: range)
    }
  }

  private static func checkInterval(low: Double, high: Double) -> [DistributionProblem] {
    let found = check(.finite, ("low", low), ("high", high))
    guard found.isEmpty, low >= high else { return found }
    return [.notBelow(lower: "low", lowerValue: low, upper: "high", upperValue: high)]
  }

  private static func checkWeights(
    _ weights: [Double], for values: String, count: Int
  ) -> [DistributionProblem] {
    if count == 0 { return [.empty(parameter: values)] }
    guard weights.count == count else {
      return [.countsDiffer(values: values, valueCount: count, weightCount: weights.count)]
    }
    let found = weights.enumerated().flatMap { check(.nonNegative, ("weights[\($0)]", $1)) }
    guard found.isEmpty else { return found }
    let sum = weights.reduce(0, +)
    return sum > 0 && sum.isFinite ? [] : [.weightSum(sum)]
  }
}
