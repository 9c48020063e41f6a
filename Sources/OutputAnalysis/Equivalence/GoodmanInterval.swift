/// Simultaneous intervals for the shares of independent counts.
///
/// For share i of N trials with count x, B = χ²₁(1 − α/k):
/// [B + 2x ± √(B (B + 4x (N − x) / N))] / 2(N + B) (Goodman 1965). Good for counts of 5 and more. For
/// independent trials only; issues of one replication are not.
public enum GoodmanInterval {
  /// Returns one interval per category, together of confidence 1 − alpha at least.
  ///
  /// Nil when there is no trial.
  ///
  /// - Precondition: counts are not negative and 0 < alpha < 1.
  /// - Complexity: O(k)
  public static func intervals(counts: [Int], alpha: Double) -> [ClosedRange<Double>]? {
    precondition(alpha > 0 && alpha < 1, "an error lies between 0 and 1 (was \(alpha))")
    precondition(counts.allSatisfy { $0 >= 0 }, "counts are not negative (were \(counts))")
    let trials = Double(counts.reduce(0, +))
    guard trials > 0 else { return nil }
    let b = ChiSquare.quantile(1 - alpha / Double(counts.count), degreesOfFreedom: 1)
    return counts.map { count in
      let x = Double(count)
      let root = (b * (b + 4 * x * (trials - x) / trials)).squareRoot()
      let low = max(0, (b + 2 * x - root) / (2 * (trials + b)))
      let high = min(1, (b + 2 * x + root) / (2 * (trials + b)))
      return low...high
    }
  }
}
