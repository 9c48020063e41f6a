import EventKernel

// A subtree begins, passes through the observation window, and leaves behind what is still open.

extension FlowSimulation {
  /// Clears what belongs to one subtree, and sets the marks of the next.
  mutating func begin(_ subtree: Subtree) {
    calendar.removeAll()
    issues.removeAll()
    freeIssues.removeAll()
    tasks.removeAll()
    freeTasks.removeAll()
    gauges.clear()
    days.restart()
    windowIsOpen = false
    windowHasClosed = false
    openHere = 0
    othersHere = 0
    openOfCohort = 0
    stationRuns = subtree.stations
    begin(phase: 0)
    schedule.begin(subtree, stream: stream)
    calendar.schedule(.windowOpens, at: model.horizon.observationStart)
    calendar.schedule(.windowCloses, at: model.horizon.observationEnd)
    calendar.schedule(.dayBegins(0), at: 0)
    calendar.schedule(.sliceBegins(0), at: 0)
    unitsInRegion = subtree.units
    drawWorks(in: subtree.places)
    startProcesses(from: nil, 0)
    for (phase, entry) in model.phases.enumerated().dropFirst() {
      calendar.schedule(.phaseBegins(Int32(phase)), at: entry.start)
    }
  }

  mutating func openWindow(_ time: Double) {
    windowIsOpen = true
    gauges.restart(at: time)
    for run in stationRuns {
      for station in run {
        totals[station].waitingAtStart = stations[station].waiting
        staffedSince[station] = time
      }
    }
  }

  mutating func closeWindow(_ time: Double) {
    for run in stationRuns {
      for station in run { countStaff(of: station, until: time) }
    }
    closeProcesses(time)
    windowIsOpen = false
    windowHasClosed = true
    gauges.stop(at: time)
    for run in stationRuns {
      for station in run { totals[station].waitingAtEnd = stations[station].waiting }
    }
    days.end(model.horizon.observedDayCount - 1, open: openHere - othersHere, waiting: gauges)
  }

  /// Writes the rows of what is still open in a subtree.
  mutating func leave(_ subtree: Subtree, _ time: Double) {
    for index in issues.indices {
      let state = issues[index].state
      if state == .free || state == .latent { continue }
      if state == .waiting || state == .inService { leaveVisit(Int32(index), time) }
      if issues[index].kind == .issue {
        records.add(record(of: Int32(index), state == .undiscovered ? .undiscovered : .open, time))
      }
    }
    for index in tasks.indices where tasks[index].state == .waiting || tasks[index].state == .inService {
      leaveTask(Int32(index), time)
    }
    counts.open += openHere
    if openOfCohort > 0 { cohortIsComplete = false }
  }

  /// A visit that the end of the run cuts short: its work so far counts, and its row says what is known of it.
  private mutating func leaveVisit(_ issue: Int32, _ time: Double) {
    let entry = issues[Int(issue)]
    let station = Int(entry.station)
    let isInService = entry.state == .inService
    if isInService {
      countWork(from: entry.resumed, to: time, at: station, rule: desks.row(station).pointee.endOfShift)
    }
    // Work that was handed over waits, and has begun all the same.
    let hasBegun = isInService || entry.remaining >= 0
    records.add(
      visit(issue, at: station, started: hasBegun ? entry.started : time, ended: time, end: .unfinished))
  }

  private mutating func leaveTask(_ task: Int32, _ time: Double) {
    let entry = tasks[Int(task)]
    let station = departmentStation(of: task)
    let isInService = entry.state == .inService
    if isInService { countWork(from: entry.started, to: time, at: station) }
    records.add(visit(ofTask: task, at: station, started: isInService ? entry.started : time, time, end: .unfinished))
  }

  /// Hands over the last rows and gives the totals.
  mutating func finish(_ summary: RunSummary) -> FlowTotals {
    records.flush()
    records.observe(days.records())
    var fates = counts
    fates.closed = closed.withRows(Array.init)
    return FlowTotals(
      stations: totals.withRows(Array.init), queueLength: gauges.averages(over: model.horizon.observationLength),
      counts: fates, facts: facts.withRows(Array.init), events: eventCount, calendarEvents: summary.events,
      fingerprint: summary.fingerprint,
      end: summary.end, cohortIsComplete: cohortIsComplete)
  }
}

/// What the runs of all subtrees come to.
struct RunSummary {
  private(set) var events = 0
  private(set) var fingerprint = Fingerprint()
  /// When the last of them ended.
  private(set) var end = 0.0

  mutating func add(_ run: SimulationRun) {
    events += run.eventCount
    fingerprint.add(run.fingerprint.value)
    end = max(end, run.clock)
  }
}
