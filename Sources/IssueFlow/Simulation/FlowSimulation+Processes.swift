import EventKernel
import Queueing
import RandomStreams

// Processes of the city's own, beside the issues: each has its addresses, so that no issue's luck moves when one of them
// is switched on. Rates that differ by phase are thinned from the greatest of all phases, which is exact for Poisson
// processes (Lewis and Shedler 1979).

/// Which process of the city's own acts.
public enum CityProcess: UInt8, BitwiseCopyable, Sendable {
  case mayWeaken
  case recovers
  case inspects
  case covers
  case rates
  case startsProjects
  case mayDepart
  case isHired
  case settles
  case reviewsGrades
  case gathers
  case disperses
}

extension FlowSimulation {
  mutating func act(_ process: CityProcess, _ number: Int, _ time: Double) {
    switch process {
    case .mayWeaken: mayWeaken(number, time)
    case .recovers: recover(number, time)
    case .inspects: inspect(tier: number, time)
    case .covers: drawCoverage(time)
    case .rates: rate(tier: number, time)
    case .startsProjects: startProjects(time)
    case .mayDepart: mayDepart(number, time)
    case .isHired: hire(number, time)
    case .settles: settle(number, time)
    case .reviewsGrades: reviewGrades(tier: number, time)
    case .gathers: gather(number, time)
    case .disperses: disperse(number, time)
    }
  }

  /// Starts the processes that hold under the rules and did not before.
  /// - Parameter before: `nil` at the beginning of a region.
  mutating func startProcesses(from before: FlowRules?, _ time: Double) {
    for tier in rules.tiers.indices {
      let now = rules.tiers[tier]
      let old = before?.tiers[tier]
      if now.weakness != nil, old == nil { startWeakness(tier: tier, time) }
      startPeriodic(.inspects, tier, now.weakness?.inspection, old?.weakness?.inspection, time)
      if now.rating != nil, old?.rating == nil {
        for unit in unitsAtHand(ofTier: tier) {
          units[unit].visits = 0
          units[unit].solved = 0
          days.change(.stars, by: Int(units[unit].stars))
        }
      }
      startPeriodic(.rates, tier, now.rating?.period, old?.rating?.period, time)
      if now.leadership != old?.leadership { drawLeadership(tier: tier) }
      if now.turnover != nil, old?.turnover == nil { startTurnover(tier: tier, time) }
      startPeriodic(.reviewsGrades, tier, now.turnover?.grades?.review, old?.turnover?.grades?.review, time)
    }
    if rules.tiers[0].coverage != nil, before?.tiers[0].coverage != rules.tiers[0].coverage { drawCoverage(time) }
    if let projects = rules.projects, before?.projects == nil {
      // The first causes are counted before the first projects are chosen.
      schedule(.startsProjects, 0, at: time + min(projects.period, 30 * Horizon.minutesPerDay))
    }
    for number in rules.volunteers.indices {
      let isNew = (before?.volunteers[number].perUnit ?? 0) <= 0 || before == nil
      if rules.volunteers[number].perUnit > 0, isNew { scheduleGathering(number, after: time) }
    }
  }

  private mutating func startPeriodic(
    _ process: CityProcess, _ tier: Int, _ period: Double?, _ before: Double?, _ time: Double
  ) {
    if let period, period > 0, (before ?? 0) <= 0 { schedule(process, tier, at: time + period) }
  }

  mutating func schedule(_ process: CityProcess, _ number: Int, at time: Double) {
    scheduleIfEver(.processActs(process, Int32(number)), at: time)
  }

  /// Closes the accounts of all processes of the region, at the end of the window.
  mutating func closeProcesses(_ time: Double) {
    for tier in rules.tiers.indices {
      for unit in unitsAtHand(ofTier: tier) where model.hasWeakness(tier) {
        count(.unitMinutes, from: 0, to: time)
        if units[unit].isWeak { count(.weakMinutes, from: units[unit].weakSince, to: time) }
      }
      for unit in unitsAtHand(ofTier: tier) {
        for station in model.layout.stations(ofUnit: unit) {
          for post in model.posts(at: station) { closePost(post, time) }
        }
      }
    }
    for tier in rules.tiers.indices {
      guard let floor = rules.tiers[tier].floor else { continue }
      for unit in unitsAtHand(ofTier: tier) {
        count(.floorUnits)
        let norm = max(floor.norm, floor.normPerHundred * model.units[unit].households / 100)
        if max(model.areas[unit] ?? 0, floor.area) >= norm { count(.floorMet) }
      }
    }
    if model.hasCoverage {
      for unit in unitsAtHand(ofTier: 0) where !units[unit].isActive {
        count(.inactiveMinutes, from: inactiveSince[unit], to: time)
      }
    }
  }
}

// MARK: Weak units

extension FlowSimulation {
  private mutating func startWeakness(tier: Int, _ time: Double) {
    for unit in unitsAtHand(ofTier: tier) { scheduleOnset(unit, after: time) }
  }

