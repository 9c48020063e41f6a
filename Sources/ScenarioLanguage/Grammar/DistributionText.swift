import Foundation
import RandomStreams

/// Writes distributions as a scenario holds them: `lognormal(median: 42 min, sigma: 1.3)`.
///
/// What is written reads back as the same distribution, or, when digits are rounded, as one whose numbers differ by
/// that much. Times are written in minutes.
public struct DistributionText: Sendable {
  /// Whether numbers are times.
  public let dimension: Dimension
  /// The number of significant digits of each number, 1 to 17; `nil` writes every digit that a number has.
  public let significantDigits: Int?
  /// Names the file, and its column, that holds the values of an empirical distribution; `nil` when there is none.
  public let file: @Sendable (_ values: [Double]) -> (name: String, column: String)?

  /// A way of writing.
  ///
  /// - Parameters:
  ///   - dimension: Whether numbers are times, in minutes.
  ///   - significantDigits: At least 1; `nil` for all.
  ///   - file: Where the values of an empirical distribution are to be found; by default nowhere.
  public init(
    dimension: Dimension, significantDigits: Int? = nil,
    file: @escaping @Sendable (_ values: [Double]) -> (name: String, column: String)? = { _ in nil }
  ) {
    self.dimension = dimension
    self.significantDigits = significantDigits.map { min(max($0, 1), 17) }
    self.file = file
  }

  /// The text of a distribution; `nil` for those that the language cannot write: counts, discrete numbers, and samples
  /// without a file.
  public func text(_ distribution: Distribution) -> String? {
    switch distribution {
    case .constant(let value): return quantity(value)
    case .uniform(let low, let high): return "uniform(\(quantity(low)), \(quantity(high)))"
    case .triangular(let low, let mode, let high):
      return "triangular(\(quantity(low)), \(quantity(mode)), \(quantity(high)))"
    case .exponential(let mean): return "exponential(mean: \(quantity(mean)))"
    case .gamma(let mean, let cv): return "gamma(mean: \(quantity(mean)), cv: \(number(cv)))"
    case .erlang(let mean, let stages): return "erlang(mean: \(quantity(mean)), k: \(stages))"
    case .lognormal(let mean, let cv): return "lognormal(mean: \(quantity(mean)), cv: \(number(cv)))"
    case .lognormalMedian(let median, let sigma):
      return "lognormal(median: \(quantity(median)), sigma: \(number(sigma)))"
    case .weibull(let scale, let shape): return "weibull(scale: \(quantity(scale)), shape: \(number(shape)))"
    case .logLogistic(let median, let shape, let atMost):
      let limit = atMost.map { ", at_most: \(quantity($0))" } ?? ""
      return "loglogistic(median: \(quantity(median)), shape: \(number(shape))\(limit))"
    case .pareto(let scale, let shape, let atMost):
      return "pareto(scale: \(quantity(scale)), shape: \(number(shape)), at_most: \(quantity(atMost)))"
    case .beta(let a, let b, let low, let high):
      return "beta(\(number(a)), \(number(b)), low: \(quantity(low)), high: \(quantity(high)))"
    case .mixture(let weights, let components): return mixture(weights, components)
    case .empirical(let values):
      return file(values).map { "empirical(\($0.name), column: \($0.column))" }
    case .bernoulli, .geometric, .poisson, .discrete: return nil
    }
  }

  private func mixture(_ weights: [Double], _ components: [Distribution]) -> String? {
    let texts = components.compactMap { text($0) }
    guard texts.count == components.count else { return nil }
    let parts = zip(shares(weights), texts).map { "\(NumberGrammar.text($0)): \($1)" }
    return "mixture(\(parts.joined(separator: ", ")))"
  }

  /// Weights as the language wants them: of sum 1. The largest takes what rounding leaves.
  private func shares(_ weights: [Double]) -> [Double] {
    let sum = weights.reduce(0, +)
    guard abs(sum - 1) > 1e-9 || significantDigits != nil, sum > 0 else { return weights }
    let scale = pow(10, Double(min(significantDigits ?? 15, 15)))
    var shares = weights.map { ($0 / sum * scale).rounded() / scale }
    if let largest = shares.indices.max(by: { shares[$0] < shares[$1] }) {
      let others = shares.indices.reduce(0) { $1 == largest ? $0 : $0 + shares[$1] }
      shares[largest] = ((1 - others) * scale).rounded() / scale
    }
    return shares
  }

  /// Times in minutes, which are exact; rounded ones in the unit that people would use.
  private func quantity(_ value: Double) -> String {
    guard dimension == .time else { return number(value) }
    guard significantDigits != nil, value >= 120 else { return number(value) + " min" }
    return value < 2880 ? number(value / 60) + " h" : number(value / 1440) + " days"
  }

  private func number(_ value: Double) -> String {
    guard let significantDigits, let rounded = Double(String(format: "%.\(significantDigits)g", value)) else {
      return NumberGrammar.text(value)
    }
    return NumberGrammar.text(rounded)
  }
}
