/// Shares per tier when some issues were not closed: every fate of the remainder is considered.
///
/// An issue that is still open or was withdrawn would have been closed at some tier. Assigning the whole
/// remainder to each of the K tiers in turn gives K corner cases, and every real assignment, in each
/// replication, lies between them.
///
/// *Met* in all corners is met in between, because bands and guards are intervals. *Not met* in all corners
/// is **not** enough: of 65/18/9 closed and a remainder of 8, with 70/20/10 ± 2 wanted, every corner
/// (73/18/9, 65/26/9, 65/18/17) violates some band, yet 5/2/1 of the remainder would hit the target exactly.
/// So not met is concluded only when all corners violate the same criterion on the same side; that mean is
/// then outside for every fate of the remainder. All else is undecided.
///
/// Neither costs confidence. Met needs all corners, the true one's bound among them. For not met, the corner
/// most favourable to that criterion is wrong with probability α/m at most, as without censoring.
public struct BoundedCensoring: Hashable, Sendable {
  /// Issues closed, by replication and then by tier.
  public let closed: [[Int]]
  /// Issues open or withdrawn, by replication.
  public let remainder: [Int]

  /// Takes the counts of the replications.
  ///
  /// - Throws: when there are no replications, when the two arrays differ in length, when replications differ
  ///   in their number of tiers, when a count is negative, and when no issue arose in a replication.
  public init(closed: [[Int]], remainder: [Int]) throws(VerdictError) {
    guard closed.count == remainder.count else {
      throw .unequalReplications(criterion: "remainder", count: remainder.count, expected: closed.count)
    }
    guard let tiers = closed.first?.count else { throw .noObservations(criterion: "shares") }
    for (replication, (counts, rest)) in zip(closed, remainder).enumerated() {
      guard tiers > 0, counts.count == tiers, rest >= 0, counts.allSatisfy({ $0 >= 0 }) else {
        throw .counts(replication: replication, closed: counts, remainder: rest)
      }
      guard counts.contains(where: { $0 > 0 }) || rest > 0 else {
        throw .nothingArose(replication: replication)
      }
    }
    self.closed = closed
    self.remainder = remainder
  }

  /// The number of tiers, K.
  public var tiers: Int { closed.first?.count ?? 0 }

  /// Returns the shares of all issues that arose, by tier and then by replication, when the whole remainder
  /// is counted at one tier.
  ///
  /// - Precondition: the tier is in 0..<tiers.
  public func shares(assigningRemainderTo tier: Int) -> [[Double]] {
    precondition((0..<tiers).contains(tier), "a tier is in 0..<\(tiers) (was \(tier))")
    return (0..<tiers).map { other in
      zip(closed, remainder).map { counts, rest in
        let arose = counts.reduce(rest, +)
        return Double(counts[other] + (other == tier ? rest : 0)) / Double(arose)
      }
    }
  }

  /// Decides on the criteria of the tiers, with further responses as guards, for every corner.
  ///
  /// There is one criterion per tier, and one sample per guard. Guards are examined at both of their ends beside
  /// every assignment of the remainder.
  ///
  /// - Parameters:
  ///   - tierCriteria: one for each tier, on its share.
  ///   - guards: criteria on further responses.
  ///   - guardSamples: the values of each guard's response at both ends.
  ///   - confidence: of the whole decision, between 0 and 1.
  ///   - comparisons: how many criteria share the error of *not met*, when others are judged elsewhere.
  /// - Throws: as ``VerdictAnalysis/decide(samples:parts:criteria:confidence:)``, and when a tier has no criterion.
  /// - Complexity: O(K (K + g) n) for g guards.
  public func decide(
    tierCriteria: [Criterion], guards: [Criterion] = [], guardSamples: [CensoredSample] = [],
    confidence: Double = 0.95, comparisons: Int? = nil
  ) throws(VerdictError) -> CensoredVerdict {
    guard tierCriteria.count == tiers else {
      throw .sampleCount(samples: tiers, criteria: tierCriteria.count)
    }
    return try CensoredVerdict.decide(
      corners: (0..<tiers).map(shares(assigningRemainderTo:)), tierCriteria: tierCriteria, guards: guards,
      guardSamples: guardSamples, confidence: confidence, comparisons: comparisons)
  }
}
