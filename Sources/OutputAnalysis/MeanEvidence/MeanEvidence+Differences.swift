/// Evidence of the difference of two systems that were run on the same luck.
extension MeanEvidence {
  /// Gathers the evidence of differences, one per pair of replications, between two systems.
  ///
  /// Under common luck most differences may be exactly zero, so that they say nothing of how large one could be. The systems
  /// do: no difference is reckoned to lie farther from their median than ten times the spread that luck itself makes of either
  /// system, where that spread is taken at its upper 95 % limit, s √((n − 1) / χ²₀.₀₅(n − 1)), and the larger of the two
  /// counts. A difference that is seen at a third of that distance, or systems that do not vary at all, leave the support
  /// that was given.
  ///
  /// - Parameters:
  ///   - differences: what is tested, usually first − second; or less a margin.
  ///   - first: the values of the first system, by pair.
  ///   - second: those of the second.
  ///   - support: the range in which every difference must lie by its meaning.
  /// - Returns: Nil below two pairs, for lists of different length and for values that are not finite.
  /// - Complexity: O(n log n)
  public init?(
    differences: [Double], of first: [Double], and second: [Double], support: ClosedRange<Double>? = nil
  ) {
    guard differences.count == first.count, first.count == second.count else { return nil }
    let spread = max(Self.greatestSpread(of: first), Self.greatestSpread(of: second))
    let reach = 10 * spread
    guard !differences.isEmpty, reach > 0, reach.isFinite else {
      self.init(sample: differences, support: support)
      return
    }
    let median = differences.sorted()[differences.count / 2]
    guard differences.allSatisfy({ abs($0 - median) < reach / 3 }) else {
      self.init(sample: differences, support: support)
      return
    }
    let near = median - reach...median + reach
    self.init(sample: differences, support: support.map { near.clamped(to: $0) } ?? near)
  }

  /// The upper 95 % limit of the standard deviation of a normal law with the sample's; zero where nothing varies.
  private static func greatestSpread(of sample: [Double]) -> Double {
    let tally = Tally(sample)
    guard !tally.hasZeroVariance, let deviation = tally.standardDeviation else { return 0 }
    let freedom = Double(sample.count - 1)
    return deviation * (freedom / ChiSquare.quantile(0.05, degreesOfFreedom: freedom)).squareRoot()
  }
}
