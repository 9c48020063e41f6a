import EventKernel
import RandomStreams

// Where routing is observed, luck says where issues start, and after each visit whether they are solved or go on.

extension FlowSimulation {
  /// The tier where an issue starts whose type has shares by tier.
  mutating func drawnStart(of issue: Int32) -> Int {
    let luck = stream.uniform(at: address(.startTier, issue))
    let first = Int(policy.type(region.issues.row(Int(issue))).pointee.firstStart)
    var tier = 0
    while tier < policy.topTier, luck >= policy.rules.startLimits[first + tier] { tier += 1 }
    return tier
  }

  /// The work of a visit is done: the issue is solved here, or goes on.
  mutating func endRoutedVisit(_ issue: Int32, at station: Int, _ time: Double) {
    let entry = region.issues.row(Int(issue))
    guard let route = wayOn(of: issue) else { return endSolvedVisit(issue, at: station, time) }
    if entry.pointee.hasVisitedToTheLast {
      // Further visits would have the luck of this one, and might go round for ever.
      count(.routingEnded)
      return endSolvedVisit(issue, at: station, time)
    }
    ledger.records.add(visit(issue, at: station, started: entry.pointee.started, ended: time, end: .routed))
    move(issue, along: route, time)
  }

  /// The way that an issue takes from its tier; `nil` when it is solved there.
  private mutating func wayOn(of issue: Int32) -> Route? {
    let entry = region.issues.row(Int(issue))
    let cell = policy.cell(entry)
    guard cell.pointee.routeCount > 0 else { return nil }
    let luck = stream.uniform(at: address(.routing, issue, visit: entry.pointee.visitField))
    for number in Int(cell.pointee.firstRoute)..<Int(cell.pointee.firstRoute + cell.pointee.routeCount) {
      let route = policy.rules.routes[number]
      if luck >= route.low, luck < route.high { return route }
    }
    return nil
  }

  /// Sends an issue to the unit of its own ground at the tier that a route leads to.
  private mutating func move(_ issue: Int32, along route: Route, _ time: Double) {
    let entry = region.issues.row(Int(issue))
    let tier = Int(entry.pointee.tier)
    let delay: Double
    if route.hasAfter {
      delay = draw(route.after, .routingDelay, issue, visit: entry.pointee.visitField)
    } else if route.tier > entry.pointee.tier {
      delay = timeUp(of: issue, time)
    } else if route.tier < entry.pointee.tier {
      delay = draw(
        policy.tier(tier).pointee.sendDownDelay, .sendDownDelay, issue, visit: entry.pointee.visitField)
    } else {
      delay = 0
    }
    if tier == 0, route.tier > 0 { entry.pointee.cause = .routed }
    entry.pointee.tier = route.tier
    entry.pointee.unit = Int32(truncatingIfNeeded: policy.forebear(of: entry.pointee.place, atTier: Int(route.tier)))
    reachLater(issue, after: delay, time)
  }
}
