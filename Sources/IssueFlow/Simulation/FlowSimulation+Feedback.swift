import EventKernel

// Solved issues are reported back: closed, or opened again because a resident sees it otherwise.

extension FlowSimulation {
  /// A tier declares the issue solved; the resident may see it otherwise.
  mutating func solve(_ issue: Int32, _ time: Double) {
    let index = Int(issue)
    guard let feedback = policy.rules.feedback else {
      return close(issue, time)
    }
    let field = region.issues[index].visitField
    if befalls(policy.cell(region.issues.row(index)).pointee.falseClosure, .falseClosure, issue, visit: field) {
      region.issues[index].isUncured = true
    }
    let isLate = time > region.issues[index].due
    let discontent = min(1, feedback.dissatisfied + (isLate ? feedback.dissatisfiedIfLate : 0))
    let isContent = !region.issues[index].isUncured && !befalls(discontent, .satisfaction, issue, visit: field)
    let isCalledBack = befalls(feedback.callBack, .callBack, issue, visit: field)
    if isCalledBack {
      region.issues[index].callBacks += 1
      if isContent { region.issues[index].contentCallBacks += 1 }
    }
    let opensAgain =
      isCalledBack && !isContent && Int(region.issues[index].reopens) < feedback.atMost
      && befalls(feedback.reopen, .reopen, issue, visit: field)
    guard opensAgain else {
      return close(issue, time)
    }
    region.issues[index].state = .awaitingCallBack
    if region.issues[index].firstSolved.isNaN { region.issues[index].firstSolved = time }
    let delay = draw(feedback.delay, .callBackDelay, issue, visit: field)
    region.calendar.schedule(.issueReopens(issue), at: time + delay)
  }

  mutating func reopen(_ issue: Int32, _ time: Double) {
    let index = Int(issue)
    let field = region.issues[index].visitField
    region.issues[index].reopens += 1
    region.issues[index].isUncured = false
    region.issues[index].sessions = 0
    let goesUp =
      Int(region.issues[index].tier) < policy.topTier
      && befalls(policy.rules.feedback?.reopenAbove ?? 0, .reopenTier, issue, visit: field)
    if goesUp {
      passUp(issue, .reopened, time)
    } else {
      reach(issue, time)
    }
  }
}
