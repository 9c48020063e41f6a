import IssueFlow
import OutputAnalysis
import RandomStreams
import ScenarioLanguage

/// Puts a comparison together, replication by replication.
struct ComparisonBuilder {
  private let comparison: Comparison
  private let plans: [MeasurementPlan]
  private let shared: SharedIdentities
  private let pairs: [ComparedPair]
  private let warmUp: CommonWarmUp?
  private var results: [[ReplicationResult]]
  private var units: [UnitEvidence]
  private var migrations: [[MigrationCounts]]

  init(
    comparison: Comparison, plans: [MeasurementPlan], shared: SharedIdentities, pairs: [ComparedPair],
    warmUp: CommonWarmUp?
  ) {
    self.comparison = comparison
    self.plans = plans
    self.shared = shared
    self.pairs = pairs
    self.warmUp = warmUp
    results = plans.map { _ in [] }
    units = plans.map { UnitEvidence(plan: $0) }
    migrations = plans.dropFirst().map { _ in [] }
  }

  mutating func add(_ compared: ComparedReplication) {
    for (policy, result) in compared.results.enumerated() {
      var result = result
      if let details = result.details { units[policy].add(details.units) }
      result.details = nil
      results[policy].append(result)
    }
    for (index, counts) in compared.migrations.enumerated() { migrations[index].append(counts) }
  }

  func result() throws(ExperimentError) -> ComparedPolicies {
    let confidence = plans[0].model.scenario.targets?.confidence ?? 0.95
    let policies = comparison.entries.indices.map { policy($0, confidence: confidence) }
    return ComparedPolicies(
      policies: policies, differences: differences(confidence: confidence),
      migrations: migrations.indices.map { migration($0 + 1, confidence: confidence) },
      leaks: migrations.indices.flatMap { leaks($0 + 1, confidence: confidence) },
      best: best(confidence: confidence), isPaired: comparison.isPaired, confidence: confidence,
      replications: results[0].count, seed: comparison.seed, warmUpDays: warmUp?.days, results: results)
  }

  private func policy(_ index: Int, confidence: Double) -> ComparedPolicies.Policy {
    let summary = SummaryRow.rows(of: results[index], layout: plans[index].layout, confidence: confidence)
    var verdict: Verdict?
    var problem: VerdictProblem?
    do throws(VerdictProblem) {
      verdict = try Verdict.decide(
        plan: plans[index], replications: results[index], summary: summary, units: units[index])
    } catch {
      problem = error
    }
    return ComparedPolicies.Policy(
      id: comparison.entries[index].id, scenario: plans[index].model.scenario, summary: summary, verdict: verdict,
      verdictProblem: problem)
  }

  // MARK: Differences

  private func differences(confidence: Double) -> [ComparedPolicies.Difference] {
    let family = Bonferroni.confidence(family: confidence, comparisons: plans.count - 1)
    return plans.indices.dropFirst().flatMap { policy in
      let isBaseline = comparison.isBaseline(policy)
      return plans[0].layout.entries.enumerated().compactMap { index, entry -> ComparedPolicies.Difference? in
        guard let own = plans[policy].layout.index(of: entry.response, entry.responseClass) else { return nil }
        let pairs = zip(results[policy], results[0]).compactMap { new, old -> (Double, Double)? in
          guard let x = new.values[own], let y = old.values[index] else { return nil }
          return (x, y)
        }
        return difference(
          policy, entry, pairs.map(\.0), pairs.map(\.1), confidence: confidence, family: family, number: index,
          isBaseline: isBaseline)
      }
    }
  }

  private func difference(
    _ policy: Int, _ entry: ResponseLayout.Entry, _ x: [Double], _ y: [Double], confidence: Double, family: Double,
    number: Int, isBaseline: Bool
  ) -> ComparedPolicies.Difference? {
    guard let meanX = Tally(x).mean, let meanY = Tally(y).mean else { return nil }
    let found = ResponseDifference(
      x, y, supports: (entry.response.support(in: plans[policy]), entry.response.support(in: plans[0])),
      isPaired: comparison.isPaired)
    let luck = RandomStream(key: StreamKey(masterSeed: comparison.seed, replication: 0))
    var drawn = 0
    let ratio =
      comparison.isPaired
      ? try? VarianceRatio(x, y, confidence: confidence) {
        defer { drawn += 1 }
        return luck.uniform(
          at: StreamAddress(purpose: FlowPurpose.resampling.stream, type: policy & 0xFF, place: number, ordinal: drawn))
      } : nil
    return ComparedPolicies.Difference(
      policy: policy, response: entry.response, responseClass: entry.responseClass, baselineMean: meanY, mean: meanX,
      difference: meanX - meanY, interval: isBaseline ? 0...0 : found.interval(confidence: confidence),
      simultaneous: isBaseline ? 0...0 : found.interval(confidence: family), n: x.count,
      basis: isBaseline ? nil : found.basis, variances: ratio)
  }

  // MARK: Issue by issue

