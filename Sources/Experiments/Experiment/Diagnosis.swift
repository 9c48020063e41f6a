import IssueFlow

/// Something about a result that its reader must know before believing a mean.
public enum Diagnosis: Hashable, Sendable {
  /// Units of the tier to which work comes at least as fast as it can be done, as a mean share of the tier's units.
  case overloaded(tier: LocalizedText, share: Double, trend: OpenTrend)
  /// The drain ended before the cohort was closed, in so many of the replications; mean number and share still open.
  case cohortIncomplete(replications: Int, of: Int, open: Double, share: Double)
  /// Replications agree on numbers that luck should move: their intervals measure nothing.
  case zeroVariance(names: [String])
  case warmUp(WarmUpReport)
  /// One replication has no interval.
  case singleReplication

  /// Mean number of open issues in the first and in the last quarter of the observation.
  public struct OpenTrend: Hashable, Sendable {
    public let first: Double
    public let last: Double
  }
}

extension Diagnosis {
  static func all(
    scenario: Scenario, replications: [ReplicationResult], summary: [SummaryRow], timeline: [TimelineRow],
    warmUp: WarmUpReport
  ) -> [Diagnosis] {
    var diagnoses: [Diagnosis] = []
    if !warmUp.isTrustworthy { diagnoses.append(.warmUp(warmUp)) }
    let trend = openTrend(timeline)
    for tier in scenario.tiers {
      if let share = summary.row(of: .overloadedUnits, tier.id)?.mean, share > 0 {
        diagnoses.append(.overloaded(tier: tier.name, share: share, trend: trend))
      }
    }
    let incomplete = replications.count { !$0.cohortIsComplete }
    if incomplete > 0 {
      func mean(_ response: Response) -> Double { summary.row(of: response)?.mean ?? 0 }
      let open = replications.reduce(0) { $0 + $1.splits.open + $1.splits.undiscovered }
      diagnoses.append(
        .cohortIncomplete(
          replications: incomplete, of: replications.count, open: Double(open) / Double(replications.count),
          share: mean(.openShare) + mean(.undiscoveredShare)))
    }
    if replications.count == 1 { diagnoses.append(.singleReplication) }
    // Numbers that are the same by definition, or because nothing happened at all, are no finding.
    let moved: [Response] = [.share, .issuesArisen, .timeToCloseMean, .utilisation]
    let frozen = summary.filter { row in
      row.zeroVariance && moved.contains { $0.name == row.response.name } && row.mean != 0 && row.mean != 1
    }
    if !frozen.isEmpty { diagnoses.append(.zeroVariance(names: frozen.map(\.name))) }
    return diagnoses
  }

  private static func openTrend(_ timeline: [TimelineRow]) -> OpenTrend {
    let open = timeline.filter { $0.quantity == .open && $0.phase == .observation }.map(\.mean)
    let quarter = max(1, open.count / 4)
    func mean(_ values: ArraySlice<Double>) -> Double {
      values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }
    return OpenTrend(first: mean(open.prefix(quarter)), last: mean(open.suffix(quarter)))
  }
}
