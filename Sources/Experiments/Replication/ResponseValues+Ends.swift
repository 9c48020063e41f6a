import OutputAnalysis
import ScenarioLanguage

/// Between which values each response would lie had every issue of the cohort been followed to its end.
///
/// Issues that were not closed (open, undiscovered, withdrawn) are given every fate that the response allows: they
/// close at any tier; they are reopened or not; their residents are content or not; they keep a limit that is not over
/// or miss it; they take no longer than they have, or for ever. The value of closed issues alone is always included.
/// Work in the window, queue lengths, loads and costs of staff are complete when the window ends and have no ends.
///
/// Quantiles have ends even where every issue was closed: they are known to a bucket of their histogram.
extension ResponseValues {
  /// In the order of the layout; `nil` where nothing was observed.
  func ends(of values: [Double?]) -> [ValueEnds?] {
    let isSettled = issues.splits.remainder + issues.unclosed.onVisit == 0
    let known = byEntry { isSettled && !$0.isQuantile ? [] : ends(of: $0) }
    return zip(plan.layout.entries, zip(values, known)).map { entry, found in
      guard let value = found.0 else { return nil }
      // What the scenario rules out cannot happen to an issue that is still open either.
      let support = entry.response.support(in: plan)
      guard support.lowerBound < support.upperBound else { return ValueEnds(exact: value) }
      return found.1?.including(value) ?? ValueEnds(exact: value)
    }
  }

  /// One for each class; empty for responses that unclosed issues do not move.
  private func ends(of response: Response) -> [ValueEnds?] {
    let splits = issues.splits
    let rest = splits.remainder
    let unclosed = issues.unclosed
    let closedRegistered = splits.registered.reduce(0, +)
    let registeredAtLast = issues.registered + splits.undiscovered
    return switch response {
    case .share: shareEnds(splits.closedAt, adding: rest)
    case .shareHandled: shareEnds(splits.handledAt, adding: rest)
    case .shareRegistered: shareEnds(splits.registered, adding: rest)
    case .issuesClosed: [ValueEnds(least: Double(splits.closed), greatest: Double(splits.closed + rest))]
    case .withdrawnShare:
      [ends(splits.withdrawn...splits.withdrawn + splits.open + splits.undiscovered, of: splits.arisen)]
    case .timeToCloseMean:
      [timeEnds(issues.timeToClose.reduce(0, +), closedRegistered, unclosed.ageOfType.reduce(0, +), unclosed.count)]
    case .timeToCloseP50: [quantileEnds(0.5)]
    case .timeToCloseP90: [quantileEnds(0.9)]
    // At which tier they would close is open, so their minutes so far are no bound for any one tier.
    case .timeToCloseByTier:
      zip(issues.timeToClose, splits.registered).map { timeEnds($0, $1, 0, unclosed.count) }
    case .timeToCloseByType:
      issues.timeToCloseOfType.indices.map { type in
        timeEnds(
          issues.timeToCloseOfType[type], issues.registeredOfType[type], unclosed.ageOfType[type],
          unclosed.ofType[type])
      }
    case .lowestTierShareByType:
      issues.closedOfType.indices.map { type in
        let lowest = issues.lowestOfType[type]
        let more = unclosed.ofType[type]
        return ends(lowest...lowest + more, of: issues.closedOfType[type] + more)
      }
    case .discoveryDelayMean:
      [timeEnds(issues.discoveryDelay, issues.registered, unclosed.undiscoveredAge, splits.undiscovered)]
    case .foundByShare: shareEnds(issues.found, adding: splits.undiscovered)
    case .sojournMean: visits.tiers.map { timeEnds($0.sojourn, $0.count, 0, unclosed.onVisit) }
    case .waitMean: visits.tiers.map { timeEnds($0.wait, $0.count, 0, unclosed.onVisit) }
    case .departmentWaitMean: visits.departments.map { timeEnds($0.wait, $0.count, 0, unclosed.onVisit) }
    case .visits:
      visits.tiers.map { ValueEnds(least: Double($0.count), greatest: Double($0.count + unclosed.onVisit)) }
    case .reopenRate:
      [ends(issues.reopened + unclosed.reopened...issues.reopened + rest, of: splits.closed + rest)]
    case .satisfaction: [satisfactionEnds]
    case .onTimeRate:
      [ends(issues.onTime...issues.onTime + unclosed.withinLimit, of: issues.limited + unclosed.withinLimit)]
    case .misrouteRate:
      [ends(issues.misassigned...issues.misassigned + splits.undiscovered, of: registeredAtLast)]
    case .duplicateReports: [ValueEnds(least: Double(issues.merged), greatest: .infinity)]
    case .falseAlarms:
      [ValueEnds(least: Double(issues.dismissed), greatest: Double(issues.dismissed + rest))]
    // An issue that is still open may make any unit the worst, or the same as the others.
    case .timeToCloseGini, .lowestShareGini:
      (0..<plan.tierCount).map { _ in ValueEnds(least: 0, greatest: 1) }
    case .timeToCloseWorstTenth: (0..<plan.tierCount).map { _ in ValueEnds(least: 0, greatest: .infinity) }
    case .lowestShareWorstTenth: (0..<plan.tierCount).map(worstShareEnds)
    case .costPerClosed:
      [
        ValueEnds(
          least: (plan.staffCost(totals) + plan.policyCost) / Double(splits.closed + rest),
          greatest: (plan.staffCost(totals) + plan.policyCost) / Double(splits.closed))
      ]
    default: []
    }
  }

