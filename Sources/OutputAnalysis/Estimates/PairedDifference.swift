/// The difference of two systems that were run on the same luck.
///
/// The differences Dᵢ = xᵢ − yᵢ of equal replications are one sample: D̄ ± t(n − 1) s_D / √n (Law, §10.2.1).
/// Common random numbers make x and y agree in their luck, and s_D small.
public struct PairedDifference: Hashable, Sendable {
  /// The estimate of E[x − y].
  public let estimate: Estimate
  /// The correlation of x and y over replications; nil when either does not vary or n < 2.
  public let correlation: Double?

  /// Compares replication i of the first system with replication i of the second.
  ///
  /// - Throws: when the samples are empty, differ in length or hold a number that is not finite.
  /// - Complexity: O(n)
  public init(_ first: [Double], _ second: [Double], confidence: Double = 0.95) throws(EstimateError) {
    guard first.count == second.count else {
      throw .unequalCounts(first: first.count, second: second.count)
    }
    let pairs = zip(first, second)
    for (index, (x, y)) in pairs.enumerated() where !(x.isFinite && y.isFinite) {
      throw .notFinite(index: index, value: x.isFinite ? y : x)
    }
    estimate = try Estimate(of: pairs.map { $0 - $1 }, confidence: confidence)
    correlation = Self.correlation(first, second)
  }

  /// The estimated variance of the mean difference, s_D² / n; nil for one pair.
  public var varianceOfMean: Double? { estimate.standardError.map { $0 * $0 } }

  private static func correlation(_ first: [Double], _ second: [Double]) -> Double? {
    let x = Tally(first)
    let y = Tally(second)
    guard let meanX = x.mean, let meanY = y.mean, x.count > 1, !x.hasZeroVariance, !y.hasZeroVariance,
      let deviationX = x.standardDeviation, let deviationY = y.standardDeviation
    else { return nil }
    let products = zip(first, second).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    let correlation = products / (Double(x.count - 1) * deviationX * deviationY)
    return min(1, max(-1, correlation))
  }
}
