/// For each of k systems, how far it is from the best of the others.
///
/// The interval of θᵢ = μᵢ − max_{j ≠ i} μⱼ holds for all i together. An upper end of 0 says that system i is not the
/// best, a lower end of 0 that it is; the numbers are the losses that choosing it may mean.
public struct MultipleComparisonsWithBest: Hashable, Sendable {
  /// Whether large or small means are good.
  public enum Goal: Hashable, Sendable {
    /// Large ones.
    case largest
    /// Small ones.
    case smallest
  }

  /// How far a system is ahead of the best other one.
  public struct Interval: Hashable, Sendable {
    /// At least so far; 0 or less.
    public let low: Double
    /// At most so far; 0 or more.
    public let high: Double

    /// Whether the system cannot be excluded as the best.
    public var mayBeBest: Bool { high > 0 || (low == 0 && high == 0) }
    /// Whether it is the best, or equals it.
    public var isBest: Bool { low >= 0 }
  }

  /// Which means are good.
  public let goal: Goal
  /// One for each system, in their order; for `smallest` of min_{j ≠ i} μⱼ − μᵢ, so that above 0 is good in both.
  public let intervals: [Interval]

  /// Hsu's constrained intervals with a margin that holds for all differences together (Hsu 1984; Nelson and Matejcik
  /// 1995, where after their two stages it is the indifference δ).
  ///
  /// With Dᵢ = Ȳᵢ − max_{j ≠ i} Ȳⱼ the interval is [min(0, Dᵢ − δ), max(0, Dᵢ + δ)].
  /// - Precondition: there are two means at least, and the margin is not negative.
  public init(means: [Double], margin: Double, goal: Goal) {
    precondition(means.count >= 2, "the best of one is no question")
    precondition(margin >= 0, "a margin is not negative (was \(margin))")
    self.goal = goal
    let values = goal == .largest ? means : means.map { -$0 }
    intervals = values.indices.map { i in
      let best = values.indices.filter { $0 != i }.map { values[$0] }.max() ?? values[i]
      let lead = values[i] - best
      return Interval(low: min(0, lead - margin), high: max(0, lead + margin))
    }
  }

  /// Intervals from replications that all systems made on the same luck.
  ///
  /// Each difference of two systems has an interval of ``MeanEvidence`` with Bonferroni's share of the error, k (k − 1) / 2 of them;
  /// they hold together whatever the dependence between systems. Then θᵢ lies between the least lower and the least
  /// upper end of the differences of i from the others, constrained to hold 0 as Hsu's do.
  ///
  /// - `samples`: one list for each system, equally long; replication i of each has the same luck.
  /// - Throws: when samples are empty or differ in length, or hold a number that is not finite.
  /// - Precondition: there are two systems at least; 0 < confidence < 1.
  /// - Complexity: O(k² n)
  public init(paired samples: [[Double]], confidence: Double = 0.95, goal: Goal) throws(EstimateError) {
    precondition(samples.count >= 2, "the best of one is no question")
    self.goal = goal
    let each = Bonferroni.confidence(family: confidence, comparisons: Bonferroni.pairs(of: samples.count))
    let sign: Double = goal == .largest ? 1 : -1
    var intervals: [Interval] = []
    for i in samples.indices {
      var low = Double.infinity
      var high = Double.infinity
      for j in samples.indices where j != i {
        // Refuses lists of different length and numbers that are none.
        _ = try PairedDifference(samples[i], samples[j], confidence: each)
        let differences = zip(samples[i], samples[j]).map { sign * ($0 - $1) }
        let interval = MeanEvidence(differences: differences, of: samples[i], and: samples[j])?.interval(
          confidence: each)
        // One replication knows no spread, and equal differences of systems that do not vary measure none.
        low = min(low, interval?.lowerBound ?? -.infinity)
        high = min(high, interval?.upperBound ?? .infinity)
      }
      intervals.append(Interval(low: min(0, low), high: max(0, high)))
    }
    self.intervals = intervals
  }
}
