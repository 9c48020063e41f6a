import IssueFlow

/// Replications of one scenario, and what they come to.
///
/// The result depends on the scenario, the seed and the number of replications, and not on how many run at once.
public struct Experiment: Sendable {
  public let model: FlowModel
  /// What the scenario says, for hashing; empty when it was made in code.
  public let canonicalText: String
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

  /// Runs it: finds the warm-up if the scenario asks for that, then all replications, then the verdict.
  /// - Parameters:
  ///   - jobs: replications that run at once.
  ///   - journal: where finished replications are kept, and from which those of an earlier run are taken.
  public func run(
    jobs: Int = 1, journal: RunJournal? = nil, progress: ExperimentProgress? = nil
  ) async throws(ExperimentError) -> ExperimentResult {
    let (model, warmUp) = try await settled(progress: progress)
    let plan = MeasurementPlan(model: model)
    var results: [ReplicationResult] = []
    var units = UnitMeans(plan: plan)
    var timeline = Timeline(plan: plan)
    try await ReplicationRunner(plan: plan, seed: seed).run(
      count: replications, jobs: jobs, journal: journal, progress: progress
    ) { result in
      var result = result
      // Sums instead of one table of units for each replication: memory must not grow with replications × units.
      if let details = result.details {
        units.add(details.units)
        timeline.add(details.days)
      }
      result.details = nil
      results.append(result)
    }
    return conclude(plan: plan, warmUp: warmUp, results: results, units: units, timeline: timeline)
  }

  private func conclude(
    plan: MeasurementPlan, warmUp: WarmUpReport, results: [ReplicationResult], units: UnitMeans, timeline: Timeline
  ) -> ExperimentResult {
    let scenario = plan.model.scenario
    let confidence = scenario.targets?.confidence ?? 0.95
    let summary = SummaryRow.rows(of: results, layout: plan.layout, confidence: confidence)
    let timeline = timeline.rows(confidence: confidence)
    var verdict: Verdict?
    var problem: VerdictProblem?
    do {
      verdict = try Verdict.decide(
        scenario: scenario, replications: results, summary: summary, layout: plan.layout)
    } catch {
      problem = error
    }
    return ExperimentResult(
      scenario: scenario, model: plan.model, canonicalText: canonicalText, seed: seed, confidence: confidence,
      replications: results, summary: summary, verdict: verdict, verdictProblem: problem,
      leaks: LeakRow.rows(of: results, scenario: scenario, confidence: confidence), units: units.rows,
      timeline: timeline, warmUp: warmUp,
      diagnoses: Diagnosis.all(
        scenario: scenario, replications: results, summary: summary, timeline: timeline, warmUp: warmUp))
  }

  /// The model with a fixed warm-up.
  private func settled(progress: ExperimentProgress?) async throws(ExperimentError) -> (FlowModel, WarmUpReport) {
    let day = Horizon.minutesPerDay
    switch model.scenario.warmUp {
    case .fixed:
      return (model, WarmUpReport(days: Int(model.horizon.observationStart / day), origin: .fixed))
    case .detected:
      var report: WarmUpReport?
      let longest = Int(model.horizon.observationStart / day)
      let runner = ReplicationRunner(model: model, seed: seed)
      // In a task of its own, so that a caller on the main actor is not blocked.
      try await OrderedTasks.run(
        count: 1, jobs: 1,
        work: { _ throws(ExperimentError) in try runner.run(replication: WarmUpDetection.pilotReplication) },
        progress: { progress?(.pilot, $0, 1) },
        deliver: { pilot in
          let watched = Int(runner.model.horizon.observationEnd / day)
          let open = (pilot.details?.days ?? []).prefix(watched).map { Double($0.open) }
          report = WarmUpDetection.report(open: open, longest: longest)
        })
      guard let report else { throw .interrupted }
      var scenario = model.scenario
      scenario.warmUp = .fixed(Double(report.days) * day)
      do {
        return (try FlowModel(validating: scenario), report)
      } catch {
        throw .model(error)
      }
    }
  }
}
