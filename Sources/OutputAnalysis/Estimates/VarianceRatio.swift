/// What common random numbers gain: the variance of a difference without them over that with them.
///
/// (Var x + Var y) / Var(x − y) over pairs of replications. Without common luck it would take so many times the
/// replications for the same interval. A lower limit comes from the bootstrap: pairs are drawn with replacement B times,
/// and the α-quantile of the ratios is a one-sided limit at confidence 1 − α (Efron and Tibshirani 1993, §13.3), as sound
/// as a percentile of so many pairs can be.
public struct VarianceRatio: Hashable, Sendable {
  /// The ratio; nil when no difference varies, so that nothing can be gained any more.
  public let ratio: Double?
  /// The lower limit; nil as the ratio is, and where a resample in so many has no spread at all.
  public let low: Double?
  /// The confidence of the limit.
  public let confidence: Double

  /// - `uniform`: gives numbers of 0 ..< 1, n for each resample.
  /// - `resamples`: B.
  /// - Throws: when the samples are empty, differ in length or hold a number that is not finite.
  /// - Precondition: 0 < confidence < 1 and resamples ≥ 100.
  /// - Complexity: O(n B)
  public init(
    _ first: [Double], _ second: [Double], confidence: Double = 0.95, resamples: Int = 2_000, uniform: () -> Double
  ) throws(EstimateError) {
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1 (was \(confidence))")
    precondition(resamples >= 100, "a percentile needs 100 resamples (were \(resamples))")
    // Refuses what cannot be paired.
    _ = try PairedDifference(first, second, confidence: confidence)
    self.confidence = confidence
    // Centred, since only spread matters and sums of squares lose their digits far from zero.
    let x = VarianceRatio.centred(first)
    let y = VarianceRatio.centred(second)
    ratio = VarianceRatio.ratio(x, y, Array(x.indices))
    guard ratio != nil, x.count > 2 else {
      low = nil
      return
    }
    var ratios: [Double] = []
    var drawn = [Int](repeating: 0, count: x.count)
    for _ in 0..<resamples {
      for index in drawn.indices { drawn[index] = min(x.count - 1, Int(uniform() * Double(x.count))) }
      // A resample of one pair over and over has no ratio; counting it as great keeps the limit low.
      ratios.append(VarianceRatio.ratio(x, y, drawn) ?? .infinity)
    }
    ratios.sort()
    let limit = ratios[Int((1 - confidence) * Double(resamples))]
    low = limit.isFinite ? limit : nil
  }

  private static func centred(_ values: [Double]) -> [Double] {
    let mean = Tally(values).mean ?? 0
    return values.map { $0 - mean }
  }

  private static func ratio(_ x: [Double], _ y: [Double], _ indices: [Int]) -> Double? {
    var (sumX, sumY, squareX, squareY, squareD) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for index in indices {
      let d = x[index] - y[index]
      sumX += x[index]
      sumY += y[index]
      squareX += x[index] * x[index]
      squareY += y[index] * y[index]
      squareD += d * d
    }
    let n = Double(indices.count)
    let apart = squareX - sumX * sumX / n + squareY - sumY * sumY / n
    let together = squareD - (sumX - sumY) * (sumX - sumY) / n
    // Rounding leaves a trace of the squares where nothing varies.
    guard together > 1e-14 * squareD, together > 0 else { return nil }
    return apart / together
  }
}
