import OutputAnalysis
import ScenarioLanguage

extension Verdict {
  /// Decides on the targets of a scenario; `nil` when it has none.
  /// - Parameter targets: others than the scenario's own.
  /// - Throws: when there is nothing to check, or a demand was not observed in every replication.
  static func decide(
    plan: MeasurementPlan, replications: [ReplicationResult], summary: [SummaryRow], units: UnitEvidence,
    looks: AlphaSpending? = nil, targets other: TargetsSpec? = nil
  ) throws(VerdictProblem) -> Verdict? {
    let scenario = plan.model.scenario
    guard let targets = other ?? scenario.targets else { return nil }
    if targets.shares.isEmpty, targets.guards.isEmpty { throw .nothingToCheck }
    let confidence = looks?.confidencePerLook ?? targets.confidence
    let criteria = TargetCriteria(targets: targets, plan: plan)
    let means = criteria.guards.filter { !$0.isOfUnits }
    let guardSamples = try samples(of: criteria.guards, replications: replications, layout: plan.layout)
    let censored = try analyse(
      criteria, guardSamples: guardSamples, targets: targets, confidence: confidence, replications: replications)
    let comparisons = criteria.count

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
    var next = tierCount
    for entry in criteria.guards {
      guard let estimate = summary.row(of: entry.entry.response, entry.entry.responseClass) else { continue }
      if entry.isOfUnits {
        findings.append(
          try CriterionFinding(
            estimate: estimate, demand: entry.criterion, units: units, plan: plan, confidence: confidence,
            comparisons: comparisons, replications: replications.count))
      } else {
        findings.append(
          CriterionFinding(
            estimate: estimate, scenario: scenario, results: censored.analyses.map { $0.results[next] },
            isGuard: true, isDefault: entry.isDefault))
        next += 1
      }
    }
    precondition(next == tierCount + means.count, "every guard has a finding")
    func mean(_ response: Response) -> Double { summary.row(of: response)?.mean ?? 0 }
    let remainder = Remainder(
      open: mean(.openShare), undiscovered: mean(.undiscoveredShare), withdrawn: mean(.withdrawnShare))
    // Demands on units are further members of the same family: all must hold, and one that is violated suffices.
    let ofUnits = findings.filter { $0.units != nil }
    let decision: Decision =
      if censored.decision == .notMet || ofUnits.contains(where: { $0.state == .violated }) {
        .notMet
      } else if censored.decision == .met, ofUnits.allSatisfy({ $0.state == .holds }) {
        .met
      } else {
        .undecided
      }
    // How many replications single units need is not known.
    let additional =
      decision == .undecided && ofUnits.contains { $0.state == .open } ? nil : censored.additionalReplications
    return Verdict(
      decision: decision, split: targets.split, confidence: targets.confidence,
      looks: looks.map(\.looks) ?? [replications.count],
      replications: replications.count,
      criteria: findings, splits: splits, remainder: remainder,
      additionalReplications: decision == .undecided ? additional : 0,
      reasons: reasons(
        decision: decision, findings: findings, remainder: remainder, replications: replications.count,
        additional: additional, isSequential: (looks?.looks.count ?? 1) > 1))
  }

  private static func samples(
    of guards: [TargetCriteria.Guard], replications: [ReplicationResult], layout: ResponseLayout
  ) throws(VerdictProblem) -> [CensoredSample] {
    var samples: [CensoredSample] = []
    for entry in guards {
      let index = layout.index(of: entry.entry.response, entry.entry.responseClass)
      let ends = replications.compactMap { replication in index.flatMap { replication.ends[$0] } }
      // When nothing arose nothing else was observed either; the cause comes before its effects.
      if let empty = replications.first(where: { $0.splits.arisen == 0 }) {
        throw .nothingArose(replication: empty.replication)
      }
      if entry.isOfUnits { continue }
      guard ends.count == replications.count, !ends.isEmpty else {
        throw .notObserved(name: entry.entry.name, observed: ends.count, replications: replications.count)
      }
      let parts = MeanParts(replications.map { replication in index.flatMap { replication.parts[$0] } })
      samples.append(
        CensoredSample(
          least: ends.map(\.least), greatest: ends.map(\.greatest), leastParts: parts, greatestParts: parts))
    }
    return samples
  }

