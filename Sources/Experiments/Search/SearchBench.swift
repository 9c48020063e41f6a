import OutputAnalysis
import ScenarioLanguage

/// Makes the runs of a search and judges policies by them.
struct SearchBench: Sendable {
  let space: SearchSpace
  let seed: UInt32
  let journal: SearchJournal?
  let jobs: Int
  let warmUp: Double?
  /// The scenarios in which the search looks around, and the whole ones.
  private let explored: DesignCities
  private let whole: DesignCities
  let looks: AlphaSpending

  init(
    space: SearchSpace, seed: UInt32, journal: SearchJournal?, jobs: Int, warmUp: Double?, looks: AlphaSpending
  ) throws(ExperimentError) {
    self.space = space
    self.seed = seed
    self.journal = journal
    self.jobs = jobs
    self.warmUp = warmUp
    self.looks = looks
    let documents = space.document.policies.map(\.document)
    let settings = space.spec.explore.sorted { $0.key < $1.key }.map { Override(path: $0.key, value: $0.value) }
    var small: [ScenarioDocument] = []
    for document in documents {
      do {
        small.append(settings.isEmpty ? document : try document.loaded(overriding: settings))
      } catch {
        throw .noPoints(
          reason: LocalizedText(
            en: error.problems.map { $0.message(language: .english) }.joined(separator: "; "),
            zh: error.problems.map { $0.message(language: .chinese) }.joined(separator: "；")))
      }
    }
    explored = DesignCities(documents: small, points: space.points, warmUp: warmUp, kept: 4 * jobs + 60)
    whole = DesignCities(documents: documents, points: space.points, warmUp: warmUp, kept: jobs + 2)
  }

  func plan(of policy: Int, isWhole: Bool = false) throws(DesignCities.Invalid) -> MeasurementPlan {
    try (isWhole ? whole : explored).plan(of: policy)
  }

  /// The cost of staff and measures of a whole year, or what the search file says.
  func cost(of policy: Int, isWhole: Bool = false) -> Double? {
    if let stated = space.statedCost(of: policy) { return stated }
    guard let model = try? (isWhole ? whole : explored).model(of: policy) else { return nil }
    return model.plannedStaffCost + model.policyCost
  }

  /// A run, or one that was made before.
  private func run(_ key: SearchJournal.Key) throws(ExperimentError) -> ReplicationResult? {
    guard let plan = try? plan(of: key.policy, isWhole: key.isWhole) else { return nil }
    if let known = try journal?.result(key, plan: plan) { return known }
    var result = try ReplicationRunner(plan: plan, seed: seed).run(replication: key.replication)
    if !plan.judgesUnits { result.details = nil }
    try journal?.append(key, result)
    return result
  }

  /// Makes runs until every candidate has so many, then judges each anew.
  /// - Returns: how many runs were asked for.
  func advance(_ candidates: inout [Candidate], to wanted: [Int]) async throws(ExperimentError) -> Int {
    var keys: [(candidate: Int, key: SearchJournal.Key)] = []
    for (index, candidate) in candidates.enumerated() where candidate.results.count < wanted[index] {
      for replication in candidate.results.count + 1...wanted[index] {
        keys.append((index, .init(policy: candidate.number, replication: replication, isWhole: false)))
      }
    }
    let ordered = keys
    var finished: [(Int, ReplicationResult?)] = []
    try await OrderedTasks.run(
      count: ordered.count, jobs: jobs,
      work: { index throws(ExperimentError) in try run(ordered[index].key) }, progress: { _ in },
      deliver: { finished.append((ordered[finished.count].candidate, $0)) })
    for (index, result) in finished {
      guard var result, let plan = try? plan(of: candidates[index].number) else {
        candidates[index].standing = .invalid
        continue
      }
      if let details = result.details {
        var units = candidates[index].units ?? UnitEvidence(plan: plan)
        units.add(details.units)
        candidates[index].units = units
      }
      result.details = nil
      candidates[index].results.append(result)
    }
    for index in candidates.indices where candidates[index].standing != .invalid {
      try DistinctLuck.check(candidates[index].results)
      judge(&candidates[index])
    }
    return ordered.count
  }

