import IssueFlow
import OutputAnalysis

extension Verdict {
  /// Decides on the targets of a scenario; `nil` when it has none.
  /// - Throws: when there is nothing to check, or a demand was not observed in every replication.
  static func decide(
    scenario: Scenario, replications: [ReplicationResult], summary: [SummaryRow], layout: ResponseLayout
  ) throws(VerdictProblem) -> Verdict? {
    guard let targets = scenario.targets else { return nil }
    if targets.shares.isEmpty, targets.guards.isEmpty { throw .nothingToCheck }
    let criteria = TargetCriteria(targets: targets, scenario: scenario)
    let guardSamples = try samples(of: criteria.guards, replications: replications, layout: layout)
    let censored = try analyse(
      criteria, guardSamples: guardSamples, targets: targets, replications: replications)

    let tierCount = criteria.hasTarget.isEmpty ? 0 : criteria.tiers.count
    let splits = SplitKind.allCases.map { split in
      SplitEstimate(
        split: split, shares: scenario.tiers.compactMap { summary.row(of: .share(of: split), $0.id) })
    }
    var findings: [CriterionFinding] = []
    for tier in 0..<tierCount where criteria.hasTarget[tier] {
      guard let estimate = summary.row(of: .share(of: targets.split), scenario.tiers[tier].id) else { continue }
      findings.append(
        CriterionFinding(
          estimate: estimate, scenario: scenario, results: censored.analyses.map { $0.results[tier] }, isGuard: false))
    }
    for (index, entry) in criteria.guards.enumerated() {
      guard let estimate = summary.row(of: entry.entry.response, entry.entry.responseClass) else { continue }
      findings.append(
        CriterionFinding(
          estimate: estimate, scenario: scenario, results: censored.analyses.map { $0.results[tierCount + index] },
          isGuard: true,
          isDefault: entry.isDefault))
    }
    func mean(_ response: Response) -> Double { summary.row(of: response)?.mean ?? 0 }
    let remainder = Remainder(
      open: mean(.openShare), undiscovered: mean(.undiscoveredShare), withdrawn: mean(.withdrawnShare))
    let decision = Decision(censored.decision)
    return Verdict(
      decision: decision, split: targets.split, confidence: targets.confidence, replications: replications.count,
      criteria: findings, splits: splits, remainder: remainder,
      additionalReplications: censored.additionalReplications,
      reasons: reasons(
        decision: decision, findings: findings, remainder: remainder, replications: replications.count,
        additional: censored.additionalReplications))
  }

  private static func samples(
    of guards: [TargetCriteria.Guard], replications: [ReplicationResult], layout: ResponseLayout
  ) throws(VerdictProblem) -> [[Double]] {
    var samples: [[Double]] = []
    for entry in guards {
      let index = layout.index(of: entry.entry.response, entry.entry.responseClass)
      let values = replications.compactMap { replication in index.flatMap { replication.values[$0] } }
      // When nothing arose nothing else was observed either; the cause comes before its effects.
      if let empty = replications.first(where: { $0.splits.arisen == 0 }) {
        throw .nothingArose(replication: empty.replication)
      }
      guard values.count == replications.count, !values.isEmpty else {
        throw .notObserved(name: entry.entry.name, observed: values.count, replications: replications.count)
      }
      samples.append(values)
    }
    return samples
  }

  /// All issues of the cohort that were not closed are assigned to every tier in turn; without target shares there is
  /// nothing to assign them to.
  private static func analyse(
    _ criteria: TargetCriteria, guardSamples: [[Double]], targets: TargetsSpec, replications: [ReplicationResult]
  ) throws(VerdictProblem) -> CensoredVerdict {
    let guards = criteria.guards.map(\.criterion)
    do {
      if criteria.hasTarget.isEmpty {
        return CensoredVerdict(analyses: [
          try VerdictAnalysis.decide(samples: guardSamples, criteria: guards, confidence: targets.confidence)
        ])
      }
      let counts = replications.map { $0.splits[targets.split] }
      return try BoundedCensoring(closed: counts, remainder: replications.map(\.splits.remainder)).decide(
        tierCriteria: criteria.tiers, guards: guards, guardSamples: guardSamples, confidence: targets.confidence)
    } catch {
      throw .analysis(error)
    }
  }
}

extension Verdict.Decision {
  init(_ decision: OutputAnalysis.Decision) {
    switch decision {
    case .met: self = .met
    case .notMet: self = .notMet
    case .undecided: self = .undecided
    }
  }
}

extension CriterionFinding {
  /// Combines what the assignments of unfinished issues give for one criterion.
  /// - Precondition: there is an assignment.
  init(
    estimate: SummaryRow, scenario: Scenario, results: [CriterionResult], isGuard: Bool, isDefault: Bool = false
  ) {
    let means = results.map(\.estimate.mean)
    guard let first = results.first, let least = means.min(), let greatest = means.max() else {
      preconditionFailure("a criterion is examined under one assignment at least")
    }
    response = estimate.response
    responseClass = estimate.responseClass
    let classTitle = scenario.title(of: estimate.responseClass, in: estimate.response.classes)
    title = LocalizedText(en: estimate.name, zh: classTitle.zh + estimate.response.title.zh)
    self.isGuard = isGuard
    self.isDefault = isDefault
    lower = first.criterion.lower
    upper = first.criterion.upper
    self.estimate = estimate
    leastMean = least
    greatestMean = greatest
    if results.allSatisfy(\.holds) {
      state = .holds
    } else if results.allSatisfy({ $0.violated && $0.position == first.position }) {
      state = .violated
    } else {
      state = .open
    }
    // It is settled when it is under every assignment.
    let needed = results.compactMap(\.replicationsNeeded)
    replicationsNeeded = needed.count == results.count ? needed.max() : nil
  }
}

extension [SummaryRow] {
  /// The row of a response and class.
  public func row(of response: Response, _ responseClass: String = "") -> SummaryRow? {
    first { $0.response.name == response.name && $0.responseClass == responseClass }
  }
}
