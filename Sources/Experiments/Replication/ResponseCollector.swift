import IssueFlow

/// Turns the rows of one replication into its responses.
///
/// The cohort are the issues that arose in the window and are neither further reports nor false alarms. Shares of
/// tiers are relative to its closed issues; open, undiscovered and withdrawn shares to all of it. A ratio of nothing
/// is absent: neither zero nor not-a-number. Nothing is allocated for a row.
final class ResponseCollector: FlowObserver {
  private let plan: MeasurementPlan
  private var issues: IssueTally
  private var visits: VisitTally
  private var days: [DayRecord] = []

  init(plan: MeasurementPlan) {
    self.plan = plan
    issues = IssueTally(plan: plan)
    visits = VisitTally(plan: plan)
    days.reserveCapacity(plan.model.horizon.dayCount)
  }

  func observe(issues batch: [IssueRecord]) { issues.add(batch) }
  func observe(visits batch: [VisitRecord]) { visits.add(batch) }
  func observe(day: DayRecord) { days.append(day) }

  /// The replication as a result, once the simulation has given its totals.
  func result(replication: Int, totals: FlowTotals, cpuSeconds: Double) -> ReplicationResult {
    let units = UnitFlows(plan: plan, issues: issues, visits: visits, totals: totals)
    let values = ResponseValues(plan: plan, issues: issues, visits: visits, units: units, totals: totals, days: days)
    let inOrder = values.inOrder
    return ReplicationResult(
      replication: replication, layout: plan.layout, values: inOrder, ends: values.ends(of: inOrder),
      parts: values.parts,
      splits: issues.splits,
      counts: totals.counts, fingerprint: totals.fingerprint.text, events: totals.events,
      calendarEvents: totals.calendarEvents, end: totals.end, cohortIsComplete: totals.cohortIsComplete,
      cpuSeconds: cpuSeconds, timesToClose: issues.timesToClose, leaks: issues.leaks,
      details: ReplicationResult.Details(units: units, days: days))
  }
}
