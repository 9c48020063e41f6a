import RandomStreams

// Units that are not there, or not active in a period: what reaches them goes up untouched.

extension FlowSimulation {
  mutating func beginCoverage(after before: FlowRules?, _ time: Double) {
    if policy.rules.tiers[0].coverage != nil, before?.tiers[0].coverage != policy.rules.tiers[0].coverage {
      drawCoverage(time)
    }
  }

  /// Draws for a period which units are there and active.
  mutating func drawCoverage(_ time: Double) {
    guard let coverage = policy.rules.tiers[0].coverage else { return }
    let period = Int(time / coverage.period)
    for unit in region.subtree.units[0] {
      let isActive =
        stream.bernoulli(coverage.covered, at: address(.coverage, unit: unit))
        && stream.bernoulli(coverage.effective, at: address(.effectiveness, unit: unit, ordinal: period))
      switch conditions.setActive(isActive, unit: unit, at: time) {
      case .none: continue
      case .resumes(let since):
        count(.inactiveMinutes, from: since, to: time)
        region.day.change(.inactiveUnits, by: -1)
      case .ceases: region.day.change(.inactiveUnits, by: 1)
      }
      refreshDesks(of: unit)
    }
    schedule(.covers, 0, at: Double(period + 1) * coverage.period)
  }

  /// Closes the accounts of all units at the end of the window.
  mutating func closeCoverage(_ time: Double) {
    guard model.hasCoverage else { return }
    for unit in region.subtree.units[0] where !conditions[unit].isActive {
      count(.inactiveMinutes, from: conditions[unit].inactiveSince, to: time)
    }
  }
}
