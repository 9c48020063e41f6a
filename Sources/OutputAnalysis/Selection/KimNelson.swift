import Foundation

/// The fully sequential selection of Kim and Nelson (2001): systems that fall behind are dropped, replication by
/// replication, until one is left. Valid for systems on common luck.
///
/// With η = ½ [(2α / (k − 1))^{−2/(n₀ − 1)} − 1] and h² = 2η (n₀ − 1) system i is dropped after r replications when for
/// some j  Σ (Xⱼ − Xᵢ) > max{0, δ/2 · (h² Sᵢⱼ² / δ² − r)}.  The one left is within δ of the best with probability 1 − α.
///
/// A state machine: feed it the observations of all systems that are still in.
public struct KimNelson: Sendable {
  /// Positions of the systems that are still in, increasing.
  public private(set) var survivors: [Int]
  /// Replications taken of each of them.
  public private(set) var replications: Int
  /// h².
  public let threshold: Double
  private let sign: Double
  private let indifference: Double
  private var sums: [Double]
  private let variances: [Double]
  private let systems: Int

  /// Whether one is left.
  public var isDone: Bool { survivors.count == 1 }

  /// Begins with the first stage.
  ///
  /// - `samples`: n₀ replications of each system, on common luck or not.
  /// - Throws: when samples are empty or differ in length, or hold a number that is not finite.
  /// - Precondition: two systems, and two replications of each, at least; indifference > 0; 0 < confidence < 1.
  public init(
    firstStage samples: [[Double]], indifference: Double, confidence: Double = 0.95,
    goal: MultipleComparisonsWithBest.Goal
  ) throws(EstimateError) {
    precondition(samples.count >= 2 && samples[0].count >= 2, "two systems, and two replications of each")
    precondition(indifference > 0, "an indifference is positive (was \(indifference))")
    let n = Double(samples[0].count)
    let alpha = 1 - confidence
    let eta = (pow(2 * alpha / Double(samples.count - 1), -2 / (n - 1)) - 1) / 2
    threshold = 2 * eta * (n - 1)
    sign = goal == .largest ? 1 : -1
    self.indifference = indifference
    systems = samples.count
    survivors = Array(samples.indices)
    replications = samples[0].count
    sums = samples.map { $0.reduce(0, +) }
    var variances = [Double](repeating: 0, count: samples.count * samples.count)
    for i in samples.indices {
      for j in samples.indices where j > i {
        let deviation = try PairedDifference(samples[i], samples[j]).estimate.standardDeviation ?? 0
        variances[i * samples.count + j] = deviation * deviation
        variances[j * samples.count + i] = deviation * deviation
      }
    }
    self.variances = variances
    screen()
  }

  /// Takes one more replication of every survivor.
  ///
  /// - `observations`: in the order of ``survivors``.
  /// - Precondition: as many as there are survivors.
  public mutating func add(_ observations: [Double]) {
    precondition(observations.count == survivors.count, "one observation for each survivor")
    for (system, value) in zip(survivors, observations) { sums[system] += value }
    replications += 1
    screen()
  }

  private mutating func screen() {
    let before = survivors
    let r = Double(replications)
    survivors = before.filter { i in
      !before.contains { j in
        guard j != i else { return false }
        let slack = indifference / 2 * (threshold * variances[i * systems + j] / (indifference * indifference) - r)
        return sign * (sums[j] - sums[i]) > max(0, slack)
      }
    }
    // Equal sums beyond the end of the region drop nobody, and everybody would wait for ever.
    if survivors.isEmpty { survivors = [before.max { sign * sums[$0] < sign * sums[$1] } ?? before[0]] }
  }
}
