/// Two samples side by side at given quantiles.
public struct QuantileComparison: Sendable, Hashable {
  /// The share of values that the quantile is not below.
  public let p: Double
  /// The quantile of the first sample; `nil` when its curve does not come down so far.
  public let first: Double?
  /// The quantile of the second sample; `nil` when its curve does not come down so far.
  public let second: Double?

  /// The second over the first, less 1; `nil` when one is unknown or the first is 0.
  public var relativeDifference: Double? {
    guard let first, let second, first > 0 else { return nil }
    return second / first - 1
  }

  /// Compares two survival curves at each of some probabilities.
  ///
  /// - Precondition: Every probability lies in 0...1.
  /// - Complexity: O(probabilities × log n).
  public static func between(
    _ first: KaplanMeier, _ second: KaplanMeier, at probabilities: [Double] = [0.5, 0.9]
  ) -> [QuantileComparison] {
    probabilities.map { QuantileComparison(p: $0, first: first.quantile($0), second: second.quantile($0)) }
  }
}
