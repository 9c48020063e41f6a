import EventKernel
import RandomStreams

// Solved issues are reported back: closed, or opened again. Every issue ends here, exactly once.

extension FlowSimulation {
  /// A tier declares the issue solved; the resident may see it otherwise.
  mutating func solve(_ issue: Int32, _ time: Double) {
    let index = Int(issue)
    guard let feedback = model.feedback else {
      return close(issue, time, wasCalledBack: false, isContent: !issues[index].isUncured)
    }
    let field = issues[index].visitField
    let atTier = model.typesAtTiers[Int(issues[index].type) * model.tierCount + Int(issues[index].tier)]
    if befalls(atTier.falseClosure, .falseClosure, issue, visit: field) { issues[index].isUncured = true }
    let isLate = time > issues[index].due
    let discontent = min(1, feedback.dissatisfied + (isLate ? feedback.dissatisfiedIfLate : 0))
    let isContent = !issues[index].isUncured && !befalls(discontent, .satisfaction, issue, visit: field)
    let isCalledBack = befalls(feedback.callBack, .callBack, issue, visit: field)
    let opensAgain =
      isCalledBack && !isContent && Int(issues[index].reopens) < feedback.atMost
      && befalls(feedback.reopen, .reopen, issue, visit: field)
    guard opensAgain else {
      return close(issue, time, wasCalledBack: isCalledBack, isContent: isContent)
    }
    issues[index].state = .awaitingCallBack
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
      && befalls(model.feedback?.reopenAbove ?? 0, .reopenTier, issue, visit: field)
    if goesUp {
      passUp(issue, .reopened, time)
    } else {
      reach(issue, time)
    }
  }

  mutating func close(_ issue: Int32, _ time: Double, wasCalledBack: Bool, isContent: Bool) {
    let index = Int(issue)
    let tier = Int(issues[index].tier)
    counts.closed[tier] += 1
    dayCounts.closed[tier] += 1
    dayCounts.timeToClose += time - issues[index].registered
    let type = model.types[Int(issues[index].type)]
    let lineage = issues[index].lineage
    if lineage < Issue.lastLineage, befalls(type.recurrence, .recurrence, issue) {
      var again = Issue()
      again.type = issues[index].type
      again.place = issues[index].place
      again.ordinal = issues[index].ordinal + 1 << Issue.lineageShift
      again.state = .latent
      let delay = draw(type.recurrenceDelay, .recurrenceDelay, issue)
      scheduleIfEver(.issueRecurs(place(again)), at: time + delay)
    }
    end(issue, .closed, time, wasCalledBack: wasCalledBack, isContent: isContent)
  }

  mutating func withdraw(_ issue: Int32, _ time: Double) {
    counts.withdrawn += 1
    dayCounts.withdrawn += 1
    end(issue, .withdrawn, time, wasCalledBack: false, isContent: false)
  }

  /// Writes the issue's row and frees its entry.
  mutating func end(
    _ issue: Int32, _ outcome: IssueOutcome, _ time: Double, wasCalledBack: Bool, isContent: Bool
  ) {
    let index = Int(issue)
    records.add(record(of: issue, outcome, time, wasCalledBack: wasCalledBack, isContent: isContent))
    counts.open -= 1
    if issues[index].isOfCohort, issues[index].kind == .issue { openOfCohort -= 1 }
    issues[index].state = .free
    freeIssues.append(issue)
  }

  func record(
    of issue: Int32, _ outcome: IssueOutcome, _ time: Double, wasCalledBack: Bool, isContent: Bool
  ) -> IssueRecord {
    let entry = issues[Int(issue)]
    return IssueRecord(
      arose: entry.arose, registered: entry.registered, ended: time, due: entry.due, complexity: entry.complexity,
      work: entry.work, ordinal: entry.ordinal, place: entry.place, type: entry.type, outcome: outcome,
      closedAt: entry.tier, handledAt: entry.handledAt, channel: entry.channel, cause: entry.cause,
      visits: entry.visits, reopens: entry.reopens, isRegistered: entry.isRegistered,
      wasMisassigned: entry.wasMisassigned, wasCalledBack: wasCalledBack, isContent: isContent,
      isOfCohort: entry.isOfCohort)
  }
}
