/// How far two logs lie apart in what follows what: the total variation between their distributions of n-grams.
///
/// Every case is a sequence of steps; it is padded with n − 1 blanks on both sides, so that first and last steps count.
/// The distance is Σ |p − q| / 2 over all n-grams, from 0 (the same) to 1 (nothing in common). Source: Leemans, Syring
/// and van der Aalst (2019) for the measure; Chapela-Campa et al. (2025) for n-grams of event logs.
public enum SequenceDistance {
  /// The distance for n-grams of length `length`, 2 for pairs; `nil` when a log has no case.
  ///
  /// A log is its different sequences, each with its number of cases: real logs have few, however many their cases are.
  /// Cases without steps count as one n-gram of blanks.
  ///
  /// - Precondition: `length` is at least 1, and no sequence has fewer than no cases.
  /// - Complexity: O(steps of the different sequences).
  public static func between<Step: Hashable>(
    _ first: [[Step]: Int], _ second: [[Step]: Int], length: Int = 2
  ) -> Double? {
    precondition(length >= 1, "an n-gram has at least one step (was \(length))")
    let (a, b) = (counts(first, length), counts(second, length))
    let (totalA, totalB) = (a.values.reduce(0, +), b.values.reduce(0, +))
    guard totalA > 0, totalB > 0 else { return nil }
    // Whole numbers, so that the order of a dictionary cannot reach the result.
    var sum = 0
    for (gram, count) in a { sum += abs(count * totalB - (b[gram] ?? 0) * totalA) }
    for (gram, count) in b where a[gram] == nil { sum += count * totalA }
    return Double(sum) / (2 * Double(totalA) * Double(totalB))
  }

  private static func counts<Step: Hashable>(_ sequences: [[Step]: Int], _ length: Int) -> [[Step?]: Int] {
    var counts: [[Step?]: Int] = [:]
    let blanks = Array(repeating: Step?.none, count: length - 1)
    for (steps, cases) in sequences {
      precondition(cases >= 0, "a sequence has no fewer than no cases (had \(cases))")
      let padded = blanks + steps.map(Optional.some) + blanks
      guard padded.count >= length else {
        counts[padded, default: 0] += cases
        continue
      }
      for start in 0...(padded.count - length) { counts[Array(padded[start..<(start + length)]), default: 0] += cases }
    }
    return counts
  }
}
