import IssueFlow
import OutputAnalysis

/// How an input of the cities that meet the targets differs from that of the others.
public struct InputInfluence: Hashable, Sendable {
  public let input: InputRange
  /// Point-biserial correlation with meeting the targets, on the scale of the draws; `nil` when all cities agree.
  public let correlation: Double?
  /// Correlation with the margin by which cities meet or miss.
  public let marginCorrelation: Double?
  /// Mean of the input over the cities that meet the targets, and over the others; `nil` without any.
  public let meanWhenMet: Double?
  public let meanWhenNotMet: Double?
  /// Difference of the two means on the scale of the draws over their pooled deviation (Cohen's d).
  public let standardisedDifference: Double?
  /// Whether the correlation that ranks it is beyond what chance gives an input without influence, |r| > z / √n.
  public let isDistinct: Bool

  /// Ranks inputs by |correlation|, or by |margin correlation| where all cities agree; ties in the order of the inputs.
  static func ranked(
    inputs: [InputRange], draws: [[Double]], meets: [Bool], margins: [Double], confidence: Double
  ) -> [InputInfluence] {
    let all = inputs.indices.map { index in
      InputInfluence(
        input: inputs[index], draws: draws.map { $0[index] }, meets: meets, margins: margins, confidence: confidence)
    }
    let order = all.enumerated().sorted { a, b in
      let (first, second) = (a.element.strength, b.element.strength)
      return first != second ? first > second : a.offset < b.offset
    }
    return order.map(\.element)
  }

  private var strength: Double { abs(correlation ?? marginCorrelation ?? 0) }

  private init(input: InputRange, draws: [Double], meets: [Bool], margins: [Double], confidence: Double) {
    let scaled = draws.map(input.scaled)
    func group(_ values: [Double], _ met: Bool) -> Tally {
      Tally(zip(values, meets).filter { $0.1 == met }.map(\.0))
    }
    self.input = input
    correlation = InputInfluence.correlation(scaled, meets.map { $0 ? 1 : 0 })
    marginCorrelation = InputInfluence.correlation(scaled, margins)
    meanWhenMet = group(draws, true).mean
    meanWhenNotMet = group(draws, false).mean
    let (met, other) = (group(scaled, true), group(scaled, false))
    if let first = met.variance, let second = other.variance, let high = met.mean, let low = other.mean {
      let pooled =
        (first * Double(met.count - 1) + second * Double(other.count - 1)) / Double(met.count + other.count - 2)
      standardisedDifference = pooled > 0 ? (high - low) / pooled.squareRoot() : nil
    } else {
      standardisedDifference = nil
    }
    let limit = StandardNormal.quantile(1 - (1 - confidence) / 2) / Double(max(1, draws.count)).squareRoot()
    isDistinct = abs(correlation ?? marginCorrelation ?? 0) > limit
  }

  /// Pearson's correlation; `nil` when either side does not vary.
  private static func correlation(_ x: [Double], _ y: [Double]) -> Double? {
    let (first, second) = (Tally(x), Tally(y))
    guard let meanX = first.mean, let meanY = second.mean, !first.hasZeroVariance, !second.hasZeroVariance,
      let varianceX = first.variance, let varianceY = second.variance
    else { return nil }
    let products = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) } / Double(x.count - 1)
    return products / (varianceX * varianceY).squareRoot()
  }
}
