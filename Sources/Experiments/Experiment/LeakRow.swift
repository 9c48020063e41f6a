import IssueFlow
import OutputAnalysis
import ScenarioLanguage

/// Issues of a type that a tier closed because of one cause: the answer to "what should we change?".
public struct LeakRow: Hashable, Sendable {
  /// The closing tier, above the lowest.
  public let tier: String
  /// Why they left, or never saw, the lowest tier.
  public let cause: LeakCause
  public let type: String
  /// Mean number of issues of a replication, and half the width of its interval.
  public let issues: Double
  public let halfWidth: Double?
  /// Mean share of all closed issues.
  public let share: Double

  /// Rows that some replication filled, in the order of tiers, causes and types.
  static func rows(
    of replications: [ReplicationResult], scenario: Scenario, confidence: Double
  ) -> [LeakRow] {
    var rows: [LeakRow] = []
    for tier in scenario.tiers.indices.dropFirst() {
      for cause in LeakCause.allCases {
        for type in scenario.types.indices {
          let counts = replications.map { Double($0.leaks[tier: tier, cause: Int(cause.rawValue), type: type]) }
          guard counts.contains(where: { $0 > 0 }),
            let estimate = try? Estimate(of: counts, confidence: confidence)
          else { continue }
          let shares = zip(counts, replications).compactMap { count, replication in
            replication.splits.closed > 0 ? count / Double(replication.splits.closed) : nil
          }
          rows.append(
            LeakRow(
              tier: scenario.tiers[tier].id, cause: cause, type: scenario.types[type].id, issues: estimate.mean,
              halfWidth: estimate.measuredHalfWidth, share: Tally(shares).mean ?? 0))
        }
      }
    }
    return rows
  }
}

/// All issues that left the lowest tier for one cause.
public struct LeakCauseRow: Hashable, Sendable {
  public let cause: LeakCause
  /// Mean share of all closed issues.
  public let share: Double
}

extension ExperimentResult {
  /// The causes by which issues leave the lowest tier, the largest first; ties in the order of the causes.
  public var leakCauses: [LeakCauseRow] {
    let shares = LeakCause.allCases.map { cause in
      LeakCauseRow(cause: cause, share: leaks.reduce(0) { $1.cause == cause ? $0 + $1.share : $0 })
    }
    let order = shares.enumerated().sorted { a, b in
      a.element.share != b.element.share ? a.element.share > b.element.share : a.offset < b.offset
    }
    return order.map(\.element).filter { $0.share > 0 }
  }
}
