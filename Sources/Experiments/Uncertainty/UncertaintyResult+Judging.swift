import IssueFlow
import OutputAnalysis

extension UncertaintyResult.JudgedCity {
  /// Judges a city by its replications; a scenario without targets has nothing to meet and stands as `depends`.
  init(
    plan: MeasurementPlan, replications: [ReplicationResult], units: UnitEvidence
  ) throws(VerdictProblem) {
    let scenario = plan.model.scenario
    let summary = SummaryRow.rows(
      of: replications, layout: plan.layout, confidence: scenario.targets?.confidence ?? 0.95)
    let verdict = try Verdict.decide(
      plan: plan, replications: replications, summary: summary, units: units)
    values = replications.map(\.values)
    decision = verdict?.decision ?? .undecided
    let criteria = verdict?.criteria ?? []
    margin = criteria.map(\.margin).min() ?? 0
    // By the verdict, not by the means: a city at the edge would else be called by the luck that all cities share.
    standing =
      switch decision {
      case .met: .meets
      case .notMet: .fails
      case .undecided: .depends
      }
  }
}

extension CriterionFinding {
  /// How far the least favourable mean is inside, as ``UncertaintyResult/JudgedCity/margin`` says.
  var margin: Double {
    let below = lower.map { leastMean - $0 } ?? .infinity
    // Where nothing bounds it, the mean of what was closed must do: a margin is a finite number.
    let greatest = greatestMean.isFinite ? greatestMean : max(leastMean, estimate.mean ?? leastMean)
    let above = upper.map { $0 - greatest } ?? .infinity
    let scale =
      if let lower, let upper { (upper - lower) / 2 } else { abs(lower ?? upper ?? 1) }
    let distance = min(below, above)
    return scale > 0 ? distance / scale : distance
  }
}

extension UncertaintyResult {
  init(
    inputs: [InputRange], layout: ResponseLayout, cities: [City], replicationsPerCity: Int, confidence: Double
  ) {
    self.inputs = inputs
    self.layout = layout
    self.cities = cities
    self.replicationsPerCity = replicationsPerCity
    var draws: [[Double]] = []
    var judged: [JudgedCity] = []
    for city in cities {
      guard case .judged(let outcome) = city.outcome else { continue }
      draws.append(city.inputs)
      judged.append(outcome)
    }
    let meets = judged.map { $0.standing == .meets }
    meeting = ShareEstimate(successes: meets.count { $0 }, trials: judged.count, confidence: confidence)
    variances = layout.entries.enumerated().compactMap { index, entry in
      let values = judged.map { $0.values.compactMap { $0[index] } }
      guard values.allSatisfy({ $0.count == replicationsPerCity }), let separation = VarianceSeparation(values) else {
        return nil
      }
      return VarianceRow(response: entry.response, responseClass: entry.responseClass, separation: separation)
    }
    influences =
      judged.isEmpty
      ? []
      : InputInfluence.ranked(
        inputs: inputs, draws: draws, meets: meets, margins: judged.map(\.margin), confidence: confidence)
  }
}
