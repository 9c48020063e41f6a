import OutputAnalysis

/// What an input of plausible cities does to whether they meet the targets.
public struct InputInfluence: Hashable, Sendable {
  public let input: InputRange
  /// How much of the variance of the cities' margins it explains, whatever the form of its effect; `nil` when nothing
  /// varies or there are fewer than six cities.
  public let index: GivenDataIndex?
  /// Chance of an index so large for any input at all if none had influence: of shuffles, corrected by Holm's procedure
  /// over the inputs and the ground; `nil` without an index.
  public internal(set) var pValue: Double?
  /// Whether the index is beyond that chance: over all inputs together, the error of naming one that has no influence
  /// is 1 − confidence at most.
  ///
  /// Holm and not Benjamini–Hochberg: the inputs are named as those that move the verdict, a few claims each of which
  /// somebody may act on, so none should be false; there are too few inputs for a rate of false ones to mean much.
  public internal(set) var isDistinct = false
  /// Correlation with lying within the targets, on the scale of the draws; `nil` when all cities agree.
  public let correlation: Double?
  /// Correlation with the margin by which cities meet or miss.
  public let marginCorrelation: Double?
  /// Mean of the input over the cities that lie within the targets, and over the others; `nil` without any.
  public let meanWhenMet: Double?
  public let meanWhenNotMet: Double?
  /// The least and the greatest value in a city that surely meets the targets.
  public let rangeWhenMet: ClosedRange<Double>?
  /// Difference of the two means on the scale of the draws over their pooled deviation (Cohen's d).
  public let standardisedDifference: Double?

  init(input: InputRange, draws: [Double], cities: [SensitivityCity]) {
    let scaled = draws.map(input.scaled)
    let inside = cities.map(\.leans)
    func group(_ values: [Double], _ met: Bool) -> Tally {
      Tally(zip(values, inside).filter { $0.1 == met }.map(\.0))
    }
    self.input = input
    index = GivenDataIndex(scaled, cities.map(\.margin))
    correlation = InputInfluence.correlation(scaled, inside.map { $0 ? 1 : 0 })
    marginCorrelation = InputInfluence.correlation(scaled, cities.map(\.margin))
    meanWhenMet = group(draws, true).mean
    meanWhenNotMet = group(draws, false).mean
    let met = Tally(zip(draws, cities).filter { $0.1.isMet }.map(\.0))
    if let low = met.minimum, let high = met.maximum { rangeWhenMet = low...high } else { rangeWhenMet = nil }
    let (within, other) = (group(scaled, true), group(scaled, false))
    if let first = within.variance, let second = other.variance, let high = within.mean, let low = other.mean {
      let pooled =
        (first * Double(within.count - 1) + second * Double(other.count - 1)) / Double(within.count + other.count - 2)
      standardisedDifference = pooled > 0 ? (high - low) / pooled.squareRoot() : nil
    } else {
      standardisedDifference = nil
    }
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

/// Two inputs that together do what neither does alone, beyond chance over all pairs.
public struct InputInteraction: Hashable, Sendable {
  public let first: InputRange
  public let second: InputRange
  public let index: InteractionIndex
}
