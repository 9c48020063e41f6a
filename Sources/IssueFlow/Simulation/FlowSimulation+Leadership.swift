import RandomStreams

// Who leads a unit: an amount of competence, drawn once for each set of rules.

extension FlowSimulation {
  mutating func beginLeadership(ofTier tier: Int, after old: Tier?) {
    if policy.rules.tiers[tier].leadership != old?.leadership { drawLeadership(tier: tier) }
  }

  private mutating func drawLeadership(tier: Int) {
    for unit in region.subtree.units[tier] {
      guard let leadership = policy.rules.tiers[tier].leadership else {
        conditions.setLeadership(0, of: unit)
        continue
      }
      let normal = stream.standardNormal(above: leadership.cut, at: address(.leadership, unit: unit))
      conditions.setLeadership(leadership.mean + leadership.spread * normal, of: unit)
      refreshDesks(of: unit)
    }
  }
}