  private func migration(_ policy: Int, confidence: Double) -> ComparedPolicies.Migration {
    let counts = migrations[policy - 1]
    let side = plans[policy].tierCount + MigrationCounts.others
    let cells = (0..<side).map { from in
      (0..<side).map { to -> (mean: Double, halfWidth: Double?) in
        let estimate = try? Estimate(of: counts.map { Double($0[from, to]) }, confidence: confidence)
        return (estimate?.mean ?? 0, estimate?.measuredHalfWidth)
      }
    }
    let addsUp = zip(counts, zip(results[0], results[policy])).allSatisfy { counts, pair in
      counts.ofBaseline == pair.0.splits.arisen && counts.ofPolicy == pair.1.splits.arisen
    }
    func mean(_ number: (MigrationCounts) -> Int) -> Double { Tally(counts.map { Double(number($0)) }).mean ?? 0 }
    return ComparedPolicies.Migration(
      policy: policy,
      fates: plans[policy].model.scenario.tiers.map(\.id) + ["withdrawn", "open", "undiscovered", "absent"],
      cells: cells, ofBaseline: mean(\.ofBaseline), ofPolicy: mean(\.ofPolicy), addsUp: addsUp, paired: mean(\.paired),
      verySame: mean(\.verySame), areVerySame: counts.allSatisfy { $0.verySame == $0.paired },
      oneSided: oneSided(policy, .baseline, confidence: confidence)
        + oneSided(policy, .policy, confidence: confidence),
      unpaired: pairs[policy - 1].unpaired.map { "\($0.name.kind.rawValue) \($0.name.id)" })
  }

  /// What arose on one side only: by types and places that the other has not, else by type.
  private func oneSided(
    _ policy: Int, _ side: ComparedPolicies.OneSided.Side, confidence: Double
  ) -> [ComparedPolicies.OneSided] {
    let counts = migrations[policy - 1].map { side == .baseline ? $0.baselineOnly : $0.policyOnly }
    let pair = pairs[policy - 1]
    let (types, places) =
      side == .baseline ? (pair.baselineTypes, pair.baselinePlaces) : (pair.policyTypes, pair.policyPlaces)
    func row(
      _ reason: ComparedPolicies.OneSided.Reason, _ id: String, _ numbers: [Int]
    ) -> ComparedPolicies.OneSided? {
      guard numbers.contains(where: { $0 > 0 }) else { return nil }
      let estimate = try? Estimate(of: numbers.map(Double.init), confidence: confidence)
      return ComparedPolicies.OneSided(
        side: side, reason: reason, id: id, issues: estimate?.mean ?? 0, halfWidth: estimate?.measuredHalfWidth)
    }
    let others = Set(types)
    return places.indices.compactMap { index in
      row(.place, shared.places[places[index]], counts.map { $0.byPlace[index] })
    }
      + shared.types.indices.compactMap { type in
        row(others.contains(type) ? .type : .arrivals, shared.types[type], counts.map { $0.byType[type] })
      }
  }

  private func leaks(_ policy: Int, confidence: Double) -> [ComparedPolicies.LeakChange] {
    let counts = migrations[policy - 1]
    let types = shared.types
    func rows(
      _ direction: ComparedPolicies.LeakChange.Direction, _ table: (MigrationCounts) -> [Int]
    ) -> [ComparedPolicies.LeakChange] {
      LeakCause.allCases.flatMap { cause in
        types.indices.compactMap { type -> ComparedPolicies.LeakChange? in
          let place = Int(cause.rawValue) * types.count + type
          let numbers = counts.map { Double(table($0)[place]) }
          guard numbers.contains(where: { $0 > 0 }), let estimate = try? Estimate(of: numbers, confidence: confidence)
          else { return nil }
          return ComparedPolicies.LeakChange(
            policy: policy, direction: direction, cause: cause, type: types[type], issues: estimate.mean,
            halfWidth: estimate.measuredHalfWidth)
        }
      }
    }
    return rows(.lost) { $0.lost } + rows(.gained) { $0.gained }
  }

  // MARK: The best

  /// By the distance from the target shares where there are such, in tolerances; else by the lowest tier's share.
  private func best(confidence: Double) -> ComparedPolicies.Best? {
    let targets = plans[0].model.scenario.targets
    let hasShares = targets.map { !$0.shares.isEmpty } ?? false
    let samples = zip(plans, results).map { plan, results in
      results.compactMap { hasShares ? distance($0, targets: targets, plan: plan) : share($0, plan: plan) }
    }
    let goal: MultipleComparisonsWithBest.Goal = hasShares ? .smallest : .largest
    guard comparison.isPaired, samples.allSatisfy({ $0.count == results[0].count && $0.count > 1 }),
      let compared = try? MultipleComparisonsWithBest(paired: samples, confidence: confidence, goal: goal)
    else { return nil }
    return ComparedPolicies.Best(
      name: hasShares ? "distance" : "share.\(plans[0].model.scenario.tiers.first?.id ?? "")", goal: goal,
      means: samples.map { Tally($0).mean ?? 0 }, intervals: compared.intervals)
  }

  private func share(_ result: ReplicationResult, plan: MeasurementPlan) -> Double? {
    result.value(of: .share, plan.model.scenario.tiers.first?.id ?? "")
  }

  private func distance(_ result: ReplicationResult, targets: TargetsSpec?, plan: MeasurementPlan) -> Double? {
    guard let targets else { return nil }
    let distances = targets.shares.compactMap { target in
      result.value(of: .share(of: targets.split), target.tier).map {
        abs($0 - target.share) / max(target.tolerance, 1e-9)
      }
    }
    return distances.count == targets.shares.count ? distances.max() : nil
  }
}
