import EventKernel
import Queueing

// Dated changes: from an instant on other rules hold, for all that begins then or later.

extension FlowSimulation {
  /// Lets the rules of a phase hold.
  ///
  /// Work in hand is finished as it was begun, also by workers who leave; issues in line stay in line, in the order of
  /// the discipline that now holds; workers who come begin with those who wait.
  mutating func beginPhase(_ phase: Int, _ time: Double) {
    let before = rules
    begin(phase: phase)
    for run in stationRuns {
      for station in run { changeStation(station, from: before, time) }
    }
    for tier in rules.tiers.indices {
      for unit in unitsAtHand(ofTier: tier) { refreshDesks(of: unit) }
    }
    if rules.tiers[0].mergesLines != before.tiers[0].mergesLines {
      for unit in unitsAtHand(ofTier: 0) { moveLines(ofUnit: unit, time) }
    }
    for kind in MeetingKind.allCases {
      for unit in sessions[kind.rawValue].indices where rules.meetings[kind.rawValue] != nil {
        sessions[kind.rawValue][unit].batch = rules.meetings[kind.rawValue]?.batch ?? .max
      }
    }
    startProcesses(from: before, time)
  }

  /// Has the rules of a phase read from now on.
  mutating func begin(phase: Int) {
    guard phase != self.phase else { return }
    self.phase = phase
    rules = model.phases[phase].rules
    tables.begin(phase: phase)
  }

  /// Lets everybody in the lines of a unit wait where the rules now say: in one line, or each in its own.
  private mutating func moveLines(ofUnit unit: Int, _ time: Double) {
    var moved: [Int32] = []
    for station in model.layout.stations(ofUnit: unit) {
      while let issue = stations[station].takeNext() {
        gauges.leave(gauge(of: station), time)
        if windowIsOpen { totals[station].arrived -= 1 }
        moved.append(issue)
      }
    }
    moved.sort { (issues[Int($0)].arrived, $0) < (issues[Int($1)].arrived, $1) }
    for issue in moved {
      if issues[Int(issue)].limit != .none {
        calendar.cancel(issues[Int(issue)].limit)
        issues[Int(issue)].limit = .none
      }
      enter(issue, at: tierStation(of: issue), rank: rank(of: issue), time)
    }
  }

  private mutating func changeStation(_ station: Int, from before: FlowRules, _ time: Double) {
    let plan = rules.stations[station]
    countStaff(of: station, until: time)
    desks[station] = StationDesk(plan, rules: rules, units: model.units, layout: model.layout)
    // Volunteers are as many as have come.
    if plan.role == .volunteers { return }
    if plan.role == .tier {
      let tier = rules.tiers[Int(desks[station].tier)]
      if tier.discipline != before.tiers[Int(desks[station].tier)].discipline { reorder(station, by: tier.discipline) }
    }
    if plan.servers != before.stations[station].servers || plan.calendar != before.stations[station].calendar {
      if plan.role == .tier {
        changePosts(at: station, time)
        setStaff(of: station, to: staff(at: station), time)
      } else {
        setStaff(of: station, to: Int(plan.servers), time)
      }
    }
  }

  /// Changes how many work at a station; those who come take up what waits.
  mutating func setStaff(of station: Int, to servers: Int, _ time: Double) {
    countStaff(of: station, until: time)
    stations[station].setServers(servers)
    syncHours(of: station, time)
    while let next = stations[station].startNext() {
      gauges.leave(gauge(of: station), time)
      serve(next, at: station, time)
    }
    awaitOpening(of: station, time)
  }

  private mutating func reorder(_ station: Int, by discipline: QueueDiscipline) {
    let ranks = stations[station].customersWaiting.map { rank(of: $0) }
    for (customer, ticket) in stations[station].reorder(by: discipline, ranks: ranks) {
      issues[Int(customer)].ticket = ticket
    }
  }
}
