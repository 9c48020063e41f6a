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
  /// Chance of a correlation so strong for any input at all if none had influence, by Holm's procedure over the inputs;
  /// `nil` when nothing varies.
  public private(set) var pValue: Double?
  /// Whether the correlation that ranks it is beyond that chance: over all inputs together, the error of naming one
  /// that has no influence is 1 − confidence at most.
  ///
  /// Holm and not Benjamini–Hochberg: the inputs are named as those that flip the verdict, a few claims each of which
  /// somebody may act on, so none should be false; there are too few inputs for a rate of false ones to mean much.
  public private(set) var isDistinct = false

  /// Ranks inputs by |correlation|, or by |margin correlation| where all cities agree; ties in the order of the inputs.
  static func ranked(
    inputs: [InputRange], draws: [[Double]], meets: [Bool], margins: [Double], confidence: Double
  ) -> [InputInfluence] {
    var all = inputs.indices.map { index in
      InputInfluence(input: inputs[index], draws: draws.map { $0[index] }, meets: meets, margins: margins)
    }
    // An input without a correlation, because it does not vary, is no test.
    let tested = all.indices.filter { all[$0].pValue != nil }
    for (index, pValue) in zip(tested, Holm.adjusted(tested.compactMap { all[$0].pValue })) {
      all[index].pValue = pValue
      all[index].isDistinct = pValue <= 1 - confidence
    }
    let order = all.enumerated().sorted { a, b in
      let (first, second) = (a.element.strength, b.element.strength)
      return first != second ? first > second : a.offset < b.offset
    }
    return order.map(\.element)
  }

  private var strength: Double { abs(correlation ?? marginCorrelation ?? 0) }

  private init(input: InputRange, draws: [Double], meets: [Bool], margins: [Double]) {
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
    pValue = (correlation ?? marginCorrelation).flatMap { InputInfluence.pValue(correlation: $0, count: draws.count) }
  }

  /// The two-sided p-value of no correlation, t = r √((n − 2) / (1 − r²)) on n − 2 degrees of freedom; `nil` below three.
  ///
  /// Draws of an input without influence are independent of the verdict, so this is the law of r for normal draws given
  /// any verdicts, and close to it for triangular and uniform ones.
  private static func pValue(correlation r: Double, count: Int) -> Double? {
    guard count > 2 else { return nil }
    let freedom = Double(count - 2)
    guard abs(r) < 1 else { return 0 }
    return min(1, 2 * StudentT.upperTail(abs(r) * (freedom / (1 - r * r)).squareRoot(), degreesOfFreedom: freedom))
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