  /// All issues of the cohort that were not closed are assigned to every tier in turn, beside both ends of every guard;
  /// without target shares there is nothing to assign them to.
  private static func analyse(
    _ criteria: TargetCriteria, guardSamples: [CensoredSample], targets: TargetsSpec, confidence: Double,
    replications: [ReplicationResult]
  ) throws(VerdictProblem) -> CensoredVerdict {
    let guards = criteria.guards.filter { !$0.isOfUnits }.map(\.criterion)
    do {
      if criteria.hasTarget.isEmpty {
        return try CensoredVerdict.decide(
          guards: guards, guardSamples: guardSamples, confidence: confidence, comparisons: criteria.count)
      }
      let counts = replications.map { $0.splits[targets.split] }
      return try BoundedCensoring(closed: counts, remainder: replications.map(\.splits.remainder)).decide(
        tierCriteria: criteria.tiers, guards: guards, guardSamples: guardSamples, confidence: confidence,
        comparisons: criteria.count)
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
    units = nil
    guard let first = results.first, let least = means.min(), let greatest = means.max() else {
      preconditionFailure("a criterion is examined under one assignment at least")
    }
    response = estimate.response
    responseClass = estimate.responseClass
    title = estimate.title(in: scenario)
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
    // It is settled when it is under every assignment, and in the same way.
    let needed = results.compactMap(\.replicationsNeeded)
    let agree = results.allSatisfy { $0.position == first.position }
    replicationsNeeded = agree && needed.count == results.count ? needed.max() : nil
    // Student's where nothing else is needed at either end.
    let bases = results.map(\.basis)
    basis = [.tail, .sparse, .constant, .skewed].first { bases.contains($0) } ?? first.basis
  }
}

extension CriterionFinding {
  /// Judges a demand on the single units of a tier, see `PopulationShare`.
  fileprivate init(
    estimate: SummaryRow, demand: Criterion, units: UnitEvidence, plan: MeasurementPlan, confidence: Double,
    comparisons: Int, replications: Int
  ) throws(VerdictProblem) {
    let tier = plan.model.scenario.tiers.firstIndex { $0.id == estimate.responseClass }
    let judged = tier.map { units.judged(estimate.response, tier: $0) } ?? (units: [], evidence: [])
    let share = PopulationShare(
      units: judged.evidence, atLeast: demand.lower, atMost: demand.upper, confidence: confidence,
      comparisons: comparisons)
    guard let least = share.least, let greatest = share.greatest else {
      throw .notObserved(name: demand.name, observed: 0, replications: replications)
    }
    response = estimate.response
    responseClass = estimate.responseClass
    title = estimate.title(in: plan.model.scenario)
    isGuard = true
    isDefault = false
    lower = demand.lower
    upper = demand.upper
    self.estimate = estimate
    leastMean = least
    greatestMean = greatest
    state = share.holds ? .holds : share.violated ? .violated : .open
    replicationsNeeded = state == .open ? nil : replications
    basis = nil
    let names = plan.model.unitIDs
    func named(_ standing: PopulationShare.Standing) -> [String] {
      zip(judged.units, share.standings).filter { $0.1 == standing }.map { names[$0.0] }
    }
    self.units = Units(yes: named(.inside), no: named(.outside), unclear: named(.unclear))
  }
}

extension SummaryRow {
  /// In English the name, in Chinese the titles of class and response.
  fileprivate func title(in scenario: Scenario) -> LocalizedText {
    LocalizedText(en: name, zh: scenario.title(of: responseClass, in: response.classes).zh + response.title.zh)
  }
}

extension [SummaryRow] {
  /// The row of a response and class.
  public func row(of response: Response, _ responseClass: String = "") -> SummaryRow? {
    first { $0.response.name == response.name && $0.responseClass == responseClass }
  }
}
