// A tier tries once more what it failed to solve.

extension FlowSimulation {
  /// Lets a tier try once more what it failed to solve, instead of passing it up.
  mutating func triesAgain(_ issue: Int32, at station: Int, _ time: Double) -> Bool {
    let entry = region.issues.row(Int(issue))
    let tier = policy.tier(Int(entry.pointee.tier)).pointee
    guard tier.retry > 0, befalls(tier.retry, .retry, issue, visit: entry.pointee.visitField) else { return false }
    count(.retried)
    ledger.records.add(visit(issue, at: station, started: entry.pointee.started, ended: time, end: .continued))
    reach(issue, time)
    return true
  }
}
