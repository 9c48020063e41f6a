/// How many replications a system gets until it is called met or not met, and at which error.
public struct StandingRule: Hashable, Sendable {
  /// The chance that a system is called wrongly before the last look, shared over those looks.
  public let error: Double
  /// The chance that one which is still open at the last look is called wrongly there.
  public let lastError: Double
  /// The numbers of replications at which a system is looked at.
  public let looks: [Int]

  /// - Precondition: looks rise from 2 or more, and both errors lie between 0 and ½.
  public init(error: Double, lastError: Double, looks: [Int]) {
    precondition((0..<0.5).contains(error) && error > 0, "an error lies between 0 and 1/2 (was \(error))")
    precondition((0..<0.5).contains(lastError) && lastError > 0, "an error lies between 0 and 1/2 (was \(lastError))")
    precondition((looks.first ?? 0) >= 2 && zip(looks, looks.dropFirst()).allSatisfy { $0 < $1 }, "looks rise from 2")
    self.error = error
    self.lastError = lastError
    self.looks = looks
  }

  /// The rule for so many systems: doubling from `first` to `atMost`; before the last look one in a hundred is called
  /// wrongly at most, and from a hundred systems on one of all; at the last look one in twenty of those still open.
  ///
  /// Few reach the last look, so that its larger error costs the interval of the share little, and its sharper test
  /// leaves fewer unclear.
  public init(systems: Int, first: Int = 4, atMost: Int = 256) {
    var looks = [max(2, first)]
    while let last = looks.last, last < atMost { looks.append(min(atMost, 2 * last)) }
    self.init(error: min(0.01, 1 / Double(max(1, systems))), lastError: 0.05, looks: looks)
  }

  /// The error of each look but the last.
  public var errorPerLook: Double { error / Double(looks.count) }

  /// Judges a system by its means, with what is known of their variances from other systems.
  ///
  /// With T = mean / (s̃ / √n) of each bound: *met* when every T of the cautious end is beyond the upper quantile of
  /// Student's law at the error (an intersection–union test), *not met* when some T of the generous end is
  /// below the lower one at that error shared over the bounds (Bonferroni). Without any spread a mean speaks for itself;
  /// the bound belongs to the inside.
  ///
  /// - Parameters:
  ///   - bounds: of all demands on means, with equally many replications.
  ///   - each: the chance of either wrong call.
  ///   - others: other demands, judged at that error, and the same number of comparisons.
  ///   - priors: for each bound, of the variances of its cautious and its generous end.
  /// - Returns: the standing, whether the means lie inside, and whether further replications cannot settle it.
  /// - Complexity: O(bounds)
  public func judge(
    _ bounds: [BoundDistances], error each: Double, others: [OtherDemand] = [],
    priors: [(cautious: VariancePrior, generous: VariancePrior)]
  ) -> StandingJudgement {
    let shared = each / Double(max(1, bounds.count + others.count))
    let tests = zip(bounds, priors).map { bound, prior in
      (
        cautious: bound.isUnbounded ? -Double.infinity : StandingRule.statistic(bound.cautious, prior.cautious, each),
        isOut: bound.isUnbounded || StandingRule.statistic(bound.cautious, prior.cautious, shared) < -1,
        generous: StandingRule.statistic(bound.generous, prior.generous, each),
        isViolated: StandingRule.statistic(bound.generous, prior.generous, shared) < -1
      )
    }
    let leans = bounds.allSatisfy { $0.cautiousMean >= 0 } && others.allSatisfy(\.leans)
    if tests.allSatisfy({ $0.cautious >= 1 }), others.allSatisfy(\.holds) {
      return .init(standing: .met, leans: true, isFinal: true)
    }
    if tests.contains(where: \.isViolated) || others.contains(where: \.isViolated) {
      return .init(standing: .notMet, leans: false, isFinal: true)
    }
    let isFavourable = tests.allSatisfy { $0.generous >= 1 } && others.allSatisfy(\.holds)
    guard isFavourable, bounds.contains(where: { $0.cautiousMean < 0 }) else {
      return .init(standing: .inconclusive(.edge), leans: leans, isFinal: false)
    }
    return .init(standing: .inconclusive(.unfinished), leans: false, isFinal: tests.contains(where: \.isOut))
  }

  /// T over its quantile at an error: from 1 on the mean is inside for sure, below −1 outside. Infinite without spread.
  private static func statistic(_ tally: Tally, _ prior: VariancePrior, _ error: Double) -> Double {
    guard let mean = tally.mean, let own = tally.variance else { return 0 }
    let known = prior.moderated(tally.hasZeroVariance ? 0 : own, freedom: Double(tally.count - 1))
    guard known.variance > 0 else { return mean >= 0 ? .infinity : -.infinity }
    let t = mean / (known.variance / Double(tally.count)).squareRoot()
    return t / StudentT.quantile(1 - error, degreesOfFreedom: known.degreesOfFreedom)
  }
}

/// What a look says of a system.
public struct StandingJudgement: Hashable, Sendable {
  /// What the system is called.
  public let standing: Standing
  /// Whether all means lie inside.
  public let leans: Bool
  /// Whether further replications cannot settle it any better.
  public let isFinal: Bool
}