  /// Meets: the verdict on bands that are wider by the indifference. Misses: that on narrower ones. A policy is one of
  /// them wherever its means lie, so that enough runs decide every one.
  func judge(_ candidate: inout Candidate) {
    guard let plan = try? plan(of: candidate.number), let targets = plan.model.scenario.targets else {
      candidate.standing = .invalid
      return
    }
    let summary = SummaryRow.rows(of: candidate.results, layout: plan.layout, confidence: targets.confidence)
    let units = candidate.units ?? UnitEvidence(plan: plan)
    func verdict(_ targets: TargetsSpec, _ looks: AlphaSpending?) throws(VerdictProblem) -> Verdict? {
      try Verdict.decide(
        plan: plan, replications: candidate.results, summary: summary, units: units, looks: looks, targets: targets)
    }
    do throws(VerdictProblem) {
      candidate.criteria = try verdict(targets, nil)?.criteria ?? []
      let delta = space.spec.indifference
      if try verdict(targets.widened(by: delta), looks)?.decision == .met {
        candidate.standing = .meets
      } else if try verdict(targets.widened(by: -delta), looks)?.decision == .notMet {
        candidate.standing = .misses
      } else {
        candidate.standing = .open
      }
    } catch {
      candidate.standing = .invalid
      candidate.reason = error.message(language: .english)
    }
  }

  /// Fresh runs of a policy in the whole city, with the verdict's own test on the actual bands: so many, and more, up to
  /// as many as any policy may have, while they leave it undecided.
  /// - `tries`: of how many policies this is one that may be confirmed; they share the error.
  func confirm(
    _ policy: Int, runs: Int, tries: Int, progress: ExperimentProgress?
  ) async throws(ExperimentError) -> SearchOutcome.Confirmation? {
    guard let plan = try? plan(of: policy, isWhole: true), let targets = plan.model.scenario.targets else { return nil }
    let looks = AlphaSpending.doubling(
      confidence: Bonferroni.confidence(family: targets.confidence, comparisons: tries), first: runs,
      limit: max(runs, space.spec.atMost))
    // Numbers that no run of the search has.
    let first = max(space.spec.atMost, space.spec.first) + 1
    var results: [ReplicationResult] = []
    var units = UnitEvidence(plan: plan)
    var last: SearchOutcome.Confirmation?
    for look in looks.looks {
      let made = results.count
      try await OrderedTasks.run(
        count: look - made, jobs: jobs,
        work: { index throws(ExperimentError) in
          try run(.init(policy: policy, replication: first + made + index, isWhole: true))
        },
        progress: { progress?(.confirmation, made + $0, look) },
        deliver: { result in
          guard var result else { return }
          if let details = result.details { units.add(details.units) }
          result.details = nil
          results.append(result)
        })
      try DistinctLuck.check(results)
      let summary = SummaryRow.rows(of: results, layout: plan.layout, confidence: targets.confidence)
      guard results.count == look,
        let verdict = try? Verdict.decide(
          plan: plan, replications: results, summary: summary, units: units, looks: looks)
      else { return last }
      last = SearchOutcome.Confirmation(
        policy: policy, cost: cost(of: policy, isWhole: true) ?? .infinity, verdict: verdict, summary: summary,
        plausible: nil)
      if verdict.decision != .undecided { break }
    }
    return last
  }

  /// The answer in plausible cities: on their own luck, which neither the search nor the confirmation has, see
  /// `CityLuck`.
  func plausible(_ policy: Int, confidence: Double, progress: ExperimentProgress?) async throws(ExperimentError)
    -> UncertaintyResult?
  {
    guard space.spec.cities > 0 else { return nil }
    let point = space.points[policy]
    guard
      let document = try? space.document.policies[point.policy].document.loaded(overriding: space.overrides(of: policy))
    else { return nil }
    let study = UncertaintyStudy(
      document: document, warmUp: warmUp.map { .fixed($0) } ?? document.scenario.warmUp, seed: seed,
      cities: space.spec.cities)
    return try await study.run(jobs: jobs, confidence: confidence, progress: progress)
  }
}
