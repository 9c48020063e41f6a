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
  /// With less without; its interval has the confidence of the scenario.
  public let difference: Estimate?

  /// Judges an expectation on pairs of replications.
  ///
  /// *Rises by at least m*: the one-sided Student interval of `x − y − m` lies above zero; a relative m is part of y.
  /// It is violated when the interval at the error shared over all expectations (Bonferroni) lies below zero. *Stays
  /// within m*: two one-sided tests (Schuirmann 1987). Differences without spread decide by themselves: they are the
  /// same in every replication that has been seen.
  init(
    _ expectation: ExpectationSpec, with x: [Double?], without y: [Double?], confidence: Double, expectations: Int
  ) {
    self.expectation = expectation
    let pairs = zip(x, y).compactMap { x, y in x.flatMap { x in y.map { (x: x, y: $0) } } }
    guard pairs.count == x.count, pairs.count == y.count, !pairs.isEmpty else {
      state = .notObserved
      with = nil
      without = nil
      difference = nil
      return
    }
    let n = Double(pairs.count)
    with = pairs.reduce(0) { $0 + $1.x } / n
    without = pairs.reduce(0) { $0 + $1.y } / n
    difference = try? Estimate(of: pairs.map { $0.x - $0.y }, confidence: confidence)
    let test = ExpectationTest(error: 1 - confidence, sharedBy: expectations)
    func samples(_ sign: Double) -> [Double] {
      pairs.map { pair in
        switch expectation.margin {
        case .absolute(let margin): sign * (pair.x - pair.y) - margin
        case .relative(let margin): sign * (pair.x - pair.y) - margin * abs(pair.y)
        }
      }
    }
    func inside(_ sign: Double) -> [Double] { samples(sign).map { -$0 } }
    state =
      switch expectation.change {
      case .rises: test.isAbove(samples(1))
      case .falls: test.isAbove(samples(-1))
      case .stays: test.areAllAbove([inside(1), inside(-1)])
      }
  }
}

/// One-sided tests on the mean of a sample.
private struct ExpectationTest {
  let error: Double
  let sharedBy: Int

  /// Whether the mean lies above zero, at zero or below, or it cannot be told.
  func isAbove(_ sample: [Double]) -> ExpectationFinding.State {
    guard let mean = Tally(sample).mean else { return .notObserved }
    if sample.allSatisfy({ $0 == sample[0] }) {
      // Nothing varies: one replication is no evidence, several with the same difference are.
      if sample.count == 1 { return .open }
      return mean > 0 ? .holds : .violated
    }
    if isSignificant(sample, 1, error) { return .holds }
    if isSignificant(sample, -1, error / Double(sharedBy)) { return .violated }
    return .open
  }

  /// Equality counts as inside: a response that nothing moves stays within zero.
  func areAllAbove(_ samples: [[Double]]) -> ExpectationFinding.State {
    let states = samples.map { sample in
      sample.count > 1 && sample.allSatisfy { $0 == 0 } ? .holds : isAbove(sample)
    }
    if states.allSatisfy({ $0 == .holds }) { return .holds }
    return states.contains(.violated) ? .violated : .open
  }

  /// Whether the one-sided interval of the mean times `sign` excludes zero.
  private func isSignificant(_ sample: [Double], _ sign: Double, _ error: Double) -> Bool {
    guard let estimate = try? Estimate(of: sample.map { $0 * sign }, confidence: 1 - 2 * error),
      let halfWidth = estimate.halfWidth
    else { return false }
    return estimate.mean - halfWidth > 0
  }
}
