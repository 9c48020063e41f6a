/// Several intervals at once: shares the permitted error α evenly over m of them.
///
/// P(some interval misses) ≤ Σ α/m = α, whatever the dependence between them (Law, §10.3).
public enum Bonferroni {
  /// Returns the confidence 1 − α/m of each interval that makes m intervals hold together with `family`.
  ///
  /// - Precondition: 0 < family < 1 and comparisons ≥ 1.
  public static func confidence(family: Double, comparisons: Int) -> Double {
    precondition(family > 0 && family < 1, "a confidence lies between 0 and 1 (was \(family))")
    precondition(comparisons >= 1, "there is at least one comparison (was \(comparisons))")
    return 1 - (1 - family) / Double(comparisons)
  }

  /// Returns the number of pairs of k systems, k (k − 1) / 2.
  public static func pairs(of systems: Int) -> Int { systems * (systems - 1) / 2 }
}
