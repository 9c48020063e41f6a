import Foundation

/// An interval for a quantile from order statistics, without any assumption on the distribution (Conover 1999, §3.2).
///
/// The number of observations below the p-quantile is binomial(n, p). With l and u the α/2- and (1 − α/2)-quantiles of
/// that number, (x₍ₗ₎, x₍ᵤ₊₁₎) holds it with probability P(l ≤ B ≤ u) at least, which is reported: it is never less than
/// 1 − α where both ends exist.
public struct QuantileInterval: Hashable, Sendable {
  /// The estimate x₍⌈np⌉₎.
  public let value: Double
  /// nil when no observation is so low that it could be the end.
  public let low: Double?
  /// nil when none is so high.
  public let high: Double?
  /// The probability with which the interval holds the quantile; with a missing end that of one side.
  public let coverage: Double

  /// - Throws: when there are no observations, or one is not finite.
  /// - Precondition: 0 < p < 1 and 0 < confidence < 1.
  /// - Complexity: O(n log n)
  public init(_ values: [Double], p: Double, confidence: Double = 0.95) throws(EstimateError) {
    precondition(p > 0 && p < 1, "a quantile lies between 0 and 1 (was \(p))")
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1 (was \(confidence))")
    guard !values.isEmpty else { throw .noObservations }
    for (index, value) in values.enumerated() where !value.isFinite { throw .notFinite(index: index, value: value) }
    let sorted = values.sorted()
    let n = sorted.count
    var cumulative: [Double] = []
    var sum = 0.0
    for k in 0...n {
      sum += exp(
        lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
          + Double(k) * log(p) + Double(n - k) * log1p(-p))
      cumulative.append(min(1, sum))
    }
    let alpha = 1 - confidence
    // A trace of rounding in the sum must not move an end.
    let l = cumulative.firstIndex { $0 >= alpha / 2 - 1e-12 } ?? 0
    let u = cumulative.firstIndex { $0 >= 1 - alpha / 2 - 1e-12 } ?? n
    value = sorted[min(n - 1, max(0, Int((Double(n) * p).rounded(.up)) - 1))]
    low = l >= 1 ? sorted[l - 1] : nil
    high = u + 1 <= n ? sorted[u] : nil
    let below = l >= 1 ? cumulative[l - 1] : 0
    let above = u + 1 <= n ? cumulative[u] : 1
    coverage = above - below
  }
}
