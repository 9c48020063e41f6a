import Queueing
import RandomStreams

// An issue arrives at a unit: it is taken in, handed down, or goes on up.

extension FlowSimulation {
  /// An issue arrives at its unit.
  mutating func reach(_ issue: Int32, _ time: Double) {
    let entry = region.issues.row(Int(issue))
    if entry.pointee.patience <= time { return withdraw(issue, time) }
    entry.pointee.countVisit()
    let unit = Int(entry.pointee.unit)
    if floor.desks.row(unit).pointee.handsDown, handsDown(issue) { return passDown(issue, time) }
    if !floor.desks.row(unit).pointee.isActive, Int(entry.pointee.tier) < policy.topTier {
      count(.uncovered)
      return passUp(issue, .uncovered, time)
    }
    entry.pointee.arrived = time
    entry.pointee.remaining = -1
    if floor.desks.row(unit).pointee.isSpecial { reachSpecial(issue, time) }
    enter(issue, at: tierStation(of: issue), rank: rank(of: issue), time)
  }

  /// What may happen to an issue on arrival at a unit with rarer rules: a neighbour takes it, a second line has it too.
  private mutating func reachSpecial(_ issue: Int32, _ time: Double) {
    let entry = region.issues.row(Int(issue))
    let tier = policy.tier(Int(entry.pointee.tier)).pointee
    if let overflow = tier.overflow, !entry.pointee.isAstray { lend(issue, overflow) }
    if tier.lineDuplicates > 0, entry.pointee.tier == 0, entry.pointee.visits == 1,
      befalls(tier.lineDuplicates, .lineDuplicate, issue)
    {
      registerTwice(issue, tier, time)
    }
  }

  /// Whether the unit hands an issue back that the tier below could decide; at most twice for one issue.
  private mutating func handsDown(_ issue: Int32) -> Bool {
    let entry = region.issues.row(Int(issue))
    guard entry.pointee.authorityTier < entry.pointee.tier, entry.pointee.handDowns < 2, !entry.pointee.isAstray
    else { return false }
    return befalls(
      policy.tier(Int(entry.pointee.tier)).pointee.sendDown, .sendDown, issue, visit: entry.pointee.visitField)
  }

  private mutating func passDown(_ issue: Int32, _ time: Double) {
    let index = Int(issue)
    let tier = Int(region.issues[index].tier)
    let delay = draw(
      policy.tier(tier).pointee.sendDownDelay, .sendDownDelay, issue, visit: region.issues[index].visitField)
    let station = tierStation(of: issue)
    if region.windowIsOpen { floor.countArrival(at: station) }
    ledger.records.add(visit(issue, at: station, started: time, ended: time, end: .handedDown, arrived: time))
    region.issues[index].handDowns += 1
    region.issues[index].tier -= 1
    region.issues[index].unit = Int32(
      policy.forebear(of: region.issues[index].place, atTier: Int(region.issues[index].tier)))
    reachLater(issue, after: delay, time)
  }
}
