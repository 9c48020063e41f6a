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
      DayRecord(
        day: day, arisen: dayCounts.arisen, closed: dayCounts.closed, withdrawn: dayCounts.withdrawn,
        open: counts.open, waiting: (0..<model.tierCount).map { gauges.number(of: $0) },
        timeToClose: dayCounts.meanTimeToClose))
    dayCounts = DayCounts(tiers: model.tierCount)
  }

  /// Writes the rows of what is still open and gives the totals.
  mutating func finish(_ run: SimulationRun) -> FlowTotals {
    for index in issues.indices where issues[index].isOfCohort && issues[index].kind == .issue {
      let state = issues[index].state
      if state == .free || state == .latent { continue }
      let outcome: IssueOutcome = state == .undiscovered ? .undiscovered : .open
      records.add(record(of: Int32(index), outcome, run.clock, wasCalledBack: false, isContent: false))
    }
    for index in issues.indices where issues[index].state == .inService { countWorkInHand(Int32(index), run.clock) }
    records.flush()
    return FlowTotals(
      stations: totals.withRows(Array.init), queueLength: gauges.averages(over: model.horizon.observationLength), counts: counts,
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

/// What happened on the day under way.
struct DayCounts {
  var arisen = 0
  var closed: [Int]
  var withdrawn = 0
  var timeToClose = 0.0

  init(tiers: Int) { closed = [Int](repeating: 0, count: tiers) }

  var meanTimeToClose: Double? {
    let count = closed.reduce(0, +)
    return count > 0 ? timeToClose / Double(count) : nil
  }
}

/// Numbers in line by tier, with their integrals over time.
struct Gauges: ~Copyable {
  private struct Gauge: BitwiseCopyable {
    var number = 0
    var area = 0.0
    var changed = 0.0
  }

  private var gauges: FlatTable<Gauge>
  private var stopped: [Double]?

  init(count: Int) { gauges = FlatTable(repeatElement(Gauge(), count: count)) }

  func number(of gauge: Int) -> Int { gauges[gauge].number }

  @inline(__always)
  mutating func join(_ gauge: Int, _ time: Double) { change(gauge, by: 1, time) }

  @inline(__always)
  mutating func leave(_ gauge: Int, _ time: Double) { change(gauge, by: -1, time) }

  @inline(__always)
  private mutating func change(_ gauge: Int, by step: Int, _ time: Double) {
    gauges[gauge].area += Double(gauges[gauge].number) * (time - gauges[gauge].changed)
    gauges[gauge].changed = time
    gauges[gauge].number += step
  }

  mutating func restart(at time: Double) {
    for index in gauges.indices {
      gauges[index].area = 0
      gauges[index].changed = time
    }
  }

  mutating func stop(at time: Double) {
    for index in gauges.indices { change(index, by: 0, time) }
    stopped = gauges.withRows { $0.map(\.area) }
  }

  func averages(over length: Double) -> [Double] { (stopped ?? []).map { $0 / length } }
}
