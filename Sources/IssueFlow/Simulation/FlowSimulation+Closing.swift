// Every issue ends here, exactly once.

extension FlowSimulation {
  mutating func close(_ issue: Int32, _ time: Double) {
    let entry = region.issues.row(Int(issue))
    let tier = Int(entry.pointee.tier)
    ledger.countClosed(atTier: tier)
    ledger.days.countClosing(at: tier, after: time - entry.pointee.registered, region.day)
    count(.closedIssues)
    if time < entry.pointee.complaint, entry.pointee.complaint < .infinity { count(.proactive) }
    if policy.type(entry).pointee.recurrence > 0 { letRecur(issue, time) }
    end(issue, .closed, time)
  }

  mutating func withdraw(_ issue: Int32, _ time: Double) {
    ledger.counts.withdrawn += 1
    ledger.days.countWithdrawal(region.day)
    end(issue, .withdrawn, time)
  }

  /// Writes the issue's row and frees its entry.
  mutating func end(
    _ issue: Int32, _ outcome: IssueOutcome, _ time: Double
  ) {
    ledger.records.add(record(of: issue, outcome, time))
    region.release(issue)
  }

  @inline(__always)
  mutating func record(
    of issue: Int32, _ outcome: IssueOutcome, _ time: Double
  ) -> IssueRecord {
    let entry = region.issues.row(Int(issue))
    return IssueRecord(
      arose: entry.pointee.arose, registered: entry.pointee.registered, ended: time, due: entry.pointee.due,
      complexity: entry.pointee.complexity,
      work: entry.pointee.work, ordinal: entry.pointee.ordinal, place: entry.pointee.place, type: entry.pointee.type,
      outcome: outcome,
      closedAt: entry.pointee.tier, handledAt: entry.pointee.handledAt, channel: entry.pointee.channel,
      cause: entry.pointee.cause,
      visits: entry.pointee.visits, reopens: entry.pointee.reopens, isRegistered: entry.pointee.isRegistered,
      wasMisassigned: entry.pointee.wasMisassigned, callBacks: entry.pointee.callBacks,
      contentCallBacks: entry.pointee.contentCallBacks, isOfCohort: entry.pointee.isOfCohort,
      kind: entry.pointee.kind, report: entry.pointee.report,
      firstClosed: outcome == .closed && entry.pointee.firstSolved.isNaN ? time : entry.pointee.firstSolved)
  }
}
