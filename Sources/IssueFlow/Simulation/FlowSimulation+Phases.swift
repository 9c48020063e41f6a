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
    rules = model.phases[phase].rules
    tables.begin(phase: phase)
    for run in stationRuns {
      for station in run { changeStation(station, from: before, time) }
    }
  }

  private mutating func changeStation(_ station: Int, from before: FlowRules, _ time: Double) {
    let plan = rules.stations[station]
    countStaff(of: station, until: time)
    desks[station] = StationDesk(plan, rules: rules, units: model.units)
    if plan.role == .tier {
      let tier = rules.tiers[Int(desks[station].tier)]
      if tier.discipline != before.tiers[Int(desks[station].tier)].discipline { reorder(station, by: tier.discipline) }
    }
    if plan.servers != before.stations[station].servers || plan.calendar != before.stations[station].calendar {
      setStaff(of: station, to: Int(plan.servers), time)
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
