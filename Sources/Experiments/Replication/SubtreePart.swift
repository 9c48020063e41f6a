import IssueFlow

/// What a replication came to in one subtree of the city.
struct SubtreePart: Sendable {
  let totals: SubtreeTotals
  let issues: IssueTally
  let visits: VisitTally
  /// Processor time.
  var cpuSeconds = 0.0

  init(totals: SubtreeTotals, collector: ResponseCollector) {
    self.totals = totals
    issues = collector.issues
    visits = collector.visits
  }
}

/// What a replication came to in the subtrees of a city, which are added in their order.
struct CityTally {
  private let plan: MeasurementPlan
  private var totals: CityTotals
  private var issues: IssueTally
  private var visits: VisitTally
  private var cpuSeconds = 0.0

  /// - Complexity: O(stations)
  init(plan: MeasurementPlan) {
    self.plan = plan
    totals = CityTotals(of: plan.model)
    issues = IssueTally(plan: plan)
    visits = VisitTally(plan: plan)
  }

  /// - Precondition: subtrees added before have lower numbers.
  mutating func add(_ part: SubtreePart) {
    totals.add(part.totals)
    issues.add(part.issues)
    visits.add(part.visits)
    cpuSeconds += part.cpuSeconds
  }

  /// The replication as a result.
  /// - Throws: when issues were lost, which is a fault of the program.
  func result(replication: Int) throws(ExperimentError) -> ReplicationResult {
    let totals = totals.totals
    guard totals.counts.imbalance == 0 else {
      throw .issuesLost(replication: replication, number: totals.counts.imbalance)
    }
    return ReplicationResult(
      plan: plan, replication: replication, issues: issues, visits: visits, totals: totals, days: self.totals.days,
      cpuSeconds: cpuSeconds)
  }
}

extension ReplicationResult {
  /// The responses of what was counted.
  init(
    plan: MeasurementPlan, replication: Int, issues: IssueTally, visits: VisitTally, totals: FlowTotals,
    days: [DayRecord], cpuSeconds: Double
  ) {
    let units = UnitFlows(plan: plan, issues: issues, visits: visits, totals: totals)
    let values = ResponseValues(plan: plan, issues: issues, visits: visits, units: units, totals: totals, days: days)
    let inOrder = values.inOrder
    self.init(
      replication: replication, layout: plan.layout, values: inOrder, ends: values.ends(of: inOrder),
      parts: values.parts, splits: issues.splits, counts: totals.counts, fingerprint: totals.fingerprint.text,
      events: totals.events, calendarEvents: totals.calendarEvents, end: totals.end,
      cohortIsComplete: totals.cohortIsComplete, cpuSeconds: cpuSeconds, timesToClose: issues.timesToClose,
      leaks: issues.leaks, details: Details(units: units, days: days))
  }
}
