import EventKernel
import Queueing

// What happens to those who wait too long, or find the room full.

extension FlowSimulation {
  /// Sets the one limit of a wait: the tier's, or the end of the resident's patience when that is earlier.
  mutating func setLimit(of issue: Int32, _ time: Double) {
    let index = Int(issue)
    // What is no issue of a resident's waits its turn.
    guard issues[index].kind == .issue else { return }
    let tier = tables.tier(Int(issues[index].tier)).pointee
    var limit = issues[index].patience
    if tier.escalatesOverdue, Int(issues[index].tier) < topTier {
      limit = min(limit, tier.waitLimit.end(from: time, in: tables.calendars.row(Int(tier.calendar)).pointee))
    }
    guard limit < .infinity else { return }
    issues[index].limit = calendar.schedule(.limitPasses(issue), at: max(limit, time))
  }

  mutating func passLimit(_ issue: Int32, _ time: Double) {
    let index = Int(issue)
    let station = Int(issues[index].station)
    issues[index].limit = .none
    // Work that was handed over is in line again, but it has begun: its limit was kept.
    guard issues[index].state == .waiting, stations[station].renege(issues[index].ticket) else { return }
    gauges.leave(gauge(of: station), time)
    if issues[index].patience <= time {
      records.add(visit(issue, at: station, started: time, ended: time, end: .withdrawn))
      withdraw(issue, time)
    } else {
      records.add(visit(issue, at: station, started: time, ended: time, end: .passedUp))
      passUp(issue, .deadline, time)
    }
  }

  /// A full waiting room sends an issue up; at the top it is lost.
  mutating func passFullRoom(_ issue: Int32, _ time: Double) {
    let station = Int(issues[Int(issue)].station)
    records.add(visit(issue, at: station, started: time, ended: time, end: .turnedAway))
    if issues[Int(issue)].kind != .issue { return endOther(issue, isDone: false, time) }
    if Int(issues[Int(issue)].tier) < topTier {
      passUp(issue, .full, time)
    } else {
      withdraw(issue, time)
    }
  }
}
