import OutputAnalysis
import ScenarioLanguage

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
  /// *Rises by at least m*: the mean of `x − y` is shown to lie above m at the error; a relative m is part of y. It is
  /// violated when it is shown to lie below m at the error shared over all expectations (Bonferroni). *Stays within m*: two
  /// one-sided tests (Schuirmann 1987), that the means of `y − x` and of `x − y` lie above −m. What is shown, and when
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
    state =
      switch (expectation.change, expectation.margin) {
      case (.rises, .absolute(let margin)): test.isAbove(margin, isStrict: margin == 0) { $0 - $1 }
      case (.falls, .absolute(let margin)): test.isAbove(margin, isStrict: margin == 0) { $1 - $0 }
      case (.stays, .absolute(let margin)): test.areAllAbove(-margin, [{ $1 - $0 }, { $0 - $1 }])
      // A part of the value without the measures is another number in every pair.
      case (.rises, .relative(let share)): test.isAbove(0, isStrict: share == 0) { $0 - $1 - share * abs($1) }
      case (.falls, .relative(let share)): test.isAbove(0, isStrict: share == 0) { $1 - $0 - share * abs($1) }
      case (.stays, .relative(let share)):
        test.areAllAbove(0, [{ share * abs($1) - ($0 - $1) }, { share * abs($1) + ($0 - $1) }])
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

  /// Whether the mean lies above a bound, below it, or it cannot be told; at the bound counts as above unless it must be
  /// more.
  func isAbove(
    _ bound: Double, isStrict: Bool, _ value: (Double, Double) -> Double
  ) -> ExpectationFinding.State {
    // Responses are never negative, so a share of their amount is linear in them.
    let support = DifferenceRange.of(supports.0, supports.1, value)
    if let support {
      // By its meaning, whatever the luck.
      if support.lowerBound > bound || (support.lowerBound == bound && !isStrict) { return .holds }
      if support.upperBound < bound || (support.upperBound == bound && isStrict) { return .violated }
    }
    let sample = zip(first, second).map { value($0, $1) }
    guard let evidence = MeanEvidence(differences: sample, of: first, and: second, support: support) else {
      return .open
    }
    if evidence.pValue(ofAtMost: bound) <= error { return .holds }
    if evidence.pValue(ofAtLeast: bound) <= error / Double(sharedBy) { return .violated }
    return .open
  }

  func areAllAbove(_ bound: Double, _ values: [(Double, Double) -> Double]) -> ExpectationFinding.State {
    let states = values.map { isAbove(bound, isStrict: false, $0) }
    if states.allSatisfy({ $0 == .holds }) { return .holds }
    return states.contains(.violated) ? .violated : .open
  }
}
