import EventKernel

// The observation window: what is counted inside it, and what a run leaves behind.

extension FlowSimulation {
  mutating func openWindow(_ time: Double) {
    windowIsOpen = true
    gauges.restart(at: time)
    for station in stations.indices { totals[station].waitingAtStart = Int32(clamping: stations[station].waiting) }
  }

  mutating func closeWindow(_ time: Double) {
    windowIsOpen = false
    windowHasClosed = true
    gauges.stop(at: time)
    for station in stations.indices { totals[station].waitingAtEnd = Int32(clamping: stations[station].waiting) }
  }

  mutating func reportDay(_ day: Int) {
    records.observe(
      dayCounts.record(
        day: day, open: counts.open, waiting: (0..<model.tierCount).map { gauges.number(of: $0) }))
    dayCounts = DayCounts(tiers: model.tierCount)
  }

  /// Writes the rows of what is still open and gives the totals.
  mutating func finish(_ run: SimulationRun) -> FlowTotals {
    for index in issues.indices where issues[index].isOfCohort && issues[index].kind == .issue {
      let state = issues[index].state
      if state == .free || state == .latent { continue }
      let outcome: IssueOutcome = state == .undiscovered ? .undiscovered : .open
      records.add(record(of: Int32(index), outcome, run.clock))
    }
    for index in issues.indices where issues[index].state == .inService { countWorkInHand(Int32(index), run.clock) }
    records.flush()
    var fates = counts
    fates.closed = closed.withRows(Array.init)
    return FlowTotals(
      stations: totals.withRows(Array.init), queueLength: gauges.averages(over: model.horizon.observationLength),
      counts: fates,
      events: eventCount, calendarEvents: run.eventCount, fingerprint: run.fingerprint, end: run.clock,
      cohortIsComplete: openOfCohort == 0)
  }

  private mutating func countWorkInHand(_ issue: Int32, _ time: Double) {
    let entry = issues[Int(issue)]
    // A report in service stands at its desk, whose number its unit does not tell: desks are found by place.
    guard entry.kind == .issue, entry.visits > 0 else { return }
    countWork(
      from: entry.resumed, to: time, at: tierStation(of: issue), rule: model.tiers[Int(entry.tier)].endOfShift)
  }
}
