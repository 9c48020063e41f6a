import IssueFlow

/// Counts the rows of one subtree of a replication, from which its responses follow.
///
/// The cohort are the issues that arose in the window and are neither further reports nor false alarms. Shares of
/// tiers are relative to its closed issues; open, undiscovered and withdrawn shares to all of it. A ratio of nothing
/// is absent: neither zero nor not-a-number. Nothing is allocated for a row.
final class ResponseCollector: FlowObserver {
  private(set) var issues: IssueTally
  private(set) var visits: VisitTally

  /// - Parameter subtree: where rows may come from; anywhere in the city unless given.
  init(plan: MeasurementPlan, subtree: Subtree? = nil) {
    issues = IssueTally(plan: plan, places: subtree?.places)
    visits = VisitTally(plan: plan, stations: subtree?.stations)
  }

  func observe(issues batch: [IssueRecord]) { issues.add(batch) }
  func observe(visits batch: [VisitRecord]) { visits.add(batch) }
}
