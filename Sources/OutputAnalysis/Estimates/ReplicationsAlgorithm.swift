/// The number of replications at which a relative precision is reached and kept.
///
/// The replications algorithm of Hoad, Robinson and Davies (2010): after n replications the cumulative mean
/// deviates by dₙ = t(n − 1, 1 − α/2) sₙ / (√n |x̄ₙ|). The first n with dₙ ≤ d is recommended when all the
/// dᵢ of the look-ahead n + 1 ... n + f are within d as well; f = k for n ≤ 100 and ⌊k n / 100⌋ beyond, which
/// guards against a premature, lucky narrowing.
public struct ReplicationsAlgorithm: Hashable, Sendable {
  /// What the algorithm says about the replications made so far.
  public enum Outcome: Hashable, Sendable {
    /// This many replications suffice, and the look-ahead confirms it.
    case sufficient(replications: Int)
    /// Make replications up to this number, then ask again.
    case continueTo(replications: Int)
  }

  /// The wanted half-width relative to the mean, for instance 0.05.
  public let precision: Double
  /// The confidence of the cumulative intervals.
  public let confidence: Double
  /// The look-ahead k, for n ≤ 100.
  public let lookAhead: Int
  /// The first number of replications at which precision is judged.
  public let initial: Int

  /// Creates the algorithm with the authors' choices as defaults.
  ///
  /// - Precondition: precision > 0, 0 < confidence < 1, lookAhead ≥ 0 and initial ≥ 2.
  public init(precision: Double = 0.05, confidence: Double = 0.95, lookAhead: Int = 5, initial: Int = 3) {
    precondition(precision > 0, "a precision is positive (was \(precision))")
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1 (was \(confidence))")
    precondition(lookAhead >= 0, "a look-ahead is not negative (was \(lookAhead))")
    precondition(initial >= 2, "a deviation needs 2 replications (was \(initial))")
    self.precision = precision
    self.confidence = confidence
    self.lookAhead = lookAhead
    self.initial = initial
  }

  /// Returns f, the number of further replications that confirm a recommendation of n.
  public func lookAhead(at replications: Int) -> Int {
    lookAhead * max(100, replications) / 100
  }

  /// Returns dₙ for every n from 1 on; nil where n = 1 or the mean is zero.
  ///
  /// - Throws: when a value is not finite.
  /// - Complexity: O(n)
  public func deviations(of values: [Double]) throws(EstimateError) -> [Double?] {
    var tally = Tally()
    var deviations: [Double?] = []
    for (index, value) in values.enumerated() {
      guard value.isFinite else { throw .notFinite(index: index, value: value) }
      tally.add(value)
      deviations.append(try Estimate(of: tally, confidence: confidence).relativeHalfWidth)
    }
    return deviations
  }

  /// Judges the values of one response, in the order of their replications.
  ///
  /// - Throws: when a value is not finite.
  /// - Complexity: O(n)
  public func evaluate(_ values: [Double]) throws(EstimateError) -> Outcome {
    let deviations = try deviations(of: values)
    var candidate = initial
    while candidate <= values.count {
      let last = candidate + lookAhead(at: candidate)
      let observed = candidate...min(last, values.count)
      if let broken = observed.last(where: { (deviations[$0 - 1] ?? .infinity) > precision }) {
        candidate = broken + 1
      } else {
        return values.count >= last
          ? .sufficient(replications: candidate) : .continueTo(replications: last)
      }
    }
    return .continueTo(replications: candidate)
  }
}
