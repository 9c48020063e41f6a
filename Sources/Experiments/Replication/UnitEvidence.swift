import OutputAnalysis
import ScenarioLanguage

/// What the replications say about every single unit, in constant memory for each.
struct UnitEvidence {
  private let plan: MeasurementPlan
  /// Shares of a unit's own issues by tier, unit by unit, when what was not closed is counted at other tiers, and when
  /// all of it is counted at this one. Empty without target shares.
  private var leastShares: [Tally]
  private var greatestShares: [Tally]
  /// Offered load of the line of every unit whose load is greatest, where all lines to which work comes have staff.
  private var loads: [Tally]
  /// Replications in which work came to a line without staff, by unit.
  private var unstaffed: [Int]
  /// Replications in which visits came to a unit, by unit.
  private var visited: [Int]
  private var waitingAtStart: [Tally]
  private var waitingAtEnd: [Tally]

  init(plan: MeasurementPlan) {
    self.plan = plan
    let count = plan.model.units.count
    leastShares = [Tally](repeating: Tally(), count: plan.bands.isEmpty ? 0 : count * plan.tierCount)
    greatestShares = leastShares
    loads = [Tally](repeating: Tally(), count: count)
    visited = [Int](repeating: 0, count: count)
    unstaffed = visited
    waitingAtStart = loads
    waitingAtEnd = loads
  }

  mutating func add(_ flows: UnitFlows) {
    for unit in loads.indices {
      if flows.arrived[unit] > 0 || flows.offered[unit] > 0 { visited[unit] += 1 }
      if flows.greatestLoad[unit] == .infinity {
        unstaffed[unit] += 1
      } else if flows.staffed[unit] > 0 {
        loads[unit].add(flows.greatestLoad[unit])
      }
      waitingAtStart[unit].add(Double(flows.waitingAtStart[unit]))
      waitingAtEnd[unit].add(Double(flows.waitingAtEnd[unit]))
      if !plan.bands.isEmpty { addShares(of: unit, flows) }
    }
  }

  private mutating func addShares(of unit: Int, _ flows: UnitFlows) {
    let cells = unit * plan.tierCount..<(unit + 1) * plan.tierCount
    let rest = Int(flows.unclosed[unit])
    let total = flows.closed[cells].reduce(rest) { $0 + Int($1) }
    guard total > 0 else { return }
    for cell in cells {
      leastShares[cell].add(Double(flows.closed[cell]) / Double(total))
      greatestShares[cell].add(Double(Int(flows.closed[cell]) + rest) / Double(total))
    }
  }

  /// The units of a tier that a demand on units can be made of, with what is known of each.
  ///
  /// Units in which nothing happened in any replication have no share and no load, and are not judged.
  func judged(_ response: Response, tier: Int) -> (units: [Int], evidence: [CensoredMean]) {
    var units: [Int] = []
    var evidence: [CensoredMean] = []
    for unit in plan.model.units(ofTier: tier) {
      guard let known = response == .overloadedUnits ? overload(unit) : inBand(unit) else { continue }
      units.append(unit)
      evidence.append(known)
    }
    return (units, evidence)
  }

  private func inBand(_ unit: Int) -> CensoredMean? {
    let first = unit * plan.tierCount
    guard leastShares[first].count > 0 else { return nil }
    return CensoredMean(
      all: plan.bands.enumerated().compactMap { tier, band in
        band.map {
          CensoredMean(
            least: leastShares[first + tier], greatest: greatestShares[first + tier],
            criterion: Criterion(name: "", lower: $0.lowerBound, upper: $0.upperBound, support: 0...1))
        }
      })
  }

  /// "Inside" is overloaded: mean load of 1 or more.
  private func overload(_ unit: Int) -> CensoredMean? {
    guard visited[unit] > 0 else { return nil }
    // Work without anybody to do it.
    guard unstaffed[unit] == 0, loads[unit].count > 0 else { return .certainlyInside }
    return CensoredMean(
      least: loads[unit], greatest: loads[unit],
      criterion: Criterion(name: "", lower: 1, support: 0...Double.greatestFiniteMagnitude))
  }

  /// Units of a tier to which work comes at least as fast as it can be done in the mean, the worst first.
  func overloaded(tier: Int, confidence: Double) -> [OverloadedUnit] {
    let range = plan.model.units(ofTier: tier)
    let names = plan.model.unitIDs
    var found: [(unit: Int, finding: OverloadedUnit)] = []
    for unit in range where visited[unit] > 0 {
      let load = unstaffed[unit] > 0 ? .infinity : loads[unit].mean ?? .infinity
      guard load >= 1 else { continue }
      // Bonferroni over the units of the tier: a list of names is wrong when one of them is.
      let isCertain = overload(unit).map { $0.insidePValue <= (1 - confidence) / Double(range.count) } ?? false
      found.append(
        (
          unit,
          OverloadedUnit(
            id: names[unit], title: plan.model.unitName(unit), load: load, isCertain: isCertain,
            waiting: OverloadedUnit.Trend(first: waitingAtStart[unit].mean ?? 0, last: waitingAtEnd[unit].mean ?? 0))
        ))
    }
    return found.sorted { a, b in
      a.finding.load != b.finding.load ? a.finding.load > b.finding.load : a.unit < b.unit
    }.map(\.finding)
  }
}
