/// p-values of statistics that would be exchangeable under shuffling if nothing had an effect.
///
/// A statistic stops once ten shuffles have reached it, with p = 10 / shuffles; else p = (1 + reached) / (1 + all) (Besag
/// and Clifford 1991). Both are valid at every level, and most of the work goes to where it matters.
public enum PermutationTest {
  static let enough = 10

  /// Tests statistics one by one against the same shuffles.
  ///
  /// - Parameters:
  ///   - observed: the statistics as they are.
  ///   - most: the number of shuffles at most, from 1.
  ///   - shuffled: the statistic of a number under a shuffle, numbered from 1; called for rising shuffles.
  /// - Returns: p-values in the order of the statistics.
  public static func pValues(
    _ observed: [Double], most: Int, shuffled: (_ statistics: [Int], _ shuffle: Int) -> [Double]
  ) -> [Double] {
    var reached = [Int](repeating: 0, count: observed.count)
    var pValues = [Double](repeating: 1, count: observed.count)
    var open = Array(observed.indices)
    for shuffle in 1...max(1, most) where !open.isEmpty {
      for (place, value) in zip(open, shuffled(open, shuffle)) where reaches(value, observed[place]) {
        reached[place] += 1
        if reached[place] == enough { pValues[place] = Double(enough) / Double(shuffle) }
      }
      open.removeAll { reached[$0] >= enough }
    }
    for place in open { pValues[place] = Double(1 + reached[place]) / Double(1 + max(1, most)) }
    return pValues
  }

  /// Tests statistics against the greatest of all under each shuffle, so that the chance of any false finding is what the
  /// smallest p-value says (Westfall and Young 1993, single step).
  ///
  /// - Parameters:
  ///   - observed: the statistics of the sample itself; great ones speak for a finding.
  ///   - most: the number of shuffles at most.
  ///   - shuffled: all statistics under a shuffle.
  public static func simultaneous(
    _ observed: [Double], most: Int, shuffled: (_ shuffle: Int) -> [Double]
  ) -> [Double] {
    var last = (shuffle: 0, greatest: 0.0)
    return pValues(observed, most: most) { open, shuffle in
      if last.shuffle != shuffle { last = (shuffle, shuffled(shuffle).max() ?? 0) }
      return open.map { _ in last.greatest }
    }
  }

  /// Equal but for rounding counts as reached: shuffles of few levels give the same statistic in other orders.
  private static func reaches(_ value: Double, _ observed: Double) -> Bool {
    value >= observed - 1e-12 * abs(observed)
  }
}
