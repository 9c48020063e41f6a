/// Leaves out systems that cannot be the best, from replications on common luck (Nelson, Swann, Goldsman and Song 2001).
///
/// System i stays if Ȳᵢ ≥ Ȳⱼ − t Sᵢⱼ / √n for every j (largest), or Ȳᵢ ≤ Ȳⱼ + t Sᵢⱼ / √n (smallest), with Sᵢⱼ² the variance
/// of the differences and t = t(1 − α/(k − 1), n − 1). The best stays with probability 1 − α at least, whatever the
/// dependence between systems.
public struct SubsetScreening: Hashable, Sendable {
  /// Positions of the systems that stay, increasing; one at least.
  public let survivors: [Int]
  /// The quantile t.
  public let quantile: Double

  /// - `samples`: one list for each system, equally long; replication i of each has the same luck.
  /// - Throws: when samples are empty or differ in length, or hold a number that is not finite.
  /// - Precondition: there are two systems, and two replications of each, at least; 0 < confidence < 1.
  /// - Complexity: O(k² n)
  public init(
    _ samples: [[Double]], confidence: Double = 0.95, goal: MultipleComparisonsWithBest.Goal
  ) throws(EstimateError) {
    precondition(samples.count >= 2, "the best of one is no question")
    precondition(samples[0].count >= 2, "a variance needs two replications (was \(samples[0].count))")
    let n = Double(samples[0].count)
    quantile = StudentT.quantile(1 - (1 - confidence) / Double(samples.count - 1), degreesOfFreedom: n - 1)
    let sign: Double = goal == .largest ? 1 : -1
    var survivors: [Int] = []
    for i in samples.indices {
      var stays = true
      for j in samples.indices where j != i {
        let difference = try PairedDifference(samples[i], samples[j]).estimate
        let error = quantile * (difference.standardError ?? 0)
        if sign * difference.mean < -error { stays = false }
      }
      if stays { survivors.append(i) }
    }
    self.survivors = survivors
  }
}

/// The second stage of a selection with common luck: how many replications of each system in all make the best sample
/// mean the right choice (Nelson and Matejcik 1995, with Bonferroni's inequality).
public enum TwoStageSelection {
  /// Returns R = max(n, ⌈(t / δ)² max Sᵢⱼ²⌉), t = t(1 − α/(k − 1), n − 1).
  ///
  /// Then the system with the best mean is within δ of the best with probability 1 − α.
  /// - `samples`: the first stage, on common luck.
  /// - Throws: when samples are empty or differ in length, or hold a number that is not finite.
  /// - Precondition: there are two systems, and two replications of each, at least; indifference > 0.
  /// - Complexity: O(k² n)
  public static func replications(
    _ samples: [[Double]], indifference: Double, confidence: Double = 0.95
  ) throws(EstimateError) -> Int {
    precondition(samples.count >= 2 && samples[0].count >= 2, "two systems, and two replications of each")
    precondition(indifference > 0, "an indifference is positive (was \(indifference))")
    let n = samples[0].count
    let t = StudentT.quantile(1 - (1 - confidence) / Double(samples.count - 1), degreesOfFreedom: Double(n - 1))
    let greatest = try greatestVariance(samples)
    let needed = (t * t * greatest / (indifference * indifference)).rounded(.up)
    return needed < Double(Int.max / 2) ? max(n, Int(needed)) : Int.max
  }

  /// Returns max Sᵢⱼ², the greatest variance of a difference of two systems.
  public static func greatestVariance(_ samples: [[Double]]) throws(EstimateError) -> Double {
    var greatest = 0.0
    for i in samples.indices {
      for j in samples.indices where j > i {
        let deviation = try PairedDifference(samples[i], samples[j]).estimate.standardDeviation ?? 0
        greatest = max(greatest, deviation * deviation)
      }
    }
    return greatest
  }
}
