// Stars: what a unit solves itself decides them, and they decide how well it works.

extension FlowSimulation {
  mutating func beginRating(ofTier tier: Int, after old: Tier?, _ time: Double) {
    let rating = policy.rules.tiers[tier].rating
    if rating != nil, old?.rating == nil {
      for unit in region.subtree.units[tier] {
        conditions.forgetVisits(to: unit)
        region.day.change(.stars, by: Int(conditions[unit].stars))
      }
    }
    schedulePeriodic(.rates, tier, rating?.period, before: old?.rating?.period, time)
  }

  /// Gives stars by what each unit solved itself since the last rating; a unit without visits keeps its stars.
  mutating func rate(tier: Int, _ time: Double) {
    guard let rating = policy.rules.tiers[tier].rating else { return }
    for unit in region.subtree.units[tier] {
      let more = conditions.rate(unit, bands: rating.bands)
      if more != 0 { region.day.change(.stars, by: more) }
      count(.starUnits)
      count(.stars, Double(conditions[unit].stars))
      refreshDesks(of: unit)
    }
    schedule(.rates, tier, at: time + rating.period)
  }
}
