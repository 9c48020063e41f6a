/// Count, mean, variance and extremes of observations, in constant memory.
///
/// Adding uses Welford's recurrence, which does not lose digits when the mean is large against the spread;
/// merging uses the pairwise update of Chan, Golub and LeVeque. Merged tallies agree with sequential ones to
/// rounding, not to the bit: where equal bytes are promised, merge in a fixed order.
public struct Tally: Hashable, Sendable {
  /// The number of observations.
  public private(set) var count: Int = 0
  /// The smallest observation; nil when there is none.
  public private(set) var minimum: Double?
  /// The largest observation; nil when there is none.
  public private(set) var maximum: Double?
  /// How many observations equal the smallest.
  public private(set) var minimumCount: Int = 0
  /// How many observations equal the largest.
  public private(set) var maximumCount: Int = 0

  private var runningMean: Double = 0
  private var sumOfSquaredDeviations: Double = 0
  private var sumOfCubedDeviations: Double = 0

  /// Creates a tally without observations.
  public init() {}

  /// Creates a tally of the given values, added in order.
  public init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  /// Adds one observation, in whatever unit the caller tallies.
  ///
  /// - Precondition: x is finite.
  /// - Complexity: O(1)
  public mutating func add(_ x: Double) {
    precondition(x.isFinite, "an observation is a finite number (was \(x))")
    count += 1
    let fromOldMean = x - runningMean
    let n = Double(count)
    let step = fromOldMean / n
    let product = fromOldMean * step * (n - 1)
    runningMean += step
    // The third power first: it needs the old sum of squares (Pébay 2008).
    sumOfCubedDeviations += product * step * (n - 2) - 3 * step * sumOfSquaredDeviations
    sumOfSquaredDeviations += product
    addToEnds(minimum: x, count: 1, maximum: x, count: 1)
  }

  /// Adds the observations of another tally.
  ///
  /// With d the difference of the means: M = M₁ + M₂ + d² n₁ n₂ / (n₁ + n₂).
  ///
  /// - Complexity: O(1)
  public mutating func merge(_ other: Tally) {
    guard let otherMinimum = other.minimum, let otherMaximum = other.maximum else { return }
    guard count > 0 else {
      self = other
      return
    }
    let n1 = Double(count)
    let n2 = Double(other.count)
    let difference = other.runningMean - runningMean
    let total = n1 + n2
    runningMean += difference * n2 / total
    sumOfCubedDeviations +=
      other.sumOfCubedDeviations + difference * difference * difference * n1 * n2 * (n1 - n2) / (total * total)
      + 3 * difference * (n1 * other.sumOfSquaredDeviations - n2 * sumOfSquaredDeviations) / total
    sumOfSquaredDeviations += other.sumOfSquaredDeviations + difference * difference * n1 * n2 / total
    count += other.count
    addToEnds(
      minimum: otherMinimum, count: other.minimumCount, maximum: otherMaximum, count: other.maximumCount)
  }

  private mutating func addToEnds(minimum low: Double, count lows: Int, maximum high: Double, count highs: Int) {
    let oldMinimum = minimum ?? .infinity
    if low < oldMinimum {
      minimum = low
      minimumCount = lows
    } else if low == oldMinimum {
      minimumCount += lows
    }
    let oldMaximum = maximum ?? -.infinity
    if high > oldMaximum {
      maximum = high
      maximumCount = highs
    } else if high == oldMaximum {
      maximumCount += highs
    }
  }

  /// The arithmetic mean; nil when there is no observation.
  public var mean: Double? { count > 0 ? runningMean : nil }

  /// The sum of the observations, zero when there is none.
  public var sum: Double { runningMean * Double(count) }

  /// The sample variance Σ(x − x̄)² / (n − 1); nil below two observations.
  public var variance: Double? { count > 1 ? sumOfSquaredDeviations / Double(count - 1) : nil }

  /// The square root of the sample variance; nil below two observations.
  public var standardDeviation: Double? { variance?.squareRoot() }

  /// The sample skewness G₁ = n Σ(x − x̄)³ / ((n − 1)(n − 2) s³); nil below three observations and without spread.
  public var skewness: Double? {
    guard count > 2, !hasZeroVariance, let standardDeviation, standardDeviation > 0 else { return nil }
    let n = Double(count)
    return n * sumOfCubedDeviations / ((n - 1) * (n - 2) * standardDeviation * standardDeviation * standardDeviation)
  }

  /// Whether two or more observations agree up to the rounding of the last bits.
  ///
  /// Shares such as 0.1 come out of different sums with different last bits; such a spread is no evidence of
  /// variation, so it counts as none.
  public var hasZeroVariance: Bool {
    guard count > 1, let minimum, let maximum else { return false }
    return maximum - minimum <= 8 * Swift.max(abs(minimum), abs(maximum)).ulp
  }
}
