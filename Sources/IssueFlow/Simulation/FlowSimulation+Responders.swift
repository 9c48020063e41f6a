import EventKernel
import Queueing
import RandomStreams

// First responders: anchor households, property firms. They try before the administration hears of an issue.

extension FlowSimulation {
  /// Lets the first responder that is within reach and free try; false when none is.
  mutating func offerToResponders(_ issue: Int32, from first: Int, _ time: Double) -> Bool {
    for number in first..<policy.rules.responders.count {
      let responder = policy.rules.responders[number]
      let entry = region.issues.row(Int(issue))
      guard responder.coverage > 0, responder.tries(entry.pointee.type), entry.pointee.kind == .issue,
        befalls(responder.coverage, .responderReach, issue, visit: Int(responder.luckNumber))
      else { continue }
      count(.responderReached)
      let station = model.layout.responder(number, ofUnit: Int(entry.pointee.place))
      syncHours(of: station, time)
      guard floor.stations[station].hasIdleServer else { continue }
      count(.responderTried)
      if region.windowIsOpen { floor.countArrival(at: station) }
      _ = floor.stations[station].arrive(issue)
      let work = draw(responder.work, .responderWork, issue, visit: Int(responder.luckNumber))
      let row = region.issues.row(Int(issue))
      row.pointee.state = .inService
      row.pointee.station = Int32(station)
      row.pointee.arrived = time
      row.pointee.started = time
      row.pointee.resumed = time
      row.pointee.visitWork = work
      row.pointee.visitMinutes = work
      row.pointee.responder = UInt8(number)
      countStart(of: work, at: station)
      beginWork(of: work, on: issue, at: station, time)
      return true
    }
    return false
  }

  mutating func endResponse(_ issue: Int32, at station: Int, _ time: Double) {
    let entry = region.issues.row(Int(issue))
    let responder = policy.rules.responders[Int(entry.pointee.responder)]
    let chance = Tier.chanceOfSuccess(level: responder.level, spread: responder.spread, at: entry.pointee.complexity)
    ledger.records.add(
      visit(issue, at: station, started: entry.pointee.started, ended: time, end: .continued))
    if befalls(chance, .responderSuccess, issue, visit: Int(responder.luckNumber)) {
      count(.responderSettled)
      return endSelfHelp(issue, time)
    }
    let delay = draw(responder.delay, .responderDelay, issue, visit: Int(responder.luckNumber))
    let next = Int(entry.pointee.responder) + 1
    entry.pointee.state = .undiscovered
    if offerToResponders(issue, from: next, time) { return }
    if delay > 0 {
      region.calendar.schedule(.issueShows(issue), at: time + delay)
    } else {
      show(issue, time)
    }
  }
}
