import IssueFlow
import Policies
import ScenarioLanguage

/// Something about a result that its reader must know before believing a mean.
public enum Diagnosis: Hashable, Sendable {
  /// Units of a tier, of so many, to which work comes at least as fast as it can be done; the worst first.
  case overloaded(tier: LocalizedText, units: [OverloadedUnit], of: Int)
  /// The drain ended before the cohort was closed, in so many of the replications; mean number and share still open.
  case cohortIncomplete(replications: Int, of: Int, open: Double, share: Double)
  /// Replications agree on numbers that luck should move: their intervals measure nothing.
  case zeroVariance(names: [String])
  case warmUp(WarmUpReport)
  /// Warm-up or observation is short beside the time in which the load forgets its beginning.
  case relaxation(Relaxation)
  /// What was known of the scenario before it ran.
  case remark(LocalizedText)
  /// Types whose moves are a log's and not the model's.
  case routingObserved(types: [LocalizedText], of: Int)
  /// Issues that went round until observed routing was cut short; mean number.
  case routingCutShort(issues: Double)
  /// Public holidays are listed for these years only, and days of others were simulated, on which no holiday falls.
  case holidaysEnd(listed: ClosedRange<Int>, simulated: ClosedRange<Int>)
  /// One replication has no interval.
  case singleReplication

}

extension Diagnosis {
  static func all(
    model: FlowModel, scenario: Scenario, replications: [ReplicationResult], summary: [SummaryRow], units: UnitEvidence,
    unitCounts: [Int], confidence: Double, warmUp: WarmUpReport, relaxation: Relaxation?
  ) -> [Diagnosis] {
    var diagnoses: [Diagnosis] = model.remarks.map {
      .remark(LocalizedText(en: $0.kind.sentence(.english), zh: $0.kind.sentence(.chinese)))
    }
    let routed = scenario.types.filter { $0.routing != nil }.map { scenario.title(of: $0.id, in: .issueType) }
    if !routed.isEmpty { diagnoses.append(.routingObserved(types: routed, of: scenario.types.count)) }
    if let cut = summary.row(of: .routingEnded)?.mean, cut > 0 { diagnoses.append(.routingCutShort(issues: cut)) }
    if !warmUp.isTrustworthy { diagnoses.append(.warmUp(warmUp)) }
    if let relaxation, !relaxation.isEnough { diagnoses.append(.relaxation(relaxation)) }
    if let gap = holidayGap(scenario, model.horizon) { diagnoses.append(gap) }
    for (number, tier) in scenario.tiers.enumerated() {
      let overloaded = units.overloaded(tier: number, confidence: confidence)
      if !overloaded.isEmpty {
        diagnoses.append(.overloaded(tier: tier.name, units: overloaded, of: unitCounts[number]))
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

  /// Years are what lists of holidays are made of: one that ends in October is complete.
  private static func holidayGap(_ scenario: Scenario, _ horizon: Horizon) -> Diagnosis? {
    guard scenario.calendars.contains(where: \.closedOnHolidays),
      let first = scenario.holidays.map(\.date.year).min(), let last = scenario.holidays.map(\.date.year).max()
    else { return nil }
    let simulated = horizon.origin.year...horizon.date(ofDay: horizon.dayCount - 1).year
    return first <= simulated.lowerBound && simulated.upperBound <= last
      ? nil : .holidaysEnd(listed: first...last, simulated: simulated)
  }
}
