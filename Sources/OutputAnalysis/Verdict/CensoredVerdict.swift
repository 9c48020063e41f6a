/// The verdict over all corner cases of a remainder, see ``BoundedCensoring``.
public struct CensoredVerdict: Hashable, Sendable {
  /// The answer that holds for every fate of the remainder.
  public let decision: Decision
  /// One analysis per tier that the remainder was assigned to, on the same criteria.
  public let analyses: [VerdictAnalysis]

  /// Combines the analyses of the corner cases.
  ///
  /// - Precondition: there is an analysis, and all are of the same criteria in the same order.
  public init(analyses: [VerdictAnalysis]) {
    let criteria = analyses.first?.results.map(\.criterion)
    precondition(criteria != nil, "there is at least one analysis")
    precondition(
      analyses.allSatisfy { $0.results.map(\.criterion) == criteria },
      "the analyses differ in their criteria")
    self.analyses = analyses
    if analyses.allSatisfy({ $0.decision == .met }) {
      decision = .met
    } else if Self.commonlyOutside(analyses).contains(where: { $0.allSatisfy(\.violated) }) {
      decision = .notMet
    } else {
      decision = .undecided
    }
  }

  /// How many more replications would decide, if means and spreads stayed as they are; zero when decided.
  ///
  /// Nil when no number would: the answer then depends on the fate of the remainder, and only closing more
  /// issues (a longer drain, fewer withdrawals) helps.
  public var additionalReplications: Int? {
    guard decision == .undecided, let made = analyses.first?.results.first?.estimate.count else { return 0 }
    let all = analyses.flatMap(\.results)
    let total: Int?
    if all.allSatisfy({ $0.position == .inside }) {
      total = Self.largest(all.map(\.replicationsNeeded))
    } else {
      total = Self.commonlyOutside(analyses).compactMap { Self.largest($0.map(\.replicationsNeeded)) }.min()
    }
    return total.map { $0 - made }
  }

  /// Returns the results, one per analysis, of every criterion whose mean is outside on one and the same
  /// side.
  private static func commonlyOutside(_ analyses: [VerdictAnalysis]) -> [[CriterionResult]] {
    guard let first = analyses.first else { return [] }
    return first.results.indices.map { index in analyses.map { $0.results[index] } }.filter { results in
      let position = results[0].position
      return position != .inside && results.allSatisfy { $0.position == position }
    }
  }

  private static func largest(_ counts: [Int?]) -> Int? {
    counts.contains(nil) ? nil : counts.compactMap(\.self).max()
  }
}
