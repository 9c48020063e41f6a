import Foundation

/// What common random numbers gain: the variance of a difference without them over that with them.
///
/// (Var x + Var y) / Var(x − y) over pairs of replications. Without common luck it would take so many times the
/// replications for the same interval. A lower limit comes from the bootstrap: pairs are drawn with replacement B times.
/// The α-quantile of the ratios is a limit at confidence 1 − α (Efron and Tibshirani 1993, §13.3), and so is the
/// studentized one of the logarithm, log R − t* · s with t* the (1 − α)-quantile of (log R* − log R) / s* (the same, §12.5),
/// where s² = Σ (a / A − d / D)² of the squares a of x and y, and d of x − y, about their means, with the sums A and D.
/// Each alone is too high in up to 8 % of studies of ten pairs at 95 %; the lower of the two, which is taken, in 5 %
/// (<doc:ErrorRates>).
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
    // Centred, since only spread matters and sums of squares lose their digits far from zero; and in a unit in which the
    // fourth powers of large and of small values are numbers. A power of two changes no digit.
    var x = VarianceRatio.centred(first)
    var y = VarianceRatio.centred(second)
    let largest = (x + y).reduce(0) { max($0, abs($1)) }
    if largest > 0 {
      let unit = Double(sign: .plus, exponent: largest.exponent, significand: 1)
      x = x.map { $0 / unit }
      y = y.map { $0 / unit }
    }
    let whole = VarianceRatio.logarithm(x, y, Array(x.indices))
    ratio = whole?.ratio
    guard let whole, x.count > 2 else {
      low = nil
      return
    }
    var logarithms: [Double] = []
    var studentized: [Double] = []
    var drawn = [Int](repeating: 0, count: x.count)
    for _ in 0..<resamples {
      for index in drawn.indices { drawn[index] = min(x.count - 1, Int(uniform() * Double(x.count))) }
      // A resample without spread, as of one pair over and over, says nothing; it is counted so that it keeps either
      // limit low.
      let resample = VarianceRatio.logarithm(x, y, drawn)
      logarithms.append(resample?.value ?? .infinity)
      let distance = resample.map { $0.error > 0 ? ($0.value - whole.value) / $0.error : .infinity }
      studentized.append(distance ?? .infinity)
    }
    logarithms.sort()
    studentized.sort()
    let rank = Int((1 - confidence) * Double(resamples))
    let limit = min(logarithms[rank], whole.value - studentized[resamples - 1 - rank] * whole.error)
    low = limit.isFinite ? exp(limit) : nil
  }

  private static func centred(_ values: [Double]) -> [Double] {
    let mean = Tally(values).mean ?? 0
    return values.map { $0 - mean }
  }

  /// The ratio over some pairs, its logarithm, and the standard error of that by the delta method; nil when no difference
  /// varies.
  private static func logarithm(
    _ x: [Double], _ y: [Double], _ indices: [Int]
  ) -> (ratio: Double, value: Double, error: Double)? {
    let n = Double(indices.count)
    var (sumX, sumY) = (0.0, 0.0)
    for index in indices {
      sumX += x[index]
      sumY += y[index]
    }
    let (meanX, meanY) = (sumX / n, sumY / n)
    var (apart, together, trace) = (0.0, 0.0, 0.0)
    var (apartSquares, togetherSquares, products) = (0.0, 0.0, 0.0)
    for index in indices {
      let (a, b) = (x[index] - meanX, y[index] - meanY)
      let (own, shared) = (a * a + b * b, (a - b) * (a - b))
      apart += own
      together += shared
      apartSquares += own * own
      togetherSquares += shared * shared
      products += own * shared
      trace += (x[index] - y[index]) * (x[index] - y[index])
    }
    // Rounding leaves a trace of the squares where nothing varies.
    guard together > 1e-14 * trace, together > 0 else { return nil }
    let square =
      apartSquares / (apart * apart) + togetherSquares / (together * together) - 2 * products / (apart * together)
    return (apart / together, log(apart / together), max(0, square).squareRoot())
  }
}
