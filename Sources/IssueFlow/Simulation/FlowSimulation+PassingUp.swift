import RandomStreams

// The way up from a tier to the one above.

extension FlowSimulation {
  /// Moves an issue to the tier above.
  /// - Precondition: there is one.
  mutating func passUp(_ issue: Int32, _ cause: LeakCause, _ time: Double) {
    let entry = region.issues.row(Int(issue))
    let delay = timeUp(of: issue, time)
    if entry.pointee.tier == 0 { entry.pointee.cause = cause }
    entry.pointee.unit = policy.parents[Int(entry.pointee.unit)]
    entry.pointee.isAstray = false
    entry.pointee.tier += 1
    reachLater(issue, after: delay, time)
  }

  /// How long the way up from the tier of an issue takes.
  @inline(__always)
  mutating func timeUp(of issue: Int32, _ time: Double) -> Double {
    let entry = region.issues.row(Int(issue))
    let delay = draw(
      policy.tier(Int(entry.pointee.tier)).pointee.transfer, .transfer, issue, visit: entry.pointee.visitField)
    let every = policy.tier(Int(entry.pointee.tier)).pointee.collectEvery
    if every <= 0 { return delay }
    // What has come in by then is taken up together.
    let collected = ((time + delay) / every).rounded(.up) * every
    count(.collected)
    count(.collectMinutes, collected - time)
    return collected - time
  }
}
