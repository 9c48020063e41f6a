/// How the replications bear on one criterion.
public struct CriterionResult: Hashable, Sendable {
  /// The criterion that was examined.
  public let criterion: Criterion
  /// The mean of the response with its two-sided interval at the confidence asked for.
  public let estimate: Estimate
  /// Where the mean lies; only an interval that lies there too makes it a finding.
  public let position: Criterion.Position
  /// The p-value against "the mean is below the lower bound"; nil without that bound or with one replication.
  public let lowerPValue: Double?
  /// The p-value against "the mean is above the upper bound"; nil without that bound or with one replication.
  public let upperPValue: Double?
  /// Whether every one-sided test rejects at α: the criterion's part in *met*.
  public let holds: Bool
  /// Whether the simultaneous interval lies wholly outside: the criterion's part in *not met*.
  public let violated: Bool
  /// The lower end of the simultaneous interval; nil when it has none.
  public let simultaneousLow: Double?
  /// The upper end of the simultaneous interval; nil when it has none.
  public let simultaneousHigh: Double?
  /// The total number of replications at which this criterion would be found to hold or be violated, if mean
  /// and spread stayed as they are: even then an estimate, right about half of the time.
  ///
  /// Nil for one replication, for a mean exactly at an edge, without a support when all replications agree,
  /// and beyond ``SampleSize/limit``.
  public let replicationsNeeded: Int?

  /// The argument that carries what is said of the mean; nil with one replication and for an infinite mean.
  public let basis: MeanEvidence.Basis?

  /// Whether two or more replications agree to rounding, so that the spread was not measured.
  public var zeroVariance: Bool { estimate.zeroVariance }

  /// - Parameters:
  ///   - evidence: of the sample behind the estimate; nil with one replication.
  ///   - criteria: how many criteria share the error of *not met*.
  init(criterion: Criterion, estimate: Estimate, evidence: MeanEvidence?, criteria: Int) {
    self.criterion = criterion
    self.estimate = estimate
    self.position = criterion.position(of: estimate.mean)
    let alpha = 1 - estimate.confidence
    // A band can be left on two sides and a guard on one: both spend α/m. See VerdictAnalysis.
    let isBand = criterion.lower != nil && criterion.upper != nil
    let errorPerSide = alpha / Double(criteria) / (isBand ? 2 : 1)
    if estimate.mean == .infinity {
      basis = nil
      // Beyond every upper bound, whatever the others are; a bound from below is satisfied.
      (lowerPValue, upperPValue) = (criterion.lower.map { _ in 0 }, criterion.upper.map { _ in 1 })
      (simultaneousLow, simultaneousHigh) = (nil, nil)
      (holds, violated, replicationsNeeded) = (criterion.upper == nil, criterion.upper != nil, estimate.count)
      return
    }
    guard let evidence else {
      basis = nil
      (lowerPValue, upperPValue, simultaneousLow, simultaneousHigh) = (nil, nil, nil, nil)
      (holds, violated, replicationsNeeded) = (false, false, nil)
      return
    }
    basis = evidence.basis
    let tests = CriterionTests(
      criterion: criterion, position: position, alpha: alpha, errorPerSide: errorPerSide)
    lowerPValue = tests.lowerPValue(evidence)
    upperPValue = tests.upperPValue(evidence)
    holds = tests.holds(evidence)
    violated = tests.isViolated(evidence)
    simultaneousLow = criterion.upper == nil ? nil : evidence.lowerLimit(error: errorPerSide)
    simultaneousHigh = criterion.lower == nil ? nil : evidence.upperLimit(error: errorPerSide)
    replicationsNeeded = SmallestCount.find(from: estimate.count, through: SampleSize.limit) {
      let extrapolated = evidence.extrapolated(to: $0)
      return tests.holds(extrapolated) || tests.isViolated(extrapolated)
    }
  }
}

/// The one-sided tests behind a criterion, at fixed errors.
///
/// Both conditions stay true as replications are added to an unchanged mean and spread, which the search for
/// the number needed relies on.
private struct CriterionTests {
  let criterion: Criterion
  let position: Criterion.Position
  let alpha: Double
  let errorPerSide: Double

  /// A bound that no replication can cross is satisfied by meaning: nothing is left to test.
  func lowerPValue(_ evidence: MeanEvidence) -> Double? {
    criterion.lower.map { lower in
      if let support = criterion.support, support.lowerBound >= lower { return 0 }
      return evidence.pValue(ofAtMost: lower)
    }
  }

  func upperPValue(_ evidence: MeanEvidence) -> Double? {
    criterion.upper.map { upper in
      if let support = criterion.support, support.upperBound <= upper { return 0 }
      return evidence.pValue(ofAtLeast: upper)
    }
  }

  func holds(_ evidence: MeanEvidence) -> Bool {
    (lowerPValue(evidence) ?? 0) <= alpha && (upperPValue(evidence) ?? 0) <= alpha
  }

  func isViolated(_ evidence: MeanEvidence) -> Bool {
    switch position {
    case .inside: false
    case .below: criterion.lower.map { evidence.pValue(ofAtLeast: $0) <= errorPerSide } ?? false
    case .above: criterion.upper.map { evidence.pValue(ofAtMost: $0) <= errorPerSide } ?? false
    }
  }
}
