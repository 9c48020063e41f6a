import RandomStreams

// Weak units: they work less fast and solve less until they recover by themselves, or are found by an inspection.

extension FlowSimulation {
  /// Starts what the rules say of a tier and those before did not.
  /// - Parameter old: `nil` at the beginning of a region.
  mutating func beginWeakness(ofTier tier: Int, after old: Tier?, _ time: Double) {
    let weakness = policy.rules.tiers[tier].weakness
    if weakness != nil, old == nil {
      for unit in region.subtree.units[tier] { scheduleOnset(unit, after: time) }
    }
    schedulePeriodic(.inspects, tier, weakness?.inspection, before: old?.weakness?.inspection, time)
  }

  private mutating func scheduleOnset(_ unit: Int, after time: Double) {
    let rate = model.greatestOnset[Int(model.units[unit].tier)]
    guard rate > 0 else { return }
    let number = conditions.nextOnset(of: unit)
    schedule(
      .mayWeaken, unit,
      at: time + stream.exponential(mean: 1 / rate, at: address(.weakness, unit: unit, ordinal: number)))
  }

  mutating func mayWeaken(_ unit: Int, _ time: Double) {
    let number = conditions.passOnset(of: unit)
    let tier = Int(model.units[unit].tier)
    if let weakness = policy.rules.tiers[tier].weakness, !conditions[unit].isWeak,
      stream.keeps(
        weakness.onset / model.greatestOnset[tier], at: address(.weaknessThinning, unit: unit, ordinal: number))
    {
      conditions.weaken(unit, at: time)
      if weakness.recovery < .infinity {
        let length = stream.exponential(
          mean: weakness.recovery, at: address(.repair, unit: unit, ordinal: number, visit: 1))
        setRecovery(unit, at: time + length)
      }
      region.day.change(.weakUnits, by: 1)
      refreshDesks(of: unit)
    }
    scheduleOnset(unit, after: time)
  }

  private mutating func setRecovery(_ unit: Int, at time: Double) {
    if conditions.setRecovery(of: unit, at: time) { schedule(.recovers, unit, at: time) }
  }

  /// Only the earliest end counts: an inspection may have found the unit before it recovered by itself.
  mutating func recover(_ unit: Int, _ time: Double) {
    guard let since = conditions.recover(unit, at: time) else { return }
    count(.weakMinutes, from: since, to: time)
    count(.weakSpells)
    count(.weakSpellMinutes, time - since)
    region.day.change(.weakUnits, by: -1)
    refreshDesks(of: unit)
  }

  /// Finds weak units; their repair ends after a while.
  mutating func inspect(tier: Int, _ time: Double) {
    guard let weakness = policy.rules.tiers[tier].weakness, weakness.inspection > 0 else { return }
    let number = Int(time)
    for unit in region.subtree.units[tier] where conditions[unit].isWeak && !conditions[unit].isUnderRepair {
      guard stream.bernoulli(weakness.found, at: address(.weaknessFound, unit: unit, ordinal: number)) else { continue }
      let repair = samplers.sample(
        weakness.repair, from: stream, at: address(.repair, unit: unit, ordinal: number))
      conditions.beginRepair(of: unit)
      setRecovery(unit, at: time + repair)
    }
    schedule(.inspects, tier, at: time + weakness.inspection)
  }

  /// Closes the accounts of a tier at the end of the window.
  mutating func closeWeakness(ofTier tier: Int, _ time: Double) {
    guard model.hasWeakness(tier) else { return }
    for unit in region.subtree.units[tier] {
      count(.unitMinutes, from: 0, to: time)
      if conditions[unit].isWeak { count(.weakMinutes, from: conditions[unit].weakSince, to: time) }
    }
  }
}