  private func ends(_ counts: ClosedRange<Int>, of total: Int) -> ValueEnds? {
    guard total > 0 else { return nil }
    return ValueEnds(
      least: Double(counts.lowerBound) / Double(total), greatest: Double(counts.upperBound) / Double(total))
  }

  private func shareEnds(_ counts: [Int], adding rest: Int) -> [ValueEnds?] {
    let total = counts.reduce(rest, +)
    return counts.map { ends($0...$0 + rest, of: total) }
  }

  /// A mean of `count` times with `more` of them to come, which have lasted for `soFar` minutes together.
  private func timeEnds(_ sum: Double, _ count: Int, _ soFar: Double, _ more: Int) -> ValueEnds? {
    guard more > 0 else { return nil }
    return ValueEnds(least: (sum + soFar) / Double(count + more), greatest: .infinity)
  }

  /// The worst tenth of the units' shares when what is open closes above the lowest tier, or in it.
  private func worstShareEnds(_ tier: Int) -> ValueEnds? {
    let range = plan.model.units(ofTier: tier)
    func tenth(addingToLowest: Bool) -> Double? {
      let shares = range.map { unit -> Double? in
        let counts = units.closed[unit * plan.tierCount..<(unit + 1) * plan.tierCount]
        let rest = Int(units.unclosed[unit])
        let total = counts.reduce(rest) { $0 + Int($1) }
        let lowest = Int(units.closed[unit * plan.tierCount]) + (addingToLowest ? rest : 0)
        return total > 0 ? Double(lowest) / Double(total) : nil
      }
      return Equity(shares).tenth(highest: false)
    }
    guard let least = tenth(addingToLowest: false), let greatest = tenth(addingToLowest: true) else { return nil }
    return ValueEnds(least: least, greatest: greatest)
  }

  private func quantileEnds(_ p: Double) -> ValueEnds? {
    var least = issues.timesToClose
    least.merge(issues.unclosed.ages)
    let greatest = issues.timesToClose.range(ofQuantile: p, withLonger: issues.unclosed.count)
    return least.range(ofQuantile: p).map {
      ValueEnds(least: $0.lowerBound, greatest: greatest?.upperBound ?? .infinity)
    }
  }

  /// A content resident is called back once; a discontented one after every reopening.
  private var satisfactionEnds: ValueEnds? {
    let rest = issues.splits.remainder
    let calls = 1 + (plan.model.scenario.feedback?.atMost ?? 0)
    return ValueEnds(
      least: Double(issues.content) / Double(issues.calledBack + rest * calls),
      greatest: Double(issues.content + rest) / Double(issues.calledBack + rest))
  }
}

extension Response {
  /// Whether it is a quantile, known to a bucket of a histogram.
  var isQuantile: Bool { self == .timeToCloseP50 || self == .timeToCloseP90 }
}
