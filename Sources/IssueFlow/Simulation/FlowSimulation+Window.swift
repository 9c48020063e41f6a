import EventKernel
import Policies

// A subtree begins, passes through the observation window, and leaves behind what is still open.

extension FlowSimulation {
  /// Begins with the region at hand at time zero: its rules, its arrivals, its marks, its processes.
  mutating func begin() {
    let subtree = region.subtree
    policy.begin(phase: region.phase, of: model)
    region.schedule.begin(subtree, stream: stream)
    region.calendar.schedule(.windowOpens, at: model.horizon.observationStart)
    region.calendar.schedule(.windowCloses, at: model.horizon.observationEnd)
    region.calendar.schedule(.dayBegins(0), at: 0)
    region.calendar.schedule(.sliceBegins(0), at: 0)
    drawWorks(in: subtree.places)
    beginProcesses(after: nil, 0)
    for (phase, entry) in model.phases.enumerated().dropFirst() {
      region.calendar.schedule(.phaseBegins(Int32(phase)), at: entry.start)
    }
    placeBacklog(in: subtree.places)
  }

  /// Starts what the rules say of the city's own processes, and those before did not.
  /// - Parameter before: `nil` at the beginning of a region.
  mutating func beginProcesses(after before: FlowRules?, _ time: Double) {
    for tier in policy.rules.tiers.indices {
      let old = before?.tiers[tier]
      beginWeakness(ofTier: tier, after: old, time)
      beginRating(ofTier: tier, after: old, time)
      beginLeadership(ofTier: tier, after: old)
      beginTurnover(ofTier: tier, after: old, time)
      beginGrades(ofTier: tier, after: old, time)
    }
    beginCoverage(after: before, time)
    beginProjects(after: before, time)
    beginVolunteers(after: before, time)
  }

  mutating func openWindow(_ time: Double) {
    region.openWindow(at: time)
    for run in region.subtree.stations {
      for station in run { floor.openWindow(of: station, at: time) }
    }
    checkInvariants()
  }

  mutating func closeWindow(_ time: Double) {
    for run in region.subtree.stations {
      for station in run { countStaff(of: station, until: time) }
    }
    closeProcesses(time)
    region.closeWindow()
    region.lines.stop(at: time, addingTo: &ledger.queueAreas)
    for run in region.subtree.stations {
      for station in run { floor.closeWindow(of: station) }
    }
    endDay(model.horizon.observedDayCount - 1)
    checkInvariants()
  }

  /// Closes the accounts of all processes of the region, at the end of the window.
  private mutating func closeProcesses(_ time: Double) {
    for tier in policy.rules.tiers.indices {
      closeWeakness(ofTier: tier, time)
      closePosts(ofTier: tier, time)
    }
    for tier in policy.rules.tiers.indices { countFloors(ofTier: tier) }
    closeCoverage(time)
  }

  /// Ends the day before.
  mutating func beginDay(_ day: Int, _ time: Double) {
    if day > 0 { endDay(day - 1) }
    if day + 1 < model.horizon.observedDayCount {
      region.calendar.schedule(.dayBegins(Int32(day + 1)), at: Double(day + 1) * Horizon.minutesPerDay)
    }
  }

  private mutating func endDay(_ day: Int) {
    ledger.days.end(day, open: region.openIssues, waiting: region.lines, &region.day)
  }

  /// Writes the rows of what is still open in a subtree.
  mutating func leave(_ time: Double) {
    checkInvariants()
    for index in region.issues.indices {
      let state = region.issues[index].state
      if state == .free || state == .latent { continue }
      if state == .waiting || state == .inService { leaveVisit(Int32(index), time) }
      if region.issues[index].kind == .issue {
        ledger.records.add(record(of: Int32(index), state == .undiscovered ? .undiscovered : .open, time))
      }
    }
    for index in region.tasks.indices
    where region.tasks[index].state == .waiting || region.tasks[index].state == .inService {
      leaveTask(Int32(index), time)
    }
    ledger.counts.open += region.open.all
    if region.open.ofCohort > 0 { ledger.cohortIsComplete = false }
  }

  /// A visit that the end of the run cuts short: its work so far counts, and its row says what is known of it.
  private mutating func leaveVisit(_ issue: Int32, _ time: Double) {
    let entry = region.issues[Int(issue)]
    let station = Int(entry.station)
    let isInService = entry.state == .inService
    if isInService {
      countWork(from: entry.resumed, to: time, at: station, rule: floor.desks.row(station).pointee.endOfShift)
    }
    // Work that was handed over waits, and has begun all the same.
    let hasBegun = isInService || entry.remaining >= 0
    ledger.records.add(
      visit(issue, at: station, started: hasBegun ? entry.started : time, ended: time, end: .unfinished))
  }

  private mutating func leaveTask(_ task: Int32, _ time: Double) {
    let entry = region.tasks[Int(task)]
    let station = departmentStation(of: task)
    let isInService = entry.state == .inService
    if isInService { countWork(from: entry.started, to: time, at: station) }
    ledger.records.add(
      visit(ofTask: task, at: station, started: isInService ? entry.started : time, time, end: .unfinished))
  }

  /// Hands over the last rows and gives what the subtree at hand has come to.
  mutating func totals(ofSubtree number: Int, _ run: SimulationRun) -> SubtreeTotals {
    ledger.records.flush()
    var stations: [FlowTotals.Station] = []
    for run in region.subtree.stations {
      for station in run { stations.append(floor.totals[station]) }
    }
    return SubtreeTotals(
      number: number, stations: stations, queueAreas: ledger.queueAreas.withRows(Array.init), counts: ledger.fates,
      facts: ledger.facts.withRows(Array.init), days: ledger.days.sums, events: ledger.eventCount,
      calendarEvents: run.eventCount, fingerprint: run.fingerprint, end: run.clock,
      cohortIsComplete: ledger.cohortIsComplete)
  }
}
