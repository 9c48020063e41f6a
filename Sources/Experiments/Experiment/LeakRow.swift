import IssueFlow
import OutputAnalysis

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
              halfWidth: estimate.halfWidth, share: Tally(shares).mean ?? 0))
        }
      }
    }
    return rows
  }
}
