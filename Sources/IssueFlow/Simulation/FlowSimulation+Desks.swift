import EventKernel
import Queueing

// What handlers read of a station is written anew whenever the rules or the state of its unit change.

extension FlowSimulation {
  /// Writes what handlers read of a unit's stations.
  mutating func refreshDesks(of unit: Int) {
    for station in model.layout.stations(ofUnit: unit) { refreshDesk(station) }
    // Volunteers who have come stay as they came.
  }

  mutating func refreshDesk(_ station: Int) {
    var desk = StationDesk(
      policy.rules.stations[station], rules: policy.rules, units: model.units, layout: model.layout)
    let state = conditions[Int(desk.unit)]
    let tier = policy.rules.tiers[Int(desk.tier)]
    var pace = 1.0
    var competence = state.leadership
    if let turnover = tier.turnover {
      let ability = workforce.ability(at: station, turnover)
      pace = ability.pace
      competence += ability.skill
    }
    if state.isWeak, let weakness = tier.weakness {
      pace *= weakness.pace
      competence -= weakness.competence
    }
    if let rating = tier.rating {
      let above = Double(state.stars) - 3
      pace *= max(0.1, 1 + rating.pace * above)
      competence += rating.competence * above
    }
    desk.slowness /= pace
    desk.competence += competence
    desk.isActive = state.isActive
    floor.desks[station] = desk
  }

  /// Workers on duty at a station: its posts, what reviews moved, less vacancies.
  @inline(__always)
  func staff(at station: Int) -> Int { workforce.staff(at: station, of: policy.rules.stations[station].servers) }

  /// Changes how many work at a station; those who come take up what waits.
  mutating func setStaff(of station: Int, to servers: Int, _ time: Double) {
    countStaff(of: station, until: time)
    floor.stations[station].setServers(servers)
    syncHours(of: station, time)
    while let next = floor.stations[station].startNext() {
      region.lines.leave(gauge(of: station), time)
      serve(next, at: station, time)
    }
    awaitOpening(of: station, time)
  }
}
