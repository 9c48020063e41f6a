import RandomStreams

// A registered issue is sent to its unit, and sometimes to another.

extension FlowSimulation {
  /// Sends an issue to its unit; from a desk after the dispatch, and sometimes to the wrong one.
  mutating func assign(_ issue: Int32, _ time: Double) {
    let entry = region.issues.row(Int(issue))
    let tier = startTier(of: issue)
    entry.pointee.tier = UInt8(truncatingIfNeeded: tier)
    entry.pointee.unit = Int32(truncatingIfNeeded: policy.forebear(of: entry.pointee.place, atTier: tier))
    if tier > 0 {
      entry.pointee.cause = policy.type(entry).pointee.priorityClass == 0 ? .emergency : .direct
    }
    if let wait = ownerlessTime(of: issue) { return reachLater(issue, after: wait, time) }
    let channel = entry.pointee.channel
    guard let intake = policy.rules.intake, channel != IssueRecord.noChannel,
      policy.channel(Int(channel)).pointee.needsIntake
    else { return reach(issue, time) }
    misassign(issue, tier, intake)
    reachLater(issue, after: draw(intake.dispatch, .dispatch, issue), time)
  }

  /// Lets the desk err: to a sibling of the right unit, or one tier too high.
  private mutating func misassign(_ issue: Int32, _ tier: Int, _ intake: Intake) {
    guard intake.wrongUnit + intake.wrongTier > 0 else { return }
    let entry = region.issues.row(Int(issue))
    let luck = stream.uniform(at: address(.wrongAssignment, issue))
    if luck < intake.wrongUnit {
      guard let sibling = sibling(of: Int(entry.pointee.unit), underTier: intake.tier, issue) else { return }
      entry.pointee.unit = Int32(sibling)
      entry.pointee.isAstray = true
      entry.pointee.wasMisassigned = true
    } else if luck < intake.wrongUnit + intake.wrongTier, tier < policy.topTier {
      entry.pointee.unit = policy.parents[Int(entry.pointee.unit)]
      entry.pointee.tier += 1
      entry.pointee.cause = .misroute
      entry.pointee.wasMisassigned = true
    }
  }

  /// Another unit under the same parent; `nil` for an only child, and for a unit that is not below the desk: a desk
  /// sends issues nowhere but to its own unit and those under it.
  private mutating func sibling(of unit: Int, underTier deskTier: Int, _ issue: Int32) -> Int? {
    guard Int(model.units[unit].tier) < deskTier else { return nil }
    let parent = model.units[Int(model.units[unit].parent)]
    guard parent.childCount > 1 else { return nil }
    let siblings = Int(parent.firstChild)..<Int(parent.firstChild + parent.childCount)
    let luck = stream.uniform(at: address(.wrongUnit, issue)).bitPattern
    let numbers = model.unitLuckNumbers
    return LuckNumbers.choice(among: siblings.lazy.filter { $0 != unit }.map { ($0, numbers[$0]) }, luck: luck)
  }

  /// The way back from a unit that an issue did not belong to.
  mutating func sendBack(_ issue: Int32, _ time: Double) {
    let index = Int(issue)
    region.issues[index].isAstray = false
    region.issues[index].unit = Int32(
      policy.forebear(of: region.issues[index].place, atTier: Int(region.issues[index].tier)))
    let delay = policy.rules.intake.map { draw($0.returnDelay, .returnDelay, issue) } ?? 0
    reachLater(issue, after: delay, time)
  }
}
