/// Whether a customer joins, by the number it finds: balking.
public struct BalkingRule: Hashable, Sendable {
  /// Probability of joining with 0, 1, 2 … customers found; the last goes on.
  private let probabilities: [Double]

  /// Joins with a probability for each number found.
  /// - Precondition: there is a probability; all are in [0, 1].
  public init(joining probabilities: [Double]) {
    precondition(
      !probabilities.isEmpty && probabilities.allSatisfy { (0...1).contains($0) },
      "probabilities are in [0, 1], one or more (were \(probabilities))")
    self.probabilities = probabilities
  }

  /// Joins while fewer than `limit` are found.
  /// - Precondition: the limit is not negative.
  public init(limit: Int) {
    precondition(limit >= 0, "a limit is not negative (was \(limit))")
    probabilities = Array(repeating: 1, count: limit) + [0]
  }

  /// Probability of joining when so many are found: in line or present, as the model has it.
  public func probability(finding number: Int) -> Double {
    precondition(number >= 0, "a number of customers is not negative (was \(number))")
    return probabilities[min(number, probabilities.count - 1)]
  }

  /// Whether a customer with this uniform number in [0, 1) joins; the lower the number, the more willing it is.
  public func joins(finding number: Int, uniform: Double = 0) -> Bool { uniform < probability(finding: number) }
}