  private mutating func scheduleOnset(_ unit: Int, after time: Double) {
    let rate = model.greatestOnset[Int(model.units[unit].tier)]
    guard rate > 0 else { return }
    let number = Int(units[unit].onset)
    schedule(
      .mayWeaken, unit,
      at: time + stream.exponential(mean: 1 / rate, at: address(.weakness, unit: unit, ordinal: number)))
  }

  private mutating func mayWeaken(_ unit: Int, _ time: Double) {
    let number = Int(units[unit].onset)
    units[unit].onset += 1
    let tier = Int(model.units[unit].tier)
    if let weakness = rules.tiers[tier].weakness, !units[unit].isWeak,
      stream.keeps(
        weakness.onset / model.greatestOnset[tier], at: address(.weaknessThinning, unit: unit, ordinal: number))
    {
      units[unit].isWeak = true
      units[unit].weakSince = time
      units[unit].recovers = .infinity
      if weakness.recovery < .infinity {
        let length = stream.exponential(
          mean: weakness.recovery, at: address(.repair, unit: unit, ordinal: number, visit: 1))
        setRecovery(unit, at: time + length)
      }
      days.change(.weakUnits, by: 1)
      refreshDesks(of: unit)
    }
    scheduleOnset(unit, after: time)
  }

  private mutating func setRecovery(_ unit: Int, at time: Double) {
    guard time < units[unit].recovers else { return }
    units[unit].recovers = time
    schedule(.recovers, unit, at: time)
  }

  /// Only the earliest end counts: an inspection may have found the unit before it recovered by itself.
  private mutating func recover(_ unit: Int, _ time: Double) {
    guard units[unit].isWeak, units[unit].recovers <= time else { return }
    units[unit].isWeak = false
    units[unit].isUnderRepair = false
    units[unit].recovers = .infinity
    count(.weakMinutes, from: units[unit].weakSince, to: time)
    count(.weakSpells)
    count(.weakSpellMinutes, time - units[unit].weakSince)
    days.change(.weakUnits, by: -1)
    refreshDesks(of: unit)
  }

  /// Finds weak units; their repair ends after a while.
  private mutating func inspect(tier: Int, _ time: Double) {
    guard let weakness = rules.tiers[tier].weakness, weakness.inspection > 0 else { return }
    let number = Int(time)
    for unit in unitsAtHand(ofTier: tier) where units[unit].isWeak && !units[unit].isUnderRepair {
      guard stream.bernoulli(weakness.found, at: address(.weaknessFound, unit: unit, ordinal: number)) else { continue }
      let repair = model.samplers.sample(
        weakness.repair, from: stream, at: address(.repair, unit: unit, ordinal: number))
      units[unit].isUnderRepair = true
      setRecovery(unit, at: time + repair)
    }
    schedule(.inspects, tier, at: time + weakness.inspection)
  }
}

// MARK: Units that are not there, leaders, stars

extension FlowSimulation {
  /// Draws for a period which units are there and active.
  private mutating func drawCoverage(_ time: Double) {
    guard let coverage = rules.tiers[0].coverage else { return }
    let period = Int(time / coverage.period)
    for unit in unitsAtHand(ofTier: 0) {
      let isActive =
        stream.bernoulli(coverage.covered, at: address(.coverage, unit: unit))
        && stream.bernoulli(coverage.effective, at: address(.effectiveness, unit: unit, ordinal: period))
      guard isActive != units[unit].isActive else { continue }
      if isActive {
        count(.inactiveMinutes, from: inactiveSince[unit], to: time)
      } else {
        inactiveSince[unit] = time
      }
      days.change(.inactiveUnits, by: isActive ? -1 : 1)
      units[unit].isActive = isActive
      refreshDesks(of: unit)
    }
    schedule(.covers, 0, at: Double(period + 1) * coverage.period)
  }

  private mutating func drawLeadership(tier: Int) {
    for unit in unitsAtHand(ofTier: tier) {
      guard let leadership = rules.tiers[tier].leadership else {
        units[unit].leadership = 0
        continue
      }
      let normal = stream.standardNormal(above: leadership.cut, at: address(.leadership, unit: unit))
      units[unit].leadership = leadership.mean + leadership.spread * normal
      refreshDesks(of: unit)
    }
  }

  /// Gives stars by what each unit solved itself since the last rating; a unit without visits keeps its stars.
  private mutating func rate(tier: Int, _ time: Double) {
    guard let rating = rules.tiers[tier].rating else { return }
    for unit in unitsAtHand(ofTier: tier) {
      let state = units[unit]
      if state.visits > 0 {
        let share = Double(state.solved) / Double(state.visits)
        let stars = UInt8(1 + rating.bands.count { share >= $0 })
        days.change(.stars, by: Int(stars) - Int(state.stars))
        units[unit].stars = stars
      }
      units[unit].visits = 0
      units[unit].solved = 0
      count(.starUnits)
      count(.stars, Double(units[unit].stars))
      refreshDesks(of: unit)
    }
    schedule(.rates, tier, at: time + rating.period)
  }
}
