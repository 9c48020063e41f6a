import EventKernel
import Queueing
import RandomStreams

// What units are like: a desk is written anew whenever the rules or the state of its unit change.

extension FlowSimulation {
  /// Writes what handlers read of a unit's stations.
  mutating func refreshDesks(of unit: Int) {
    for station in model.layout.stations(ofUnit: unit) { refreshDesk(station) }
    // Volunteers who have come stay as they came.
  }

  mutating func refreshDesk(_ station: Int) {
    var desk = StationDesk(rules.stations[station], rules: rules, units: model.units, layout: model.layout)
    let state = units[Int(desk.unit)]
    let tier = rules.tiers[Int(desk.tier)]
    var pace = 1.0
    var competence = state.leadership
    if let turnover = tier.turnover, !crews.isEmpty {
      let ability = crews[station].ability(turnover)
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
    desks[station] = desk
  }

  /// Workers on duty at a station: its posts, what reviews moved, less vacancies.
  @inline(__always)
  func staff(at station: Int) -> Int {
    let vacancies = crews.isEmpty ? 0 : Int(crews[station].vacancies)
    return max(0, Int(rules.stations[station].servers) + Int(moved[station]) - vacancies)
  }

  @inline(__always)
  mutating func count(_ fact: FlowFact, _ amount: Double = 1) {
    if windowIsOpen { facts[fact.rawValue] += amount }
    trace?.record(fact, amount: amount, at: nil)
  }

  /// Adds what lies inside the window of a stretch of time, times a number.
  ///
  /// Stretches that last when the window closes are added then; their ends after it count no more.
  mutating func count(_ fact: FlowFact, from start: Double, to end: Double, times number: Double = 1) {
    if windowHasClosed { return }
    trace?.record(fact, from: start, to: end, times: number)
    let first = max(start, model.horizon.observationStart)
    let last = min(end, model.horizon.observationEnd)
    if last > first { facts[fact.rawValue] += (last - first) * number }
  }

  /// The address of luck that belongs to a unit, by its tier where nothing else is asked for.
  @inline(__always)
  func address(
    _ purpose: FlowPurpose, type: Int? = nil, unit: Int, ordinal: Int = 0, visit: Int = 0
  ) -> StreamAddress {
    StreamAddress(
      purpose: purpose.stream, type: type ?? Int(model.units[unit].tier), place: Int(tables.luckNumbers[unit]),
      ordinal: ordinal, visit: visit)
  }

  /// Units of a tier that lie in the region under way.
  @inline(__always)
  func unitsAtHand(ofTier tier: Int) -> Range<Int> {
    unitsInRegion[tier]
  }
}
