import EventKernel
import Queueing
import RandomStreams

// An issue at a tier: it arrives, waits, is worked on, and is solved or moves.

extension FlowSimulation {
  /// An issue arrives at its unit.
  mutating func reach(_ issue: Int32, _ time: Double) {
    let entry = issues.row(Int(issue))
    if entry.pointee.patience <= time { return withdraw(issue, time) }
    entry.pointee.countVisit()
    let unit = Int(entry.pointee.unit)
    if desks.row(unit).pointee.handsDown, handsDown(issue) { return passDown(issue, time) }
    if !desks.row(unit).pointee.isActive, Int(entry.pointee.tier) < topTier {
      count(.uncovered)
      return passUp(issue, .uncovered, time)
    }
    entry.pointee.arrived = time
    entry.pointee.remaining = -1
    if desks.row(unit).pointee.isSpecial { reachSpecial(issue, time) }
    enter(issue, at: tierStation(of: issue), rank: rank(of: issue), time)
  }

  /// Whether the unit hands an issue back that the tier below could decide; at most twice for one issue.
  private mutating func handsDown(_ issue: Int32) -> Bool {
    let entry = issues.row(Int(issue))
    guard entry.pointee.authorityTier < entry.pointee.tier, entry.pointee.handDowns < 2, !entry.pointee.isAstray
    else { return false }
    return befalls(
      tables.tier(Int(entry.pointee.tier)).pointee.sendDown, .sendDown, issue, visit: entry.pointee.visitField)
  }

  private mutating func passDown(_ issue: Int32, _ time: Double) {
    let index = Int(issue)
    let tier = Int(issues[index].tier)
    let delay = draw(
      tables.tier(tier).pointee.sendDownDelay, .sendDownDelay, issue, visit: issues[index].visitField)
    let station = tierStation(of: issue)
    if windowIsOpen { totals[station].arrived += 1 }
    records.add(visit(issue, at: station, started: time, ended: time, end: .handedDown, arrived: time))
    issues[index].handDowns += 1
    issues[index].tier -= 1
    issues[index].unit = Int32(tables.forebear(of: issues[index].place, atTier: Int(issues[index].tier)))
    reachLater(issue, after: delay, time)
  }

  /// Begins work on an issue at a tier; false when it is passed up untouched.
  @inline(__always)
  mutating func beginVisit(_ issue: Int32, at station: Int, _ time: Double) -> Bool {
    let entry = issues.row(Int(issue))
    let desk = desks.row(station)
    if entry.pointee.limit != .none {
      calendar.cancel(entry.pointee.limit)
      entry.pointee.limit = .none
    }
    entry.pointee.resumed = time
    if entry.pointee.remaining >= 0 {
      let remaining = entry.pointee.remaining
      entry.pointee.state = .inService
      entry.pointee.remaining = -1
      beginWork(of: remaining, on: issue, at: station, time, rule: desk.pointee.endOfShift)
      return true
    }
    if entry.pointee.kind != .issue { return beginOther(issue, at: station, time) }
    if desk.pointee.refers, !entry.pointee.isAstray, refersUp(issue, at: station) {
      records.add(visit(issue, at: station, started: time, ended: time, end: .passedUp))
      passUp(issue, .referral, time)
      return false
    }
    var work = handsOnTime(of: issue)
    if desk.pointee.isSpecial { work = specialWork(work, on: issue, at: station) }
    entry.pointee.state = .inService
    entry.pointee.started = time
    entry.pointee.visitWork = work
    entry.pointee.work += work
    if entry.pointee.tier > entry.pointee.handledAt { entry.pointee.handledAt = entry.pointee.tier }
    var minutes = work * desk.pointee.slowness
    if desk.pointee.isSpecial { minutes += switchTime(to: entry.pointee.type, at: station) }
    entry.pointee.visitMinutes = minutes
    countStart(of: minutes, at: station)
    beginWork(of: minutes, on: issue, at: station, time, rule: desk.pointee.endOfShift)
    return true
  }

  private mutating func refersUp(_ issue: Int32, at station: Int) -> Bool {
    let entry = issues.row(Int(issue))
    let chance = tables.tier(Int(entry.pointee.tier)).pointee.chanceOfReferral(
      waiting: stations[station].waiting, workers: stations[station].servers)
    return befalls(chance, .referral, issue, visit: entry.pointee.visitField)
  }

  /// The whole work; or what it takes to see that the issue belongs elsewhere.
  @inline(__always)
  private mutating func handsOnTime(of issue: Int32) -> Double {
    let entry = issues.row(Int(issue))
    if entry.pointee.isAstray, let intake = rules.intake { return draw(intake.checkWork, .checkWork, issue) }
    let cell = tables.cell(entry)
    let channel = entry.pointee.channel
    if channel != IssueRecord.noChannel, entry.pointee.visits == 1, tables.channel(Int(channel)).pointee.verifies {
      let look = draw(tables.channel(Int(channel)).pointee.verify, .verify, issue)
      count(.verifyMinutes, look)
      return look + draw(cell.pointee.work, .work, issue, visit: entry.pointee.visitField)
    }
    return entry.pointee.tier < entry.pointee.authorityTier && cell.pointee.hasExamine
      ? draw(cell.pointee.examine, .examine, issue, visit: entry.pointee.visitField)
      : draw(cell.pointee.work, .work, issue, visit: entry.pointee.visitField)
  }

