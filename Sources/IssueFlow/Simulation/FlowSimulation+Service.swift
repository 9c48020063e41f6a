import EventKernel
import Queueing
import ScenarioLanguage

// Customers are served while stations are open, and leave. What a service is for is decided elsewhere.

extension FlowSimulation {
  /// Schedules the end of so many working minutes that begin now: work in hand pauses at closing, unless its tier
  /// finishes it before leaving or hands it over.
  @inline(__always)
  mutating func beginWork(
    of minutes: Double, on customer: Int32, at station: Int, _ time: Double, rule: EndOfShift = .pause
  ) {
    if floor.desks.row(station).pointee.isAlwaysOpen {
      return scheduleIfEver(.serviceEnds(customer: customer, station: Int32(station)), at: time + minutes)
    }
    let calendar = policy.calendars.row(Int(floor.desks.row(station).pointee.calendar))
    var end = time + minutes
    switch rule {
    case .pause: end = calendar.pointee.time(after: minutes, of: time)
    case .finishAndLeave: break
    case .handOver:
      let closing = calendar.pointee.nextClosing(from: time)
      if closing < end {
        region.issues[Int(customer)].remaining = end - closing
        scheduleIfEver(.shiftEnds(customer: customer, station: Int32(station)), at: closing)
        return
      }
    }
    scheduleIfEver(.serviceEnds(customer: customer, station: Int32(station)), at: end)
  }

  @inline(__always)
  mutating func countStart(of minutes: Double, at station: Int) {
    if region.windowIsOpen { floor.countStart(of: minutes, at: station) }
  }

  /// Adds the working minutes of a service that was never handed over, and of it what lies inside the window.
  @inline(__always)
  mutating func countWork(of minutes: Double, from start: Double, to end: Double, at station: Int) {
    if start >= model.horizon.observationStart, end <= model.horizon.observationEnd {
      floor.countWork(minutes, at: station)
    } else {
      countWork(from: start, to: end, at: station)
    }
  }

  /// Adds the working minutes of a stretch of service that lie inside the window.
  mutating func countWork(from start: Double, to end: Double, at station: Int, rule: EndOfShift = .pause) {
    let first = max(start, model.horizon.observationStart)
    let last = min(end, model.horizon.observationEnd)
    guard last > first else { return }
    let minutes =
      rule == .pause && !floor.desks.row(station).pointee.isAlwaysOpen
      ? policy.calendars.row(Int(floor.desks.row(station).pointee.calendar)).pointee.workingTime(from: first, to: last)
      : last - first
    floor.countWork(minutes, at: station)
  }

  /// Adds the time of those on duty since their number last changed.
  mutating func countStaff(of station: Int, until time: Double) {
    guard region.windowIsOpen else { return }
    floor.countStaff(
      of: station, until: time, policy.calendars.row(Int(floor.desks.row(station).pointee.calendar)))
  }

  mutating func endService(of customer: Int32, at station: Int, _ time: Double) {
    ledger.eventCount += 1
    let desk = floor.desks.row(station)
    let role = desk.pointee.role
    if role == .department {
      let task = region.tasks.row(Int(customer))
      countWork(of: task.pointee.work, from: task.pointee.started, to: time, at: station)
    } else {
      let entry = region.issues.row(Int(customer))
      if role == .volunteers {
        countWork(from: entry.pointee.resumed, to: time, at: station, rule: .finishAndLeave)
      } else if desk.pointee.endOfShift == .pause {
        let minutes = entry.pointee.visitMinutes
        countWork(of: minutes, from: entry.pointee.resumed, to: time, at: station)
      } else {
        countWork(from: entry.pointee.resumed, to: time, at: station, rule: desk.pointee.endOfShift)
      }
    }
    freeServer(of: station, time)
    switch role {
    case .tier, .volunteers: endVisit(customer, at: station, time)
    case .responder: endResponse(customer, at: station, time)
    case .intake: endIntake(customer, at: station, time)
    case .department: endDepartmentWork(customer, at: station, time)
    }
  }

  /// Frees a server and begins with the next customers.
  @inline(__always)
  private mutating func freeServer(of station: Int, _ time: Double) {
    if floor.stations.row(station).pointee.waiting > 0 { syncHours(of: station, time) }
    if let next = floor.stations[station].endService() {
      region.lines.leave(gauge(of: station), time)
      serve(next, at: station, time)
    }
    if floor.desks.row(station).pointee.role == .volunteers {
      takeUp(at: station, fromLineOf: Int(floor.desks.row(station).pointee.unit), time)
      return
    }
    awaitOpening(of: station, time)
  }

  /// Puts work in hand back into the line at its old place; whoever is on duty next goes on with it.
  mutating func handOver(_ issue: Int32, at station: Int, _ time: Double) {
    countWork(from: region.issues[Int(issue)].resumed, to: time, at: station, rule: .handOver)
    floor.stations[station].handBack(issue, ticket: region.issues[Int(issue)].ticket)
    region.issues[Int(issue)].state = .waiting
    region.lines.join(gauge(of: station), time)
    syncHours(of: station, time)
    if let next = floor.stations[station].startNext() {
      region.lines.leave(gauge(of: station), time)
      serve(next, at: station, time)
    }
    awaitOpening(of: station, time)
  }
}
