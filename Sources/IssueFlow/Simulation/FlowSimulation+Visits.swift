import EventKernel
import Queueing
import RandomStreams

// An issue at a tier: it arrives, waits, is worked on, and is solved or moves.

extension FlowSimulation {
  /// An issue arrives at its unit.
  mutating func reach(_ issue: Int32, _ time: Double) {
    let index = Int(issue)
    if issues[index].patience <= time { return withdraw(issue, time) }
    let tier = model.tiers[Int(issues[index].tier)]
    issues[index].countVisit()
    if tier.sendDown > 0, handsDown(issue, tier) { return passDown(issue, tier, time) }
    issues[index].arrived = time
    issues[index].remaining = -1
    enter(issue, at: tierStation(of: issue), rank: rank(of: issue), time)
  }

  /// Whether the unit hands an issue back that the tier below could decide; at most twice for one issue.
  private func handsDown(_ issue: Int32, _ tier: Tier) -> Bool {
    let entry = issues[Int(issue)]
    guard entry.authorityTier < entry.tier, entry.handDowns < 2, !entry.isAstray else { return false }
    return befalls(tier.sendDown, .sendDown, issue, visit: entry.visitField)
  }

  private mutating func passDown(_ issue: Int32, _ tier: Tier, _ time: Double) {
    let index = Int(issue)
    let delay = draw(tier.sendDownDelay, .sendDownDelay, issue, visit: issues[index].visitField)
    let station = tierStation(of: issue)
    if windowIsOpen { totals[station].arrived += 1 }
    records.add(visit(issue, at: station, started: time, ended: time, end: .handedDown, arrived: time))
    issues[index].handDowns += 1
    issues[index].tier -= 1
    issues[index].unit = Int32(model.forebear(of: Int(issues[index].place), atTier: Int(issues[index].tier)))
    reachLater(issue, after: delay, time)
  }

  /// Begins work on an issue at a tier; false when it is passed up untouched.
  @inline(__always)
  mutating func beginVisit(_ issue: Int32, at station: Int, _ time: Double) -> Bool {
    let index = Int(issue)
    let entry = issues[index]
    if entry.limit != .none {
      calendar.cancel(entry.limit)
      issues[index].limit = .none
    }
    let tier = model.tiers[Int(entry.tier)]
    if entry.remaining >= 0 {
      issues[index].state = .inService
      issues[index].resumed = time
      issues[index].remaining = -1
      beginWork(of: entry.remaining, on: issue, at: station, time, rule: tier.endOfShift)
      return true
    }
    if Int(entry.tier) < topTier, !entry.isAstray, tier.referral.base + tier.referral.rise > 0 {
      let chance = tier.chanceOfReferral(waiting: stations[station].waiting, workers: stations[station].servers)
      if befalls(chance, .referral, issue, visit: entry.visitField) {
        records.add(visit(issue, at: station, started: time, ended: time, end: .passedUp))
        passUp(issue, .referral, time)
        return false
      }
    }
    let work = handsOnTime(of: issue, entry)
    issues[index].state = .inService
    issues[index].started = time
    issues[index].resumed = time
    issues[index].visitWork = work
    issues[index].work += work
    if entry.tier > entry.handledAt { issues[index].handledAt = entry.tier }
    countStart(of: work * tier.slowness, at: station)
    beginWork(of: work * tier.slowness, on: issue, at: station, time, rule: tier.endOfShift)
    return true
  }

  /// The whole work; or what it takes to see that the issue belongs elsewhere.
  @inline(__always)
  private func handsOnTime(of issue: Int32, _ entry: Issue) -> Double {
    if entry.isAstray, let intake = model.intake { return draw(intake.checkWork, .checkWork, issue) }
    let atTier = model.typesAtTiers[Int(entry.type) * model.tierCount + Int(entry.tier)]
    return entry.tier < entry.authorityTier && atTier.hasExamine
      ? draw(atTier.examine, .examine, issue, visit: entry.visitField)
      : draw(atTier.work, .work, issue, visit: entry.visitField)
  }

  /// The work of a visit is done: what next?
  @inline(__always)
  mutating func endVisit(_ issue: Int32, at station: Int, _ time: Double) {
    let index = Int(issue)
    let entry = issues[index]
    func finished(_ end: VisitEnd) -> VisitRecord {
      visit(issue, at: station, started: entry.started, ended: time, end: end)
    }
    if entry.isAstray {
      records.add(finished(.returned))
      return sendBack(issue, time)
    }
    if entry.tier < entry.authorityTier {
      records.add(finished(.passedUp))
      return passUp(issue, .authority, time)
    }
    let tier = model.tiers[Int(entry.tier)]
    let chance = tier.chanceOfSuccess(at: entry.complexity)
    if chance < 1, !befalls(chance, .competence, issue, visit: entry.visitField) {
      if Int(entry.tier) < topTier {
        records.add(finished(.passedUp))
        return passUp(issue, .competence, time)
      }
      // Nobody is above: it is closed as it stands, and its resident cannot be content.
      issues[index].isUncured = true
    }
    if entry.needsDepartments, Int(entry.tier) == model.whistleTier, !issues[index].isUncured {
      records.add(finished(.continued))
      return whistle(issue, time)
    }
    if entry.needsSession, entry.tier == model.deliberation.map({ UInt8($0.tier) }), !issues[index].isUncured {
      records.add(finished(.continued))
      return awaitSession(issue, time)
    }
    let atTier = model.typesAtTiers[Int(entry.type) * model.tierCount + Int(entry.tier)]
    if atTier.hasOutside {
      records.add(finished(.continued))
      issues[index].state = .pending
      let delay = draw(atTier.outside, .outside, issue, visit: entry.visitField)
      return scheduleIfEver(.outsideEnds(issue), at: time + delay)
    }
    records.add(finished(.solved))
    solve(issue, time)
  }

  /// Moves an issue to the tier above.
  /// - Precondition: there is one.
  mutating func passUp(_ issue: Int32, _ cause: LeakCause, _ time: Double) {
    let index = Int(issue)
    let delay = draw(model.tiers[Int(issues[index].tier)].transfer, .transfer, issue, visit: issues[index].visitField)
    if issues[index].tier == 0 { issues[index].cause = cause }
    issues[index].unit = model.units[Int(issues[index].unit)].parent
    issues[index].isAstray = false
    issues[index].tier += 1
    reachLater(issue, after: delay, time)
  }

  /// A row about a visit of the issue.
  @inline(__always)
  func visit(
    _ issue: Int32, at station: Int, started: Double, ended: Double, end: VisitEnd, arrived: Double? = nil
  ) -> VisitRecord {
    let entry = issues[Int(issue)]
    let plan = model.stations[station]
    let hasWork = end != .withdrawn && started < ended
    return VisitRecord(
      arrived: arrived ?? entry.arrived, started: started, ended: ended, work: hasWork ? entry.visitWork : 0,
      ordinal: entry.ordinal, place: entry.place, station: Int32(station), type: entry.type,
      tier: UInt8(truncatingIfNeeded: model.units[Int(plan.unit)].tier), role: plan.role,
      department: UInt8(truncatingIfNeeded: plan.department), end: end)
  }
}
