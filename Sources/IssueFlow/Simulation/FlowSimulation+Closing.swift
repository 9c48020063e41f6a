import EventKernel
import RandomStreams

// Solved issues are reported back: closed, or opened again. Every issue ends here, exactly once.

extension FlowSimulation {
  /// A tier declares the issue solved; the resident may see it otherwise.
  mutating func solve(_ issue: Int32, _ time: Double) {
    let index = Int(issue)
    guard let feedback = rules.feedback else {
      return close(issue, time)
    }
    let field = issues[index].visitField
    if befalls(tables.cell(issues.row(index)).pointee.falseClosure, .falseClosure, issue, visit: field) {
      issues[index].isUncured = true
    }
    let isLate = time > issues[index].due
    let discontent = min(1, feedback.dissatisfied + (isLate ? feedback.dissatisfiedIfLate : 0))
    let isContent = !issues[index].isUncured && !befalls(discontent, .satisfaction, issue, visit: field)
    let isCalledBack = befalls(feedback.callBack, .callBack, issue, visit: field)
    if isCalledBack {
      issues[index].callBacks += 1
      if isContent { issues[index].contentCallBacks += 1 }
    }
    let opensAgain =
      isCalledBack && !isContent && Int(issues[index].reopens) < feedback.atMost
      && befalls(feedback.reopen, .reopen, issue, visit: field)
    guard opensAgain else {
      return close(issue, time)
    }
    issues[index].state = .awaitingCallBack
    if issues[index].firstSolved.isNaN { issues[index].firstSolved = time }
    let delay = draw(feedback.delay, .callBackDelay, issue, visit: field)
    calendar.schedule(.issueReopens(issue), at: time + delay)
  }

  mutating func reopen(_ issue: Int32, _ time: Double) {
    let index = Int(issue)
    let field = issues[index].visitField
    issues[index].reopens += 1
    issues[index].isUncured = false
    issues[index].sessions = 0
    let goesUp =
      Int(issues[index].tier) < topTier
      && befalls(rules.feedback?.reopenAbove ?? 0, .reopenTier, issue, visit: field)
    if goesUp {
      passUp(issue, .reopened, time)
    } else {
      reach(issue, time)
    }
  }

  mutating func close(_ issue: Int32, _ time: Double) {
    let entry = issues.row(Int(issue))
    let tier = Int(entry.pointee.tier)
    closed[tier] += 1
    days.countClosing(at: tier, after: time - entry.pointee.registered)
    count(.closedIssues)
    if time < entry.pointee.complaint, entry.pointee.complaint < .infinity { count(.proactive) }
    if tables.type(entry).pointee.recurrence > 0 { letRecur(issue, time) }
    end(issue, .closed, time)
  }

  /// A cause that was not cured for good brings the same issue again, as an issue of its own.
  private mutating func letRecur(_ issue: Int32, _ time: Double) {
    let original = issues[Int(issue)]
    let type = tables.type(Int(original.type)).pointee
    guard original.lineage < Issue.lastLineage, befalls(type.recurrence, .recurrence, issue) else { return }
    if original.isSettledByResidents, befalls(type.lasting, .lasting, issue) { return count(.avoided) }
    let next = time + draw(type.recurrenceDelay, .recurrenceDelay, issue)
    guard next < .infinity else { return }
    let again = place(
      type: original.type, place: original.place, ordinal: original.ordinal + 1 << Issue.lineageShift)
    issues[Int(again)].state = .latent
    calendar.schedule(.issueRecurs(again), at: next)
  }

  mutating func withdraw(_ issue: Int32, _ time: Double) {
    counts.withdrawn += 1
    days.countWithdrawal()
    end(issue, .withdrawn, time)
  }

  /// Writes the issue's row and frees its entry.
  mutating func end(
    _ issue: Int32, _ outcome: IssueOutcome, _ time: Double
  ) {
    records.add(record(of: issue, outcome, time))
    let entry = issues.row(Int(issue))
    openHere -= 1
    if entry.pointee.kind != .issue {
      othersHere -= 1
    } else if entry.pointee.isOfCohort {
      openOfCohort -= 1
    }
    entry.pointee.state = .free
    freeIssues.append(issue)
  }

  @inline(__always)
  mutating func record(
    of issue: Int32, _ outcome: IssueOutcome, _ time: Double
  ) -> IssueRecord {
    let entry = issues.row(Int(issue))
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
