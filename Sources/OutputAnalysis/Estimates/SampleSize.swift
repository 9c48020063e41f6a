/// How many observations make an interval narrow enough.
///
/// Every function returns nil when more than ``limit`` would be needed.
public enum SampleSize {
  /// The largest number that is returned.
  public static let limit: Int = 1_000_000

  /// Returns n*ₐ = min{i ≥ n : t(i − 1, 1 − α/2) s / √i ≤ β} from a pilot estimate (Law, §9.4.1).
  ///
  /// The pilot's standard deviation is taken as known. Nil too for a pilot of one replication. A pilot whose
  /// variance is zero returns its own size, with the warning of ``Estimate/zeroVariance``.
  ///
  /// - Precondition: halfWidth > 0.
  public static func absolute(pilot: Estimate, halfWidth: Double) -> Int? {
    precondition(halfWidth > 0, "a half-width is positive (was \(halfWidth))")
    guard let deviation = pilot.standardDeviation else { return nil }
    return SmallestCount.find(from: pilot.count, through: limit) { i in
      let t = StudentT.quantile(1 - (1 - pilot.confidence) / 2, degreesOfFreedom: Double(i - 1))
      return t * deviation / Double(i).squareRoot() <= halfWidth
    }
  }

  /// Returns n*ᵣ = min{i ≥ n : t(i − 1, 1 − α/2) s / (√i |x̄|) ≤ γ / (1 + γ)} (Law, §9.4.1).
  ///
  /// γ is the wanted error relative to the true mean; γ / (1 + γ) allows for dividing by the estimate. Nil
  /// too when the pilot's mean is zero.
  ///
  /// - Precondition: relativeError > 0.
  public static func relative(pilot: Estimate, relativeError: Double) -> Int? {
    precondition(relativeError > 0, "a relative error is positive (was \(relativeError))")
    guard pilot.mean != 0 else { return nil }
    let adjusted = relativeError / (1 + relativeError)
    return absolute(pilot: pilot, halfWidth: adjusted * abs(pilot.mean))
  }

  /// Returns ⌈(z(1 − α/2) σ / h)²⌉ for a mean with known standard deviation (KSL book, §3.3); at least 1.
  ///
  /// - Precondition: standardDeviation ≥ 0, halfWidth > 0 and 0 < confidence < 1.
  public static func normalMean(
    standardDeviation: Double, halfWidth: Double, confidence: Double
  ) -> Int? {
    precondition(standardDeviation >= 0, "a deviation is not negative (was \(standardDeviation))")
    precondition(halfWidth > 0, "a half-width is positive (was \(halfWidth))")
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1 (was \(confidence))")
    let ratio = StandardNormal.quantile(1 - (1 - confidence) / 2) * standardDeviation / halfWidth
    let needed = max(1, (ratio * ratio).rounded(.up))
    return needed <= Double(limit) ? Int(needed) : nil
  }

  /// Returns ⌈z² p (1 − p) / h²⌉ independent trials for a proportion near p (KSL book, §3.3); at least 1.
  ///
  /// - Precondition: 0 ≤ p ≤ 1, halfWidth > 0 and 0 < confidence < 1.
  public static func proportion(_ p: Double, halfWidth: Double, confidence: Double) -> Int? {
    precondition((0...1).contains(p), "a proportion lies in 0...1 (was \(p))")
    return normalMean(
      standardDeviation: (p * (1 - p)).squareRoot(), halfWidth: halfWidth, confidence: confidence)
  }
}

/// Search for the first number at which a condition that stays true becomes true.
enum SmallestCount {
  /// Returns the smallest i in first...last that satisfies the condition; nil when none does.
  ///
  /// - Complexity: O(log n) evaluations, by doubling and bisection.
  static func find(from first: Int, through last: Int, where condition: (Int) -> Bool) -> Int? {
    guard first <= last else { return nil }
    if condition(first) { return first }
    var failing = first
    var step = 1
    while failing < last {
      let candidate = min(last, failing + step)
      if condition(candidate) {
        var satisfying = candidate
        while satisfying - failing > 1 {
          let middle = failing + (satisfying - failing) / 2
          if condition(middle) { satisfying = middle } else { failing = middle }
        }
        return satisfying
      }
      failing = candidate
      step *= 2
    }
    return nil
  }
}
