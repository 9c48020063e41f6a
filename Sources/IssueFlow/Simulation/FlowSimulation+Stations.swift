import EventKernel
import Queueing
import RandomStreams

// Customers enter stations, are served while these are open, and leave. What a service is for is decided elsewhere.

extension FlowSimulation {
  @inline(__always)
  mutating func rank(of issue: Int32) -> CustomerRank {
    let entry = issues.row(Int(issue))
    return CustomerRank(
      priorityClass: tables.type(entry).pointee.priorityClass, deadline: entry.pointee.due)
  }

  @inline(__always)
  mutating func gauge(of station: Int) -> Int { Int(desks.row(station).pointee.gauge) }

  /// Tells the station whether its calendar is open now. Units that nobody comes to are told nothing.
  @inline(__always)
  mutating func syncHours(of station: Int, _ time: Double) {
    let desk = desks.row(station)
    if desk.pointee.isAlwaysOpen { return }
    if tables.calendars.row(Int(desk.pointee.calendar)).pointee.isOpen(at: time) {
      stations[station].open()
    } else {
      stations[station].close()
    }
  }

  /// Makes sure that those who wait before a closed station are called when it opens.
  @inline(__always)
  mutating func awaitOpening(of station: Int, _ time: Double) {
    if !desks.row(station).pointee.isAlwaysOpen { awaitHours(of: station, time) }
  }

  private mutating func awaitHours(of station: Int, _ time: Double) {
    let row = stations.row(station)
    guard row.pointee.hasUnoccupiedServer, !row.pointee.isOpen, row.pointee.waiting > 0, !opensLater[station]
    else { return }
    let opening = tables.calendars.row(Int(desks.row(station).pointee.calendar)).pointee.nextOpening(from: time)
    guard opening < .infinity else { return }
    opensLater[station] = true
    calendar.schedule(.stationOpens(Int32(station)), at: opening)
  }

  mutating func openStation(_ station: Int, _ time: Double) {
    opensLater[station] = false
    syncHours(of: station, time)
    if let customer = stations[station].startNext() {
      gauges.leave(gauge(of: station), time)
      serve(customer, at: station, time)
    }
    awaitOpening(of: station, time)
  }

  /// A customer arrives at a station; an issue that a full room turns away goes up or is lost.
  @inline(__always)
  mutating func enter(_ customer: Int32, at station: Int, rank: CustomerRank, _ time: Double) {
    // While all are busy the hours decide nothing: the next to be free asks.
    if stations.row(station).pointee.hasUnoccupiedServer { syncHours(of: station, time) }
    if windowIsOpen { totals[station].arrived += 1 }
    let isTask = desks.row(station).pointee.role == .department
    if !isTask { issues.row(Int(customer)).pointee.station = Int32(truncatingIfNeeded: station) }
    switch stations[station].arrive(customer, rank: rank) {
    case .startsService(let ticket):
      if !isTask { issues[Int(customer)].ticket = ticket }
      serve(customer, at: station, time)
    case .waits(let ticket):
      gauges.join(gauge(of: station), time)
      if !isTask {
        issues[Int(customer)].ticket = ticket
        issues[Int(customer)].state = .waiting
        if desks.row(station).pointee.role == .tier { setLimit(of: customer, time) }
      }
      let helpers = desks.row(station).pointee.helpers
      if helpers >= 0, stations[Int(helpers)].hasIdleServer {
        takeUp(at: Int(helpers), fromLineOf: Int(desks.row(station).pointee.unit), time)
      }
      awaitOpening(of: station, time)
    case .turnedAway:
      passFullRoom(customer, time)
    }
  }

  /// Begins with a customer, and with further ones while servers are idle.
  mutating func serve(_ customer: Int32, at station: Int, _ time: Double) {
    var next: Int32? = customer
    while let customer = next {
      if begin(customer, at: station, time) {
        next = stations[station].startNext()
      } else {
        next = stations[station].endService()
      }
      if next != nil { gauges.leave(gauge(of: station), time) }
    }
  }

  /// Begins work on a customer; false when the worker passes it on untouched.
  @inline(__always)
  private mutating func begin(_ customer: Int32, at station: Int, _ time: Double) -> Bool {
    switch desks.row(station).pointee.role {
    case .tier, .volunteers: return beginVisit(customer, at: station, time)
    // A first responder is given work only where it is offered an issue.
    case .responder: break
    case .intake: beginIntake(customer, at: station, time)
    case .department: beginDepartmentWork(customer, at: station, time)
    }
    return true
  }

