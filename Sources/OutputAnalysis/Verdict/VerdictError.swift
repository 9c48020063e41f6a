/// Why there is no verdict; each of these would otherwise be a silent pass or a silent failure.
public enum VerdictError: Error, Hashable, Sendable {
  /// There are no criteria: nothing to check.
  case noCriteria
  /// There must be one sample per criterion.
  case sampleCount(samples: Int, criteria: Int)
  /// Nothing was observed.
  case noObservations(criterion: String)
  /// All samples come from the same replications.
  case unequalReplications(criterion: String, count: Int, expected: Int)
  /// A value is NaN or infinite, for instance a share of nothing.
  case notFinite(criterion: String, replication: Int, value: Double)
  /// A value contradicts the support of its criterion.
  case outsideSupport(criterion: String, replication: Int, value: Double, support: ClosedRange<Double>)
  /// A criterion has neither a lower nor an upper bound.
  case withoutBound(criterion: String)
  /// The lower bound is above the upper bound.
  case emptyBand(criterion: String, lower: Double, upper: Double)
  /// A bound is NaN or infinite.
  case boundNotFinite(criterion: String, value: Double)
  /// A confidence of one half or less lets a coin decide.
  case confidence(Double)
  /// The mean of a sample could not be estimated.
  case noEstimate(criterion: String, reason: EstimateError)
  /// A replication counted no tier, another number of tiers, or fewer than zero issues.
  case counts(replication: Int, closed: [Int], remainder: Int)
  /// No issue arose in a replication: its shares are not defined.
  case nothingArose(replication: Int)

  /// Finds the first contradiction, in the order in which a reader would look for it.
  static func check(
    samples: [[Double]], criteria: [Criterion], confidence: Double, allowsInfinity: Bool = false
  ) throws(VerdictError) {
    guard confidence > 0.5 && confidence < 1 else { throw .confidence(confidence) }
    guard let expected = samples.first?.count, !criteria.isEmpty else {
      if criteria.isEmpty { throw .noCriteria }
      throw .sampleCount(samples: samples.count, criteria: criteria.count)
    }
    guard samples.count == criteria.count else {
      throw .sampleCount(samples: samples.count, criteria: criteria.count)
    }
    for (criterion, sample) in zip(criteria, samples) {
      try check(criterion)
      guard !sample.isEmpty else { throw .noObservations(criterion: criterion.name) }
      guard sample.count == expected else {
        throw .unequalReplications(criterion: criterion.name, count: sample.count, expected: expected)
      }
      try check(sample, against: criterion, allowsInfinity: allowsInfinity)
    }
  }

  private static func check(_ criterion: Criterion) throws(VerdictError) {
    for bound in [criterion.lower, criterion.upper] {
      if let bound, !bound.isFinite { throw .boundNotFinite(criterion: criterion.name, value: bound) }
    }
    switch (criterion.lower, criterion.upper) {
    case (nil, nil): throw .withoutBound(criterion: criterion.name)
    case (let lower?, let upper?) where lower > upper:
      throw .emptyBand(criterion: criterion.name, lower: lower, upper: upper)
    default: break
    }
  }

  private static func check(
    _ sample: [Double], against criterion: Criterion, allowsInfinity: Bool
  ) throws(VerdictError) {
    for (replication, value) in sample.enumerated() {
      if allowsInfinity, value == .infinity { continue }
      guard value.isFinite else {
        throw .notFinite(criterion: criterion.name, replication: replication, value: value)
      }
      if let support = criterion.support, !support.contains(value) {
        throw .outsideSupport(
          criterion: criterion.name, replication: replication, value: value, support: support)
      }
    }
  }
}
