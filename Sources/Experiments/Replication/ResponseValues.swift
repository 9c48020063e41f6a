import IssueFlow
import ScenarioLanguage

/// The responses of one replication, computed from its tallies.
struct ResponseValues {
  let plan: MeasurementPlan
  let issues: IssueTally
  let visits: VisitTally
  let units: UnitFlows
  let totals: FlowTotals
  let days: [DayRecord]

  /// The values in the order of the layout; `nil` where nothing was observed.
  var inOrder: [Double?] { byEntry(values) }

  /// What is known of each entry of the layout, in its order, from lists by class; `nil` beyond the end of a list.
  func byEntry<Known>(_ known: (Response) -> [Known?]) -> [Known?] {
    var classes: [Known?] = []
    var current = ""
    var next = 0
    return plan.layout.entries.map { entry in
      if entry.response.name != current {
        current = entry.response.name
        classes = known(entry.response)
        next = 0
      }
      defer { next += 1 }
      return next < classes.count ? classes[next] : nil
    }
  }

  /// The values of a response, one for each of its classes.
  private func values(of response: Response) -> [Double?] {
    let splits = issues.splits
    let arisen = Double(splits.arisen)
    let closed = Double(splits.closed)
    let closedRegistered = Double(splits.registered.reduce(0, +))
    return switch response {
    case .share: shares(splits.closedAt)
    case .shareHandled: shares(splits.handledAt)
    case .shareRegistered: shares(splits.registered)
    case .issuesArisen: [arisen]
    case .issuesClosed: [closed]
    case .openShare: [ratio(splits.open, arisen)]
    case .undiscoveredShare: [ratio(splits.undiscovered, arisen)]
    case .withdrawnShare: [ratio(splits.withdrawn, arisen)]
    case .timeToCloseMean: [ratio(issues.timeToClose.reduce(0, +), closedRegistered)]
    case .timeToCloseP50: [issues.timesToClose.quantile(0.5)]
    case .timeToCloseP90: [issues.timesToClose.quantile(0.9)]
    case .timeToCloseByTier: zip(issues.timeToClose, splits.registered).map { ratio($0, Double($1)) }
    case .timeToCloseByType:
      zip(issues.timeToCloseOfType, issues.registeredOfType).map { ratio($0, Double($1)) }
    case .lowestTierShareByType: zip(issues.lowestOfType, issues.closedOfType).map { ratio($0, Double($1)) }
    case .discoveryDelayMean: [ratio(issues.discoveryDelay, Double(issues.registered))]
    // Of issues that a channel found: types that are known at once are found by none.
    case .foundByShare: shares(issues.found)
    case .sojournMean: visits.tiers.map { ratio($0.sojourn, Double($0.count)) }
    case .waitMean: visits.tiers.map { ratio($0.wait, Double($0.count)) }
    case .queueLengthMean: (0..<plan.tierCount).map { $0 < totals.queueLength.count ? totals.queueLength[$0] : nil }
    case .utilisation: (0..<plan.tierCount).map { tier in utilisation { $0 == .tier && $1 == tier } }
    case .overloadedUnits: (0..<plan.tierCount).map(overloadedShare)
    case .unitsInBand: (0..<plan.tierCount).map(inBandShare)
    case .visits: visits.tiers.map { Double($0.count) }
    case .reopenRate: [ratio(issues.reopened, closed)]
    case .satisfaction: [ratio(issues.content, Double(issues.calledBack))]
    case .onTimeRate: [ratio(issues.onTime, Double(issues.limited))]
    case .misrouteRate: [ratio(issues.misassigned, Double(issues.registered))]
    case .duplicateReports: [Double(issues.merged)]
    case .falseAlarms: [Double(issues.dismissed)]
    case .staffCost: [plan.staffCost(totals)]
    case .policyCost: [plan.policyCost]
    case .costPerClosed: [ratio(plan.staffCost(totals) + plan.policyCost, closed)]
    case .departmentWaitMean: visits.departments.map { ratio($0.wait, Double($0.count)) }
    case .departmentUtilisation: departmentUtilisations
    case .intakeUtilisation: [utilisation { role, _ in role == .intake }]
    case .events: [Double(totals.events)]
    case .timeToCloseGini:
      equity {
        Equity($0).gini
      } of: {
        units.timesToClose($0)
      }
    case .timeToCloseWorstTenth:
      equity {
        Equity($0).tenth(highest: true)
      } of: {
        units.timesToClose($0)
      }
    case .lowestShareGini:
      equity {
        Equity($0).gini
      } of: {
        units.lowestTierShares($0, tiers: plan.tierCount)
      }
    case .lowestShareWorstTenth:
      equity {
        Equity($0).tenth(highest: false)
      } of: {
        units.lowestTierShares($0, tiers: plan.tierCount)
      }
    case .peakOpen: [plan.peakOpen(days)]
    case .recoveryTime: [plan.recoveryTime(days)]
    default: [ofFacts(response)]
    }
  }

  /// A response that is a sum over the window, or the ratio of two.
  private func ofFacts(_ response: Response) -> Double? {
    guard let facts = response.facts else {
      preconditionFailure("no way to measure the response \(response.name)")
    }
    let numerator = facts.numerator.reduce(0) { $0 + totals.facts[$1.rawValue] }
    switch facts.denominator {
    case .none: return numerator
    case .fact(let fact): return ratio(numerator, totals.facts[fact.rawValue])
    case .window: return numerator / plan.model.horizon.observationLength
    }
  }

  private func ratio(_ numerator: Double, _ denominator: Double) -> Double? {
    denominator > 0 ? numerator / denominator : nil
  }

  private func ratio(_ numerator: Int, _ denominator: Double) -> Double? { ratio(Double(numerator), denominator) }

  private func shares(_ counts: [Int]) -> [Double?] {
    let total = Double(counts.reduce(0, +))
    return counts.map { ratio($0, total) }
  }

  /// Work done over staff minutes, of the stations that a condition on role and tier selects.
  private func utilisation(where isSelected: (StationRole, Int) -> Bool) -> Double? {
    var work = 0.0
    var staffed = 0.0
    for (station, entry) in plan.model.stations.enumerated()
    where isSelected(entry.role, plan.tier(ofStation: station)) {
      work += totals.stations[station].work
      staffed += totals.stations[station].staffed
    }
    return ratio(work, staffed)
  }

  private var departmentUtilisations: [Double?] {
    var work = [Double](repeating: 0, count: plan.departmentCount)
    var staffed = work
    for (station, entry) in plan.model.stations.enumerated() where entry.role == .department {
      work[Int(entry.department)] += totals.stations[station].work
      staffed[Int(entry.department)] += totals.stations[station].staffed
    }
    return zip(work, staffed).map { ratio($0, $1) }
  }

  /// A measure of inequality between the units of each tier.
  private func equity(
    _ measure: ([Double?]) -> Double?, of values: (Range<Int>) -> [Double?]
  ) -> [Double?] {
    (0..<plan.tierCount).map { measure(values(plan.model.units(ofTier: $0))) }
  }

  private func overloadedShare(_ tier: Int) -> Double? {
    let range = plan.model.units(ofTier: tier)
    return ratio(range.count { units.isOverloaded($0) }, Double(range.count))
  }

  /// Of the units that closed anything.
  private func inBandShare(_ tier: Int) -> Double? {
    let judged = plan.model.units(ofTier: tier).compactMap { units.isInBand($0, plan: plan) }
    return ratio(judged.count { $0 }, Double(judged.count))
  }
}
