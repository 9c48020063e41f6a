/// The difference of two systems that were run on independent luck, with unequal variances.
///
/// x̄ − ȳ ± t(f) √(s₁²/n₁ + s₂²/n₂), f = (s₁²/n₁ + s₂²/n₂)² / Σ (sᵢ²/nᵢ)² / (nᵢ − 1) (Welch 1938; Law,
/// §10.2.2). For systems on common random numbers use ``PairedDifference``, which is far narrower.
public struct WelchTwoSample: Hashable, Sendable {
  /// x̄ − ȳ.
  public let difference: Double
  /// The degrees of freedom f; nil when a sample has one observation or neither varies.
  public let degreesOfFreedom: Double?
  /// Half the width of the interval; nil when a sample has one observation, zero when neither varies.
  public let halfWidth: Double?
  /// The confidence of the two-sided interval.
  public let confidence: Double

  /// Compares two independent samples, which may differ in size.
  ///
  /// - Throws: when a sample is empty or holds a number that is not finite.
  /// - Precondition: 0 < confidence < 1.
  public init(_ first: [Double], _ second: [Double], confidence: Double = 0.95) throws(EstimateError) {
    let x = try Estimate(of: first, confidence: confidence)
    let y = try Estimate(of: second, confidence: confidence)
    difference = x.mean - y.mean
    self.confidence = confidence
    guard let errorX = x.standardError, let errorY = y.standardError else {
      degreesOfFreedom = nil
      halfWidth = nil
      return
    }
    let u = errorX * errorX
    let v = errorY * errorY
    guard u + v > 0 else {
      degreesOfFreedom = nil
      halfWidth = 0
      return
    }
    let freedom = (u + v) * (u + v) / (u * u / Double(x.count - 1) + v * v / Double(y.count - 1))
    degreesOfFreedom = freedom
    halfWidth =
      StudentT.quantile(1 - (1 - confidence) / 2, degreesOfFreedom: freedom) * (u + v).squareRoot()
  }

  /// The lower end of the interval; nil when a sample has one observation.
  public var low: Double? { halfWidth.map { difference - $0 } }

  /// The upper end of the interval; nil when a sample has one observation.
  public var high: Double? { halfWidth.map { difference + $0 } }
}
