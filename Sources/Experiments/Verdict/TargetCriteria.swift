import OutputAnalysis
import ScenarioLanguage

/// The demands of a scenario's targets as criteria of the analysis.
struct TargetCriteria {
  /// At most this share of issues may be withdrawn where the scenario does not say: exhausting residents must not
  /// improve the split.
  static let defaultWithdrawnShare = 0.05

  struct Guard {
    let entry: ResponseLayout.Entry
    let criterion: Criterion
    let isDefault: Bool

    /// Whether it is a demand on single units, each of which is judged by itself.
    var isOfUnits: Bool { entry.response == .unitsInBand || entry.response == .overloadedUnits }
  }

  /// One for each tier, from the ground up; a tier without a target must be between 0 and 1, which it always is.
  let tiers: [Criterion]
  /// Which tiers have a target; empty when there are no target shares at all.
  let hasTarget: [Bool]
  let guards: [Guard]

  /// How many criteria share the error of *not met*.
  var count: Int { (hasTarget.isEmpty ? 0 : tiers.count) + guards.count }

  init(targets: TargetsSpec, plan: MeasurementPlan) {
    let scenario = plan.model.scenario
    let split = Response.share(of: targets.split)
    let wanted = scenario.tiers.map { tier in targets.shares.first { $0.tier == tier.id } }
    hasTarget = targets.shares.isEmpty ? [] : wanted.map { $0 != nil }
    tiers = zip(scenario.tiers, wanted).map { tier, target in
      let name = "\(split.name).\(tier.id)"
      guard let target else { return Criterion(name: name, lower: 0, upper: 1, support: 0...1) }
      return .share(name: name, target: target.share, tolerance: target.tolerance)
    }
    var specs = targets.guards.map { ($0, false) }
    let guardsWithdrawal = targets.guards.contains { $0.response == Response.withdrawnShare.name && $0.atMost != nil }
    if !guardsWithdrawal {
      let spec = GuardSpec(
        response: Response.withdrawnShare.name, responseClass: "", atMost: Self.defaultWithdrawnShare, atLeast: nil)
      specs.append((spec, true))
    }
    guards = specs.compactMap { spec, isDefault in
      // The model has refused names that do not exist.
      guard let response = Response.named(spec.response) else { return nil }
      let entry = ResponseLayout.Entry(response: response, responseClass: spec.responseClass)
      let criterion = Criterion(
        name: entry.name, lower: spec.atLeast, upper: spec.atMost, support: response.support(in: plan))
      return Guard(entry: entry, criterion: criterion, isDefault: isDefault)
    }
  }
}

extension Response {
  /// The response that reports a split.
  static func share(of split: SplitKind) -> Response {
    switch split {
    case .closedAt: .share
    case .handledAt: .shareHandled
    case .registered: .shareRegistered
    }
  }

  /// The range in which every replication's value must lie, whatever its luck.
  ///
  /// It matters when all replications agree, see `Criterion.support`. Where the scenario switches a mechanism off, no
  /// replication can differ from zero; what follows from the scenario without luck has one value. Both come from what
  /// the response means, never from a sample that happens to agree.
  func support(in plan: MeasurementPlan) -> ClosedRange<Double> {
    let scenario = plan.model.scenario
    return switch self {
    case .staffCost where plan.model.keepsPosts: plan.model.plannedStaffCost...plan.model.plannedStaffCost
    case .policyCost: plan.policyCost...plan.policyCost
    case .duplicateReports where !scenario.repeatsReports: 0...0
    case .falseAlarms where scenario.channels.allSatisfy { $0.falseAlarms <= 0 }: 0...0
    case .withdrawnShare where !scenario.losesIssues: 0...0
    case .reopenRate where scenario.feedback.map({ $0.reopen <= 0 || $0.callBack <= 0 || $0.atMost < 1 }) ?? true: 0...0
    case .misrouteRate where scenario.intake.map({ $0.wrongUnit <= 0 && $0.wrongTier <= 0 }) ?? true: 0...0
    // Overtime is work outside the staffed hours, so utilisation has no upper end.
    case .utilisation, .departmentUtilisation, .intakeUtilisation: 0...Double.greatestFiniteMagnitude
    default: unit == .share ? 0...1 : 0...Double.greatestFiniteMagnitude
    }
  }
}

extension Scenario {
  /// Whether an issue can be reported again: by a channel, or by another line of its unit.
  fileprivate var repeatsReports: Bool {
    channels.contains { $0.duplicates > 0 } || tiers.contains { $0.lines.count > 1 && $0.lineDuplicates > 0 }
  }

  /// Whether an issue can end without being closed: by a resident who gives up, or before a full room at the top.
  fileprivate var losesIssues: Bool {
    (withdrawal.map { $0.impatient > 0 } ?? false) || tiers.last?.waitingRoom != nil
  }
}
