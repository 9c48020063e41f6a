import OutputAnalysis
import ScenarioLanguage

/// What a city must keep: every bound of its targets as a distance that a replication can measure.
struct CityDemands {
  /// Distances of one replication from a bound: half bands for shares and bands, parts of the bound for other guards.
  typealias Distance = (cautious: Double, generous: Double)

  let plan: MeasurementPlan
  private let targets: TargetsSpec
  private let criteria: TargetCriteria

  /// `nil` for a city without targets.
  /// - Throws: when its targets ask for nothing.
  init?(plan: MeasurementPlan) throws(VerdictProblem) {
    guard let targets = plan.model.scenario.targets else { return nil }
    if targets.shares.isEmpty, targets.guards.isEmpty { throw .nothingToCheck }
    self.plan = plan
    self.targets = targets
    criteria = TargetCriteria(targets: targets, plan: plan)
  }

  /// The distances of some replications, bound by bound.
  /// - Throws: when a demand was not observed.
  func distances(of results: [ReplicationResult]) throws(VerdictProblem) -> [[Distance]] {
    if let empty = results.firstIndex(where: { $0.splits.arisen == 0 }) { throw .nothingArose(replication: empty + 1) }
    var all: [[Distance]] = []
    for (tier, criterion) in criteria.tiers.enumerated() where !criteria.hasTarget.isEmpty && criteria.hasTarget[tier] {
      all += CityDemands.distances(
        results.map { result in
          let counts = result.splits[targets.split]
          let rest = result.splits.remainder
          let arisen = Double(counts.reduce(rest, +))
          return ValueEnds(least: Double(counts[tier]) / arisen, greatest: Double(counts[tier] + rest) / arisen)
        }, from: criterion)
    }
    for entry in criteria.guards where !entry.isOfUnits {
      let index = plan.layout.index(of: entry.entry.response, entry.entry.responseClass)
      let ends = results.compactMap { result in index.flatMap { result.ends[$0] } }
      guard ends.count == results.count else {
        throw .notObserved(name: entry.entry.name, observed: ends.count, replications: results.count)
      }
      all += CityDemands.distances(ends, from: entry.criterion)
    }
    return all
  }

  /// One list for each end of a criterion that can be left at all.
  private static func distances(_ ends: [ValueEnds], from criterion: Criterion) -> [[Distance]] {
    let scale = criterion.scale
    var all: [[Distance]] = []
    if let lower = criterion.lower, criterion.support.map({ $0.lowerBound < lower }) ?? true {
      // What may take for ever can be beyond any bound from below.
      all.append(
        ends.map {
          (($0.least - lower) / scale, ($0.greatest.isFinite ? $0.greatest - lower : max(0, $0.least - lower)) / scale)
        })
    }
    if let upper = criterion.upper, criterion.support.map({ $0.upperBound > upper }) ?? true {
      all.append(ends.map { ((upper - $0.greatest) / scale, (upper - $0.least) / scale) })
    }
    return all
  }

  /// Whether there are demands on single units, for which the units' own evidence must be kept.
  var areOfUnits: Bool { criteria.guards.contains(where: \.isOfUnits) }

  /// Demands on single units, each judged at an error, see `PopulationShare`; with how far each is inside.
  /// - Parameter bounds: the number of bounds on means that share the error.
  func others(_ units: UnitEvidence, error: Double, bounds: Int) -> [(demand: OtherDemand, margin: Double)] {
    let guards = criteria.guards.filter(\.isOfUnits)
    return guards.map { entry in
      let tier = plan.model.scenario.tiers.firstIndex { $0.id == entry.entry.responseClass }
      let judged = tier.map { units.judged(entry.entry.response, tier: $0).evidence } ?? []
      let (lower, upper) = (entry.criterion.lower, entry.criterion.upper)
      let share = PopulationShare(
        units: judged, atLeast: lower, atMost: upper, confidence: 1 - error, comparisons: bounds + guards.count)
      let below = lower.map { (share.least ?? 0) - $0 } ?? .infinity
      let above = upper.map { $0 - (share.greatest ?? 1) } ?? .infinity
      return (
        OtherDemand(holds: share.holds, isViolated: share.violated, leans: share.holds),
        min(below, above) / entry.criterion.scale
      )
    }
  }
}

extension Criterion {
  /// What a distance from its bounds is told in.
  fileprivate var scale: Double {
    let scale = if let lower, let upper { (upper - lower) / 2 } else { abs(lower ?? upper ?? 1) }
    return scale > 0 ? scale : 1
  }
}

extension BoundDistances {
  /// The mean as far as it is known: where nothing bounds it, that of what was closed must do.
  var finiteMean: Double { isUnbounded ? generousMean : cautiousMean }
}
