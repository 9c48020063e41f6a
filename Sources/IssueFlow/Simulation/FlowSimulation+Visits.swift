import EventKernel
import Queueing
import RandomStreams

// An issue is worked on at a tier, and is solved or moves.

extension FlowSimulation {
  /// Begins work on an issue at a tier; false when it is passed up untouched.
  @inline(__always)
  mutating func beginVisit(_ issue: Int32, at station: Int, _ time: Double) -> Bool {
    let entry = region.issues.row(Int(issue))
    let desk = floor.desks.row(station)
    if entry.pointee.limit != .none {
      region.calendar.cancel(entry.pointee.limit)
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
      ledger.records.add(visit(issue, at: station, started: time, ended: time, end: .passedUp))
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
    let entry = region.issues.row(Int(issue))
    let chance = policy.tier(Int(entry.pointee.tier)).pointee.chanceOfReferral(
      waiting: floor.stations[station].waiting, workers: floor.stations[station].servers)
    return befalls(chance, .referral, issue, visit: entry.pointee.visitField)
  }

  /// The whole work; or what it takes to see that the issue belongs elsewhere.
  @inline(__always)
  private mutating func handsOnTime(of issue: Int32) -> Double {
    let entry = region.issues.row(Int(issue))
    if entry.pointee.isAstray, let intake = policy.rules.intake { return draw(intake.checkWork, .checkWork, issue) }
    let cell = policy.cell(entry)
    let channel = entry.pointee.channel
    if channel != IssueRecord.noChannel, entry.pointee.visits == 1, policy.channel(Int(channel)).pointee.verifies {
      let look = draw(policy.channel(Int(channel)).pointee.verify, .verify, issue)
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
    let entry = region.issues.row(Int(issue))
    let tier = Int(entry.pointee.tier)
    let started = entry.pointee.started
    if entry.pointee.kind != .issue { return endOther(issue, at: station, time) }
    if model.countsSolved { conditions.countVisit(to: Int(entry.pointee.unit)) }
    if entry.pointee.isAstray {
      ledger.records.add(visit(issue, at: station, started: started, ended: time, end: .returned))
      return sendBack(issue, time)
    }
    if entry.pointee.tier < entry.pointee.authorityTier {
      if entry.pointee.authorityTier == Issue.routed { return endRoutedVisit(issue, at: station, time) }
      if order(issue, at: station, time) { return }
      ledger.records.add(visit(issue, at: station, started: started, ended: time, end: .passedUp))
      return passUp(issue, .authority, time)
    }
    let chance = policy.tier(tier).pointee.chanceOfSuccess(
      at: entry.pointee.complexity, shift: floor.desks.row(station).pointee.competence)
    if chance < 1, !befalls(chance, .competence, issue, visit: entry.pointee.visitField) {
      if floor.desks.row(station).pointee.isSpecial, triesAgain(issue, at: station, time) { return }
      if tier < policy.topTier {
        ledger.records.add(visit(issue, at: station, started: started, ended: time, end: .passedUp))
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
    let entry = region.issues.row(Int(issue))
    if model.countsSolved { conditions.countSolved(by: Int(entry.pointee.unit)) }
    if policy.cell(entry).pointee.goesOn,
      continueElsewhere(issue, at: station, Int(entry.pointee.tier), time)
    {
      return
    }
    ledger.records.add(visit(issue, at: station, started: entry.pointee.started, ended: time, end: .solved))
    solve(issue, time)
  }

  /// Calls departments, waits for a session, or waits on others; false when none of it is needed here.
  private mutating func continueElsewhere(
    _ issue: Int32, at station: Int, _ tier: Int, _ time: Double
  ) -> Bool {
    let entry = region.issues.row(Int(issue))
    let cell = policy.cell(entry)
    let field = entry.pointee.visitField
    let row = visit(issue, at: station, started: entry.pointee.started, ended: time, end: .continued)
    if tier == policy.rules.whistleTier, !entry.pointee.isUncured, whistle(issue, time) {
      ledger.records.add(row)
    } else if !entry.pointee.isUncured, let kind = meeting(for: issue, at: tier, field) {
      ledger.records.add(row)
      awaitMeeting(kind, issue, time)
    } else if cell.pointee.hasOutside {
      ledger.records.add(row)
      entry.pointee.state = .pending
      let delay = draw(cell.pointee.outside, .outside, issue, visit: field)
      scheduleIfEver(.outsideEnds(issue), at: time + delay)
    } else {
      return false
    }
    return true
  }

  /// A row about a visit of the issue.
  @inline(__always)
  mutating func visit(
    _ issue: Int32, at station: Int, started: Double, ended: Double, end: VisitEnd, arrived: Double? = nil
  ) -> VisitRecord {
    let entry = region.issues.row(Int(issue))
    let desk = floor.desks.row(station)
    let hasWork = end != .withdrawn && started < ended
    return VisitRecord(
      arrived: arrived ?? entry.pointee.arrived, started: started, ended: ended,
      work: hasWork ? entry.pointee.visitWork : 0, ordinal: entry.pointee.ordinal, place: entry.pointee.place,
      station: Int32(truncatingIfNeeded: station), type: entry.pointee.type, tier: desk.pointee.tier,
      role: desk.pointee.role, department: desk.pointee.department, end: end, kind: entry.pointee.kind,
      report: entry.pointee.report)
  }
}
