import RandomStreams

// An issue begins: its nature is drawn, and who hears of it first.

extension FlowSimulation {
  /// Lets an issue begin: its nature is drawn, then it is helped at home, found at once, or waits to be found.
  mutating func arise(_ issue: Int32, _ time: Double) {
    let entry = region.issues.row(Int(issue))
    let type = policy.type(entry)
    entry.pointee.arose = time
    entry.pointee.state = .undiscovered
    count(.arisen)
    entry.pointee.complexity = min(1, max(0, draw(type.pointee.complexity, .complexity, issue)))
    if type.pointee.isDecidedByLuck {
      entry.pointee.authorityTier = UInt8(truncatingIfNeeded: lowestTierWithAuthority(issue))
    }
    admit(entry)
    ledger.days.countArising(region.day)
    ledger.eventCount += 1

    if befalls(type.pointee.selfHelp, .selfHelp, issue) {
      entry.pointee.state = .pending
      let delay = draw(type.pointee.selfHelpTime, .selfHelpTime, issue)
      region.calendar.schedule(.selfHelpEnds(issue), at: time + delay)
      return
    }
    if type.pointee.blank > 0, befalls(type.pointee.blank, .blank, issue) {
      entry.pointee.isBlank = true
      count(.blank)
    } else if !policy.rules.responders.isEmpty, offerToResponders(issue, from: 0, time) {
      return
    }
    show(issue, time)
  }

  /// The lowest tier that may decide the issue.
  private mutating func lowestTierWithAuthority(_ issue: Int32) -> Int {
    if policy.type(region.issues.row(Int(issue))).pointee.isRouted { return Int(Issue.routed) }
    let luck = stream.uniform(at: address(.authority, issue))
    let rows = policy.cells(ofType: Int(region.issues.row(Int(issue)).pointee.type))
    var tier = 0
    while tier < policy.topTier, luck >= rows[tier].authority { tier += 1 }
    return tier
  }

  /// Settled by a household anchor, the property firm or the residents: it counts as the lowest tier's.
  mutating func endSelfHelp(_ issue: Int32, _ time: Double) {
    region.issues[Int(issue)].registered = region.issues[Int(issue)].arose
    close(issue, time)
  }
}
