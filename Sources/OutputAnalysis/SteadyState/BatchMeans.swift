/// The mean of one long stationary run, with an interval from the means of its batches.
///
/// The run is cut into b batches of equal size whose means are treated as b independent observations:
/// Ȳ ± t(b − 1, 1 − α/2) s_b / √b (Schmeiser 1982, who recommends 10 to 30 batches; KSL book, §5.6.3). The
/// first observations, left over by the division, are dropped: the start biases them most.
public struct BatchMeans: Hashable, Sendable {
  /// The means of the batches, in order.
  public let means: [Double]
  /// The number of observations in a batch.
  public let batchSize: Int
  /// The estimate from the means.
  public let estimate: Estimate
  /// The lag-1 autocorrelation of the means; nil below 3 batches or without spread.
  public let lag1Autocorrelation: Double?

  /// Cuts a run into batches.
  ///
  /// Nil when the run is shorter than the number of batches.
  ///
  /// - Throws: when a value is not finite.
  /// - Precondition: batches ≥ 2 and 0 < confidence < 1.
  /// - Complexity: O(n)
  public init?(_ run: [Double], batches: Int = 20, confidence: Double = 0.95) throws(EstimateError) {
    precondition(batches >= 2, "an interval needs 2 batches (was \(batches))")
    let size = run.count / batches
    guard size > 0 else { return nil }
    if let index = run.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(index: index, value: run[index])
    }
    let dropped = run.count - batches * size
    let means = (0..<batches).map { batch in
      let start = dropped + batch * size
      return run[start..<start + size].reduce(0, +) / Double(size)
    }
    self.means = means
    batchSize = size
    estimate = try Estimate(of: means, confidence: confidence)
    lag1Autocorrelation = Self.lag1(means)
  }

  /// Whether the lag-1 autocorrelation is within what independent means show, |r₁| ≤ z(1 − α/2) / √b.
  ///
  /// False asks for a longer run or fewer batches: the interval is then too narrow. Nil when unknown.
  public var meansLookIndependent: Bool? {
    lag1Autocorrelation.map {
      let z = StandardNormal.quantile(1 - (1 - estimate.confidence) / 2)
      return abs($0) <= z / Double(means.count).squareRoot()
    }
  }

  /// r₁ = Σ (Yᵢ − Ȳ)(Yᵢ₊₁ − Ȳ) / Σ (Yᵢ − Ȳ)²
  private static func lag1(_ means: [Double]) -> Double? {
    let tally = Tally(means)
    guard means.count > 2, let mean = tally.mean, !tally.hasZeroVariance else { return nil }
    let squares = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let products = zip(means, means.dropFirst()).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
    return products / squares
  }
}
