// Rooms: which units have the floor area that the norm asks for.

extension FlowSimulation {
  /// Counts at the end of the window.
  mutating func countFloors(ofTier tier: Int) {
    guard let floor = policy.rules.tiers[tier].floor else { return }
    for unit in region.subtree.units[tier] {
      count(.floorUnits)
      let norm = max(floor.norm, floor.normPerHundred * model.units[unit].households / 100)
      if max(model.areas[unit] ?? 0, floor.area) >= norm { count(.floorMet) }
    }
  }
}
