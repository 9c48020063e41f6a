import OutputAnalysis

/// What is known of the difference of a response between two cities.
///
/// Pairs of replications with common luck are one sample of differences, see `MeanEvidence`; without common luck the two
/// samples stand each for itself.
public struct ResponseDifference: Sendable {
  /// First less second.
  public let mean: Double
  public let n: Int
  /// The argument that carries the interval; `nil` with one pair, and without common luck.
  public let basis: MeanEvidence.Basis?
  private let evidence: MeanEvidence?
  private let independent: Independent?

  fileprivate struct Independent: Sendable {
    let first: [Double]
    let second: [Double]
    let supports: [ClosedRange<Double>]
  }

  /// - `supports`: the ranges in which every value of the first and of the second city must lie.
  /// - Precondition: as many values on both sides, one at least.
  init(
    _ first: [Double], _ second: [Double], supports: (ClosedRange<Double>, ClosedRange<Double>), isPaired: Bool
  ) {
    precondition(first.count == second.count && !first.isEmpty, "differences are of pairs")
    let differences = zip(first, second).map { $0 - $1 }
    mean = differences.reduce(0, +) / Double(differences.count)
    n = first.count
    if isPaired {
      evidence = MeanEvidence(
        differences: differences, of: first, and: second,
        support: DifferenceRange.of(supports.0, supports.1) { $0 - $1 })
      independent = nil
    } else {
      evidence = nil
      independent = Independent(first: first, second: second, supports: [supports.0, supports.1])
    }
    basis = evidence?.basis
  }

  /// The two-sided interval of the mean difference; `nil` where nothing bounds it.
  public func interval(confidence: Double) -> ClosedRange<Double>? {
    if let evidence { return evidence.interval(confidence: confidence) }
    return independent.flatMap { $0.interval(mean: mean, confidence: confidence) }
  }
}

extension ResponseDifference.Independent {
  /// Welch's where both vary; else the two intervals side by side, each with half of the error, since a sample that does not
  /// vary has no standard error.
  fileprivate func interval(mean: Double, confidence: Double) -> ClosedRange<Double>? {
    guard let a = MeanEvidence(sample: first, support: supports[0]),
      let b = MeanEvidence(sample: second, support: supports[1])
    else { return nil }
    let measured: Set<MeanEvidence.Basis> = [.student, .skewed, .tail]
    if measured.contains(a.basis), measured.contains(b.basis),
      let half = (try? WelchTwoSample(first, second, confidence: confidence))?.halfWidth
    {
      return mean - half...mean + half
    }
    let each = 1 - (1 - confidence) / 2
    guard let x = a.interval(confidence: each), let y = b.interval(confidence: each) else { return nil }
    return x.lowerBound - y.upperBound...x.upperBound - y.lowerBound
  }
}

/// The range of what is reckoned from two bounded values.
enum DifferenceRange {
  /// The range of a function that is linear in each of two values, at the corners of theirs; `nil` where they have no end.
  static func of(
    _ first: ClosedRange<Double>, _ second: ClosedRange<Double>, _ function: (Double, Double) -> Double
  ) -> ClosedRange<Double>? {
    let ends = [first.lowerBound, first.upperBound, second.lowerBound, second.upperBound]
    guard ends.allSatisfy({ abs($0) < .greatestFiniteMagnitude }) else { return nil }
    let corners = [first.lowerBound, first.upperBound].flatMap { x in
      [second.lowerBound, second.upperBound].map { function(x, $0) }
    }
    guard let low = corners.min(), let high = corners.max() else { return nil }
    return low...high
  }
}