  /// The work of a visit is done: what next?
  @inline(__always)
  mutating func endVisit(_ issue: Int32, at station: Int, _ time: Double) {
    let entry = issues.row(Int(issue))
    let tier = Int(entry.pointee.tier)
    let started = entry.pointee.started
    if entry.pointee.kind != .issue { return endOther(issue, at: station, time) }
    if model.countsSolved { units[Int(entry.pointee.unit)].visits += 1 }
    if entry.pointee.isAstray {
      records.add(visit(issue, at: station, started: started, ended: time, end: .returned))
      return sendBack(issue, time)
    }
    if entry.pointee.tier < entry.pointee.authorityTier {
      if entry.pointee.authorityTier == Issue.routed { return endRoutedVisit(issue, at: station, time) }
      if order(issue, at: station, time) { return }
      records.add(visit(issue, at: station, started: started, ended: time, end: .passedUp))
      return passUp(issue, .authority, time)
    }
    let chance = tables.tier(tier).pointee.chanceOfSuccess(
      at: entry.pointee.complexity, shift: desks.row(station).pointee.competence)
    if chance < 1, !befalls(chance, .competence, issue, visit: entry.pointee.visitField) {
      if desks.row(station).pointee.isSpecial, triesAgain(issue, at: station, time) { return }
      if tier < topTier {
        records.add(visit(issue, at: station, started: started, ended: time, end: .passedUp))
        return passUp(issue, .competence, time)
      }
      // Nobody is above: it is closed as it stands, and its resident cannot be content.
      entry.pointee.isUncured = true
    }
    endSolvedVisit(issue, at: station, time)
  }

  /// The tier has solved the issue: it is reported back, unless solved work goes on elsewhere.
  @inline(__always)
  mutating func endSolvedVisit(_ issue: Int32, at station: Int, _ time: Double) {
    let entry = issues.row(Int(issue))
    if model.countsSolved { units[Int(entry.pointee.unit)].solved += 1 }
    if tables.cell(entry).pointee.goesOn,
      continueElsewhere(issue, at: station, Int(entry.pointee.tier), time)
    {
      return
    }
    records.add(visit(issue, at: station, started: entry.pointee.started, ended: time, end: .solved))
    solve(issue, time)
  }

  /// Calls departments, waits for a session, or waits on others; false when none of it is needed here.
  private mutating func continueElsewhere(
    _ issue: Int32, at station: Int, _ tier: Int, _ time: Double
  ) -> Bool {
    let entry = issues.row(Int(issue))
    let cell = tables.cell(entry)
    let field = entry.pointee.visitField
    let row = visit(issue, at: station, started: entry.pointee.started, ended: time, end: .continued)
    if tier == rules.whistleTier, !entry.pointee.isUncured, whistle(issue, time) {
      records.add(row)
    } else if !entry.pointee.isUncured, let kind = meeting(for: issue, at: tier, field) {
      records.add(row)
      awaitMeeting(kind, issue, time)
    } else if cell.pointee.hasOutside {
      records.add(row)
      entry.pointee.state = .pending
      let delay = draw(cell.pointee.outside, .outside, issue, visit: field)
      scheduleIfEver(.outsideEnds(issue), at: time + delay)
    } else {
      return false
    }
    return true
  }

  /// The meeting that an issue goes to, if any.
  private mutating func meeting(for issue: Int32, at tier: Int, _ field: Int) -> MeetingKind? {
    let type = tables.type(issues.row(Int(issue)))
    if tier == rules.meetings[MeetingKind.deliberation.rawValue]?.tier,
      befalls(type.pointee.deliberation, .deliberation, issue, visit: field)
    {
      return .deliberation
    }
    if tier == rules.meetings[MeetingKind.joint.rawValue]?.tier,
      befalls(type.pointee.jointMeeting, .jointMeeting, issue, visit: field)
    {
      return .joint
    }
    return nil
  }

  /// Moves an issue to the tier above.
  /// - Precondition: there is one.
  mutating func passUp(_ issue: Int32, _ cause: LeakCause, _ time: Double) {
    let entry = issues.row(Int(issue))
    let delay = timeUp(of: issue, time)
    if entry.pointee.tier == 0 { entry.pointee.cause = cause }
    entry.pointee.unit = tables.parents[Int(entry.pointee.unit)]
    entry.pointee.isAstray = false
    entry.pointee.tier += 1
    reachLater(issue, after: delay, time)
  }

  /// How long the way up from the tier of an issue takes.
  @inline(__always)
  mutating func timeUp(of issue: Int32, _ time: Double) -> Double {
    let entry = issues.row(Int(issue))
    let delay = draw(
      tables.tier(Int(entry.pointee.tier)).pointee.transfer, .transfer, issue, visit: entry.pointee.visitField)
    let every = tables.tier(Int(entry.pointee.tier)).pointee.collectEvery
    if every <= 0 { return delay }
    // What has come in by then is taken up together.
    let collected = ((time + delay) / every).rounded(.up) * every
    count(.collected)
    count(.collectMinutes, collected - time)
    return collected - time
  }

  /// A row about a visit of the issue.
  @inline(__always)
  mutating func visit(
    _ issue: Int32, at station: Int, started: Double, ended: Double, end: VisitEnd, arrived: Double? = nil
  ) -> VisitRecord {
    let entry = issues.row(Int(issue))
    let desk = desks.row(station)
    let hasWork = end != .withdrawn && started < ended
    return VisitRecord(
      arrived: arrived ?? entry.pointee.arrived, started: started, ended: ended,
      work: hasWork ? entry.pointee.visitWork : 0, ordinal: entry.pointee.ordinal, place: entry.pointee.place,
      station: Int32(truncatingIfNeeded: station), type: entry.pointee.type, tier: desk.pointee.tier,
      role: desk.pointee.role, department: desk.pointee.department, end: end, kind: entry.pointee.kind,
      report: entry.pointee.report)
  }
}
