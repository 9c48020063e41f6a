import EventKernel
import Queueing

// What happens to those who wait too long, or find the room full.

extension FlowSimulation {
  /// Sets the one limit of a wait: the tier's, or the end of the resident's patience when that is earlier.
  mutating func setLimit(of issue: Int32, _ time: Double) {
    let index = Int(issue)
    // What is no issue of a resident's waits its turn.
    guard region.issues[index].kind == .issue else { return }
    let tier = policy.tier(Int(region.issues[index].tier)).pointee
    var limit = region.issues[index].patience
    if tier.escalatesOverdue, Int(region.issues[index].tier) < policy.topTier {
      limit = min(limit, tier.waitLimit.end(from: time, in: policy.calendars.row(Int(tier.calendar)).pointee))
    }
    guard limit < .infinity else { return }
    region.issues[index].limit = region.calendar.schedule(.limitPasses(issue), at: max(limit, time))
  }

  mutating func passLimit(_ issue: Int32, _ time: Double) {
    let index = Int(issue)
    let station = Int(region.issues[index].station)
    region.issues[index].limit = .none
    // Work that was handed over is in line again, but it has begun: its limit was kept.
    guard region.issues[index].state == .waiting, floor.stations[station].renege(region.issues[index].ticket) else {
      return
    }
    region.lines.leave(gauge(of: station), time)
    if region.issues[index].patience <= time {
      ledger.records.add(visit(issue, at: station, started: time, ended: time, end: .withdrawn))
      withdraw(issue, time)
    } else {
      ledger.records.add(visit(issue, at: station, started: time, ended: time, end: .passedUp))
      passUp(issue, .deadline, time)
    }
  }

  /// A full waiting room sends an issue up; at the top it is lost.
  mutating func passFullRoom(_ issue: Int32, _ time: Double) {
    let station = Int(region.issues[Int(issue)].station)
    ledger.records.add(visit(issue, at: station, started: time, ended: time, end: .turnedAway))
    if region.issues[Int(issue)].kind != .issue { return endOther(issue, isDone: false, time) }
    if Int(region.issues[Int(issue)].tier) < policy.topTier {
      passUp(issue, .full, time)
    } else {
      withdraw(issue, time)
    }
  }
}
