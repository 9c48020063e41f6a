/// A mean with its Student interval, from observations that are independent and about normal.
///
/// x̄ ± t(n − 1, 1 − α/2) s / √n, where 1 − α is the confidence (Law, ch. 4 and 9). The observations are one
/// number per replication: issues inside one replication depend on each other and must not be pooled.
public struct Estimate: Hashable, Sendable {
  /// The arithmetic mean, in the unit of the observations; infinite when an end of a ``CensoredSample`` is.
  public let mean: Double
  /// The sample standard deviation; nil for a single observation.
  public let standardDeviation: Double?
  /// The sample skewness; nil below three observations and without spread.
  public let skewness: Double?
  /// The number of observations, at least 1.
  public let count: Int
  /// The confidence of the two-sided interval, in 0...1 exclusive.
  public let confidence: Double
  /// Half the width of the interval; nil for a single observation, which knows no spread.
  public let halfWidth: Double?
  /// Whether two or more observations agree to rounding. The half-width is then (about) zero, and that is
  /// the absence of a measurement of the spread, not certainty: say so wherever the interval is shown.
  public let zeroVariance: Bool

  /// Estimates the mean of the values.
  ///
  /// - Throws: when there are no values or one of them is not finite.
  /// - Precondition: 0 < confidence < 1.
  /// - Complexity: O(n)
  public init(of values: [Double], confidence: Double = 0.95) throws(EstimateError) {
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(index: index, value: values[index])
    }
    try self.init(of: Tally(values), confidence: confidence)
  }

  /// Estimates the mean of the observations of a tally.
  ///
  /// - Throws: when the tally is empty.
  /// - Precondition: 0 < confidence < 1.
  public init(of tally: Tally, confidence: Double = 0.95) throws(EstimateError) {
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1 (was \(confidence))")
    guard let mean = tally.mean else { throw .noObservations }
    self.mean = mean
    self.count = tally.count
    self.confidence = confidence
    self.standardDeviation = tally.standardDeviation
    self.skewness = tally.skewness
    self.zeroVariance = tally.hasZeroVariance
    if let standardDeviation = tally.standardDeviation {
      let t = StudentT.quantile(1 - (1 - confidence) / 2, degreesOfFreedom: Double(tally.count - 1))
      self.halfWidth = t * standardDeviation / Double(tally.count).squareRoot()
    } else {
      self.halfWidth = nil
    }
  }

  /// The mean of observations of which one or more are infinite: an estimate without an interval.
  init(infiniteMeanOf count: Int, confidence: Double) {
    mean = .infinity
    standardDeviation = nil
    skewness = nil
    self.count = count
    self.confidence = confidence
    halfWidth = nil
    zeroVariance = false
  }

  /// The half-width where a spread was measured; nil where all observations agree, which shows no error of zero.
  public var measuredHalfWidth: Double? { zeroVariance ? nil : halfWidth }

  /// The lower end of the interval; nil for a single observation.
  public var low: Double? { halfWidth.map { mean - $0 } }

  /// The upper end of the interval; nil for a single observation.
  public var high: Double? { halfWidth.map { mean + $0 } }

  /// The standard error s / √n; nil for a single observation.
  public var standardError: Double? { standardDeviation.map { $0 / Double(count).squareRoot() } }

  /// The half-width over |mean|; nil for a single observation and for a mean of zero.
  public var relativeHalfWidth: Double? { mean == 0 ? nil : halfWidth.map { $0 / abs(mean) } }
}

/// Why there is no estimate.
public enum EstimateError: Error, Hashable, Sendable {
  /// Nothing was observed: an estimate of nothing would be a silent pass.
  case noObservations
  /// An observation is NaN or infinite.
  case notFinite(index: Int, value: Double)
  /// Paired samples must be equally long.
  case unequalCounts(first: Int, second: Int)
}

extension EstimateError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noObservations: "no observations; an estimate needs 1 or more"
    case .notFinite(let index, let value): "observation \(index): \(value) is not a finite number"
    case .unequalCounts(let first, let second):
      "paired samples of \(first) and \(second) observations; they must be equally many"
    }
  }
}