  /// Schedules the end of so many working minutes that begin now: work in hand pauses at closing, unless its tier
  /// finishes it before leaving or hands it over.
  @inline(__always)
  mutating func beginWork(
    of minutes: Double, on customer: Int32, at station: Int, _ time: Double, rule: EndOfShift = .pause
  ) {
    if desks.row(station).pointee.isAlwaysOpen {
      return scheduleIfEver(.serviceEnds(customer: customer, station: Int32(station)), at: time + minutes)
    }
    let calendar = tables.calendars.row(Int(desks.row(station).pointee.calendar))
    var end = time + minutes
    switch rule {
    case .pause: end = calendar.pointee.time(after: minutes, of: time)
    case .finishAndLeave: break
    case .handOver:
      let closing = calendar.pointee.nextClosing(from: time)
      if closing < end {
        issues[Int(customer)].remaining = end - closing
        scheduleIfEver(.shiftEnds(customer: customer, station: Int32(station)), at: closing)
        return
      }
    }
    scheduleIfEver(.serviceEnds(customer: customer, station: Int32(station)), at: end)
  }

  @inline(__always)
  mutating func countStart(of minutes: Double, at station: Int) {
    guard windowIsOpen else { return }
    let total = totals.row(station)
    total.pointee.started += 1
    total.pointee.demanded += minutes
  }

  /// Adds the working minutes of a service that was never handed over, and of it what lies inside the window.
  @inline(__always)
  mutating func countWork(of minutes: Double, from start: Double, to end: Double, at station: Int) {
    if start >= model.horizon.observationStart, end <= model.horizon.observationEnd {
      totals.row(station).pointee.work += minutes
    } else {
      countWork(from: start, to: end, at: station)
    }
  }

  /// Adds the working minutes of a stretch of service that lie inside the window.
  mutating func countWork(from start: Double, to end: Double, at station: Int, rule: EndOfShift = .pause) {
    let first = max(start, model.horizon.observationStart)
    let last = min(end, model.horizon.observationEnd)
    guard last > first else { return }
    totals[station].work +=
      rule == .pause && !desks.row(station).pointee.isAlwaysOpen
      ? tables.calendars.row(Int(desks.row(station).pointee.calendar)).pointee.workingTime(from: first, to: last)
      : last - first
  }

  /// Adds the time of those on duty since their number last changed.
  mutating func countStaff(of station: Int, until time: Double) {
    guard windowIsOpen else { return }
    let servers = Double(stations[station].servers)
    let since = staffedSince[station]
    if servers > 0, time > since {
      let calendar = tables.calendars.row(Int(desks.row(station).pointee.calendar))
      totals[station].staffed += servers * calendar.pointee.workingTime(from: since, to: time)
      totals[station].employed += servers * (time - since)
    }
    staffedSince[station] = time
  }

  mutating func endService(of customer: Int32, at station: Int, _ time: Double) {
    eventCount += 1
    let desk = desks.row(station)
    let role = desk.pointee.role
    if role == .department {
      let task = tasks.row(Int(customer))
      countWork(of: task.pointee.work, from: task.pointee.started, to: time, at: station)
    } else {
      let entry = issues.row(Int(customer))
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
    if stations.row(station).pointee.waiting > 0 { syncHours(of: station, time) }
    if let next = stations[station].endService() {
      gauges.leave(gauge(of: station), time)
      serve(next, at: station, time)
    }
    if desks.row(station).pointee.role == .volunteers {
      takeUp(at: station, fromLineOf: Int(desks.row(station).pointee.unit), time)
      return
    }
    awaitOpening(of: station, time)
  }

  /// Puts work in hand back into the line at its old place; whoever is on duty next goes on with it.
  mutating func handOver(_ issue: Int32, at station: Int, _ time: Double) {
    countWork(from: issues[Int(issue)].resumed, to: time, at: station, rule: .handOver)
    stations[station].handBack(issue, ticket: issues[Int(issue)].ticket)
    issues[Int(issue)].state = .waiting
    gauges.join(gauge(of: station), time)
    syncHours(of: station, time)
    if let next = stations[station].startNext() {
      gauges.leave(gauge(of: station), time)
      serve(next, at: station, time)
    }
    awaitOpening(of: station, time)
  }
}

extension Station {
  /// Whether a server is free, be the station open or not.
  @inline(__always)
  fileprivate var hasUnoccupiedServer: Bool { busy < servers }
}
