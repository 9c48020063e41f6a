/// Law's sequential procedure: replications are added one at a time until the interval is narrow enough (Law, §9.4.1).
///
/// Relative: the first n ≥ n₀ with t(n − 1) s / √n ≤ γ/(1 + γ) |x̄|. Absolute: the first with t(n − 1) s / √n ≤ β. Looking
/// after each replication makes the interval cover somewhat less than its confidence; n₀ ≥ 10 and γ ≤ 0.15 keep that
/// small (Law and Kelton 1982). For a verdict use ``AlphaSpending``, which keeps the error.
public struct SequentialPrecision: Hashable, Sendable {
  /// How narrow.
  public enum Goal: Hashable, Sendable {
    /// γ, the error relative to the true mean.
    case relative(Double)
    /// β, half the width.
    case absolute(Double)
  }

  /// How narrow the interval must be.
  public let goal: Goal
  /// The confidence of the interval.
  public let confidence: Double
  /// n₀.
  public let initial: Int

  /// Creates the procedure.
  ///
  /// - Precondition: γ or β > 0, 0 < confidence < 1, initial ≥ 2.
  public init(goal: Goal, confidence: Double = 0.95, initial: Int = 10) {
    switch goal {
    case .relative(let number), .absolute(let number):
      precondition(number > 0, "a precision is positive (was \(number))")
    }
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1 (was \(confidence))")
    precondition(initial >= 2, "an interval needs two replications (was \(initial))")
    self.goal = goal
    self.confidence = confidence
    self.initial = initial
  }

  /// Returns the first number of replications at which it would have stopped; nil when more are needed.
  ///
  /// A relative precision is never reached around a mean of zero.
  /// - Throws: when a value is not finite.
  /// - Complexity: O(n)
  public func stop(_ values: [Double]) throws(EstimateError) -> Int? {
    var tally = Tally()
    for (index, value) in values.enumerated() {
      guard value.isFinite else { throw .notFinite(index: index, value: value) }
      tally.add(value)
      guard index + 1 >= initial else { continue }
      let estimate = try Estimate(of: tally, confidence: confidence)
      guard let half = estimate.halfWidth else { continue }
      let wanted: Double =
        switch goal {
        case .relative(let gamma): gamma / (1 + gamma) * abs(estimate.mean)
        case .absolute(let beta): beta
        }
      if half <= wanted, wanted > 0 { return index + 1 }
    }
    return nil
  }
}
