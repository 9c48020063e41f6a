import IssueFlow
import OutputAnalysis
import Policies
import ScenarioLanguage

/// Replications of one scenario, and what they come to.
///
/// The result depends on the scenario, the seed and the number of replications, and not on how many run at once.
public struct Experiment: Sendable {
  public let model: FlowModel
  /// What the scenario says, for hashing; empty when it was made in code.
  public let canonicalText: String
  /// How many are made; with ``looks``, how many before the first of them.
  public let replications: Int
  public let seed: UInt32

  /// Prepares an experiment; the scenario's own number of replications and seed are the defaults.
  /// - Precondition: there is one replication at least.
  public init(model: FlowModel, canonicalText: String = "", replications: Int? = nil, seed: UInt32? = nil) {
    self.model = model
    self.canonicalText = canonicalText
    self.replications = replications ?? model.scenario.replications
    self.seed = seed ?? model.scenario.seed
    precondition(self.replications > 0, "an experiment has replications (was \(self.replications))")
  }

  /// Prepares an experiment on a scenario file.
  /// - Throws: when the scenario is not valid as a whole.
  public init(
    document: ScenarioDocument, replications: Int? = nil, seed: UInt32? = nil
  ) throws(FlowModelError) {
    self.init(
      model: try FlowModel(validating: document.scenario), canonicalText: document.canonicalText,
      replications: replications, seed: seed)
  }

  /// The numbers of replications at which the verdict is looked at, with the error shared over the looks; one look at
  /// all replications unless the targets say that more may be added until the verdict is decided.
  public var looks: AlphaSpending {
    let targets = model.scenario.targets
    return .doubling(
      confidence: targets?.confidence ?? 0.95, first: replications,
      limit: max(replications, targets?.replicationsAtMost ?? replications))
  }

  /// Runs it: finds the warm-up if the scenario asks for that, then the replications of every look until the verdict
  /// is decided.
  /// - Parameters:
  ///   - jobs: replications that run at once.
  ///   - journal: where finished replications are kept, and from which those of an earlier run are taken.
  ///   - progress: told of every replication that ends.
  public func run(
    jobs: Int = 1, journal: RunJournal? = nil, progress: ExperimentProgress? = nil
  ) async throws(ExperimentError) -> ExperimentResult {
    let (model, warmUp) = try await settled(jobs: jobs, progress: progress)
    let plan = MeasurementPlan(model: model)
    var results: [ReplicationResult] = []
    var units = UnitMeans(plan: plan)
    var timeline = Timeline(plan: plan)
    var evidence = UnitEvidence(plan: plan)
    let runner = ReplicationRunner(plan: plan, seed: seed)
    let looks = looks
    func take(_ result: ReplicationResult) {
      var result = result
      // Sums instead of one table of units for each replication: memory must not grow with replications × units.
      if let details = result.details {
        units.add(details.units)
        evidence.add(details.units)
        timeline.add(details.days)
      }
      result.details = nil
      results.append(result)
    }
    // All replications of a look count, whichever of them would have decided: the verdict depends on no order.
    for look in looks.looks {
      try await runner.run(
        from: results.count + 1, count: look, jobs: jobs, journal: journal, progress: progress, deliver: take)
      try DistinctLuck.check(results)
      guard let next = looks.nextLook(after: look) else { break }
      let (verdict, _) = judge(plan: plan, results: results, evidence: evidence)
      // Without a verdict, for want of observations, later looks might have one, but it would be of a chosen sample.
      guard verdict?.decision == .undecided else { break }
      progress?(.replications, look, next)
    }
    return conclude(plan: plan, warmUp: warmUp, results: results, units: units, evidence: evidence, timeline: timeline)
  }

  /// The verdict at a look, at the confidence that is left for it.
  private func judge(
    plan: MeasurementPlan, results: [ReplicationResult], evidence: UnitEvidence
  ) -> (Verdict?, VerdictProblem?) {
    let summary = SummaryRow.rows(
      of: results, layout: plan.layout, confidence: plan.model.scenario.targets?.confidence ?? 0.95)
    do throws(VerdictProblem) {
      return (
        try Verdict.decide(plan: plan, replications: results, summary: summary, units: evidence, looks: looks), nil
      )
    } catch {
      return (nil, error)
    }
  }

  private func conclude(
    plan: MeasurementPlan, warmUp: WarmUpReport, results: [ReplicationResult], units: UnitMeans,
    evidence: UnitEvidence, timeline: Timeline
  ) -> ExperimentResult {
    let scenario = plan.model.scenario
    let confidence = scenario.targets?.confidence ?? 0.95
    let summary = SummaryRow.rows(of: results, layout: plan.layout, confidence: confidence)
    let timeline = timeline.rows(confidence: confidence)
    var (verdict, problem) = judge(plan: plan, results: results, evidence: evidence)
    // A length that somebody wrote is their own judgement; one that was detected must be held to something.
    let relaxation = warmUp.origin == .detected ? units.relaxation(warmUp: warmUp) : nil
    if let relaxation, !relaxation.isEnough { verdict?.reasons.append(relaxation.reason) }
    return ExperimentResult(
      scenario: scenario, model: plan.model, canonicalText: canonicalText, seed: seed, confidence: confidence,
      replications: results, summary: summary, verdict: verdict, verdictProblem: problem,
      leaks: LeakRow.rows(of: results, scenario: scenario, confidence: confidence), units: units.rows,
      timeline: timeline, warmUp: warmUp,
      diagnoses: Diagnosis.all(
        model: plan.model, scenario: scenario, replications: results, summary: summary, units: evidence,
        unitCounts: scenario.tiers.indices.map { plan.model.units(ofTier: $0).count }, confidence: confidence,
        warmUp: warmUp, relaxation: relaxation))
  }

  /// How long to warm up: as the scenario says, or as pilots show.
  func warmUp(jobs: Int, progress: ExperimentProgress?) async throws(ExperimentError) -> WarmUpReport {
    try await settled(jobs: jobs, progress: progress).1
  }

  /// The model with a fixed warm-up.
  private func settled(
    jobs: Int, progress: ExperimentProgress?
  ) async throws(ExperimentError) -> (FlowModel, WarmUpReport) {
    let day = Horizon.minutesPerDay
    switch model.scenario.warmUp {
    case .fixed:
      return (model, WarmUpReport(days: Int(model.horizon.observationStart / day), origin: .fixed))
    case .detected:
      var pilots: [[Double]] = []
      let longest = Int(model.horizon.observationStart / day)
      let runner = ReplicationRunner(model: model, seed: seed)
      // In a task of its own, so that a caller on the main actor is not blocked.
      try await OrderedTasks.run(
        count: WarmUpDetection.pilots, jobs: jobs,
        work: { pilot throws(ExperimentError) in
          try runner.run(replication: WarmUpDetection.pilotReplication(pilot, model: runner.model))
        },
        progress: { progress?(.pilot, $0, WarmUpDetection.pilots) },
        deliver: { pilot in
          let watched = Int(runner.model.horizon.observationEnd / day)
          pilots.append((pilot.details?.days ?? []).prefix(watched).map { Double($0.open) })
        })
      let report = WarmUpDetection.report(open: pilots, longest: longest)
      var scenario = model.written
      scenario.warmUp = .fixed(Double(report.days) * day)
      do {
        return (try FlowModel(validating: scenario), report)
      } catch {
        throw .model(error)
      }
    }
  }
}
