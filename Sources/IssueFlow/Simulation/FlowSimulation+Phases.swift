import EventKernel
import Queueing

// Dated changes: from an instant on other rules hold, for all that begins then or later.

extension FlowSimulation {
  /// Lets the rules of a phase hold.
  ///
  /// Work in hand is finished as it was begun, also by workers who leave; issues in line stay in line, in the order of
  /// the discipline that now holds; workers who come begin with those who wait.
  mutating func beginPhase(_ phase: Int, _ time: Double) {
    let before = policy.rules
    region.phase = phase
    policy.begin(phase: phase, of: model)
    for run in region.subtree.stations {
      for station in run { changeStation(station, from: before, time) }
    }
    for tier in policy.rules.tiers.indices {
      for unit in region.subtree.units[tier] { refreshDesks(of: unit) }
    }
    if policy.rules.tiers[0].mergesLines != before.tiers[0].mergesLines {
      for unit in region.subtree.units[0] { moveLines(ofUnit: unit, time) }
    }
    for kind in MeetingKind.allCases {
      if let meeting = policy.rules.meetings[kind.rawValue] { meetings.setBatch(meeting.batch, of: kind) }
    }
    beginProcesses(after: before, time)
    checkInvariants()
  }

  private mutating func changeStation(_ station: Int, from before: FlowRules, _ time: Double) {
    let plan = policy.rules.stations[station]
    countStaff(of: station, until: time)
    floor.desks[station] = StationDesk(plan, rules: policy.rules, units: model.units, layout: model.layout)
    // Volunteers are as many as have come.
    if plan.role == .volunteers { return }
    if plan.role == .tier {
      let tier = policy.rules.tiers[Int(floor.desks[station].tier)]
      if tier.discipline != before.tiers[Int(floor.desks[station].tier)].discipline {
        reorder(station, by: tier.discipline)
      }
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

  private mutating func reorder(_ station: Int, by discipline: QueueDiscipline) {
    let ranks = floor.stations[station].customersWaiting.map { rank(of: $0) }
    for (customer, ticket) in floor.stations[station].reorder(by: discipline, ranks: ranks) {
      region.issues[Int(customer)].ticket = ticket
    }
  }
}
