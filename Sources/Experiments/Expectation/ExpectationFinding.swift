import IssueFlow
import OutputAnalysis

/// What was found of an expectation: a difference in pairs of replications that had the same luck.
public struct ExpectationFinding: Sendable {
  public enum State: String, Sendable {
    case holds
    case violated
    /// The replications cannot tell.
    case open
    /// The response was not observed in every replication, with and without the measures.
    case notObserved = "not observed"
  }

  public let expectation: ExpectationSpec
  public let state: State
  /// Means with and without the measures.
  public let with: Double?
  public let without: Double?
  /// With less without.
  public let difference: ResponseDifference?
  /// The interval of the difference at the confidence of the scenario; `nil` where nothing bounds it.
  public let interval: ClosedRange<Double>?

  /// Judges an expectation on pairs of replications.
  ///
  /// *Rises by at least m*: the mean of `x − y − m` is shown to lie above zero at the error; a relative m is part of y. It
  /// is violated when it is shown to lie below zero at the error shared over all expectations (Bonferroni). *Stays within
  /// m*: two one-sided tests (Schuirmann 1987), on the mean of `m − (x − y)` and of `m + (x − y)`. What is shown, and when
  /// equal differences show anything, `MeanEvidence` says. A response that follows from the scenario without luck has one
  /// difference, and is decided at once.
  ///
  /// - `supports`: the ranges in which every value with and without the measures must lie.
  init(
    _ expectation: ExpectationSpec, with x: [Double?], without y: [Double?],
    supports: (ClosedRange<Double>, ClosedRange<Double>), confidence: Double, expectations: Int
  ) {
    self.expectation = expectation
    let pairs = zip(x, y).compactMap { x, y in x.flatMap { x in y.map { (x: x, y: $0) } } }
    guard pairs.count == x.count, pairs.count == y.count, !pairs.isEmpty else {
      state = .notObserved
      with = nil
      without = nil
      difference = nil
      interval = nil
      return
    }
    let n = Double(pairs.count)
    with = pairs.reduce(0) { $0 + $1.x } / n
    without = pairs.reduce(0) { $0 + $1.y } / n
    let found = ResponseDifference(pairs.map(\.x), pairs.map(\.y), supports: supports, isPaired: true)
    difference = found
    interval = found.interval(confidence: confidence)
    let test = ExpectationTest(
      first: pairs.map(\.x), second: pairs.map(\.y), supports: supports, error: 1 - confidence, sharedBy: expectations)
    let margin: (Double) -> Double = { y in
      switch expectation.margin {
      case .absolute(let margin): margin
      case .relative(let share): share * abs(y)
      }
    }
    let isStrict = expectation.margin == .absolute(0)
    state =
      switch expectation.change {
      case .rises: test.isAbove(isStrict: isStrict) { $0 - $1 - margin($1) }
      case .falls: test.isAbove(isStrict: isStrict) { $1 - $0 - margin($1) }
      case .stays: test.areAllAbove([{ margin($1) - ($0 - $1) }, { margin($1) + ($0 - $1) }])
      }
  }
}

/// One-sided tests on the mean of what is reckoned from pairs.
private struct ExpectationTest {
  let first: [Double]
  let second: [Double]
  let supports: (ClosedRange<Double>, ClosedRange<Double>)
  let error: Double
  let sharedBy: Int

  /// Whether the mean lies above zero, below it, or it cannot be told; at zero counts as above unless it must be more.
  func isAbove(isStrict: Bool, _ value: (Double, Double) -> Double) -> ExpectationFinding.State {
    // Responses are never negative, so a share of their amount is linear in them.
    let support = DifferenceRange.of(supports.0, supports.1, value)
    if let support {
      // By its meaning, whatever the luck.
      if support.lowerBound > 0 || (support.lowerBound == 0 && !isStrict) { return .holds }
      if support.upperBound < 0 || (support.upperBound == 0 && isStrict) { return .violated }
    }
    let sample = zip(first, second).map { value($0, $1) }
    guard let evidence = MeanEvidence(differences: sample, of: first, and: second, support: support) else {
      return .open
    }
    if evidence.pValue(ofAtMost: 0) <= error { return .holds }
    if evidence.pValue(ofAtLeast: 0) <= error / Double(sharedBy) { return .violated }
    return .open
  }

  func areAllAbove(_ values: [(Double, Double) -> Double]) -> ExpectationFinding.State {
    let states = values.map { isAbove(isStrict: false, $0) }
    if states.allSatisfy({ $0 == .holds }) { return .holds }
    return states.contains(.violated) ? .violated : .open
  }
}
