/// What is wrong with the parameters of a distribution.
public indirect enum DistributionProblem: Error, Hashable, Sendable {
  /// A parameter is outside its range, infinite or not a number.
  case outOfRange(parameter: String, value: Double, allowed: ParameterRange)
  /// Two parameters are in the wrong order: the lower must be below the upper.
  case notBelow(lower: String, lowerValue: Double, upper: String, upperValue: Double)
  /// The mode of a triangular distribution is outside low...high.
  case modeOutside(mode: Double, low: Double, high: Double)
  /// A list of values or components has no element.
  case empty(parameter: String)
  /// Values and weights differ in number.
  case countsDiffer(values: String, valueCount: Int, weightCount: Int)
  /// All weights are 0, or their sum is infinite.
  case weightSum(Double)
  /// The parameter leaves the mean or the variance infinite: it must be larger, or the values must have a limit.
  case tailTooHeavy(parameter: String, value: Double, above: Double, limit: String)
  /// The mean or the variance is too large to be a number.
  case momentsOverflow
  /// A component of a mixture, counted from 0, has a problem of its own.
  case component(Int, DistributionProblem)
}

/// The values that a parameter may have. Infinity and not-a-number are never allowed.
public enum ParameterRange: Hashable, Sendable {
  case finite
  case positive
  case nonNegative
  /// 0...1
  case probability
  /// A positive number up to a limit.
  case positiveUpTo(Double)
  /// From the first to the second, both included.
  case between(Double, Double)

  /// Tells whether a value is allowed.
  public func contains(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    return switch self {
    case .finite: true
    case .positive: value > 0
    case .nonNegative: value >= 0
    case .probability: value >= 0 && value <= 1
    case .positiveUpTo(let limit): value > 0 && value <= limit
    case .between(let low, let high): value >= low && value <= high
    }
  }
}
