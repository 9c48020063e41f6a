import Policies

// Projects against the causes of what arises most in each second-tier unit.

extension FlowSimulation {
  /// The tier at whose units causes are counted.
  @inline(__always)
  var causeTier: Int { min(1, policy.topTier) }

  mutating func beginProjects(after before: FlowRules?, _ time: Double) {
    guard let projects = policy.rules.projects, before?.projects == nil else { return }
    // The first causes are counted before the first projects are chosen.
    schedule(.startsProjects, 0, at: time + min(projects.period, 30 * Horizon.minutesPerDay))
  }

  /// Chooses the types that arose most in each second-tier unit since the last choice, and cures a part of them.
  mutating func startProjects(_ time: Double) {
    guard let projects = policy.rules.projects else { return }
    let range = region.subtree.units[causeTier]
    for top in region.subtree.units[policy.topTier] {
      var found: [(count: Int, unit: Int, type: Int)] = []
      for unit in range where model.forebear(of: unit, atTier: policy.topTier) == top {
        for type in 0..<model.typeCount { found.append((causes.takeCount(type: type, under: unit), unit, type)) }
      }
      found.sort { ($1.count, $0.unit, $0.type) < ($0.count, $1.unit, $1.type) }
      for cause in found.prefix(Int(projects.count.rounded())) where cause.count > 0 {
        causes.cure(type: cause.type, under: cause.unit, from: time + projects.duration)
        count(.projects)
      }
    }
    schedule(.startsProjects, 0, at: time + projects.period)
  }
}
