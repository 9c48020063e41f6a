import OutputAnalysis
import ScenarioLanguage

/// Makes the runs of a sweep, or takes those that an earlier one has made.
struct SweepWorker: Sendable {
  /// What became of a run.
  struct Run: Sendable {
    let key: SweepRecord.RunKey
    /// The replication, or why there is none, in English.
    let outcome: Outcome
  }

  enum Outcome: Sendable {
    case finished(ReplicationResult)
    case failed(String)
    /// The whole point makes no city.
    case invalid(String)
  }

  let sweep: Sweep
  let cities: DesignCities
  let journal: SweepJournal

  /// One replication of a point.
  /// - Throws: only what ends the sweep, such as a full disk; a run that fails is an outcome.
  func run(point: Int, replication: Int) throws(ExperimentError) -> Run {
    let key = SweepRecord.RunKey(point: point, replication: replication)
    let plan: MeasurementPlan
    do throws(DesignCities.Invalid) {
      plan = try cities.plan(of: point)
    } catch {
      return Run(key: key, outcome: .invalid(error.reason))
    }
    if let known = try known(key, plan: plan) { return known }
    do throws(ExperimentError) {
      var result = try ReplicationRunner(plan: plan, seed: sweep.seed).run(replication: number(of: key))
      // Units are as many as the city is large, and only demands on single units look at them.
      if !plan.judgesUnits { result.details = nil }
      var encoder = ByteEncoder()
      ReplicationRecord(result: result, issues: nil, events: nil).encode(to: &encoder)
      try journal.append(.run(key, encoder.bytes))
      return Run(key: key, outcome: .finished(result))
    } catch {
      switch error {
      case .generator, .issuesLost, .model:
        let reason = error.message(language: .english)
        try journal.append(.failedRun(key, reason))
        return Run(key: key, outcome: .failed(reason))
      default: throw error
      }
    }
  }

  private func known(_ key: SweepRecord.RunKey, plan: MeasurementPlan) throws(ExperimentError) -> Run? {
    switch try journal.run(key) {
    case .run(_, let content)?:
      var decoder = ByteDecoder(content)
      guard let record = try? ReplicationRecord(decoder: &decoder, plan: plan) else { return nil }
      return Run(key: key, outcome: .finished(record.result))
    case .failedRun(_, let reason)?: return Run(key: key, outcome: .failed(reason))
    default: return nil
    }
  }

  /// The number by which luck knows a run.
  private func number(of key: SweepRecord.RunKey) -> Int {
    sweep.document.spec.luck == .common ? key.replication : key.replication + (key.point - 1) * sweep.rule.most
  }

  /// The replications of a point until its response is precise.
  func runs(ofPoint point: Int) throws(ExperimentError) -> [Run] {
    guard case .precise(let first, let atMost, let name, let part, let width) = sweep.rule else { return [] }
    let algorithm = ReplicationsAlgorithm(precision: width, initial: max(2, first))
    var runs: [Run] = []
    var wanted = first
    while runs.count < wanted {
      if Task.isCancelled { throw .interrupted }
      let run = try run(point: point, replication: runs.count + 1)
      runs.append(run)
      if case .invalid = run.outcome { return runs }
      guard runs.count == wanted, runs.count < atMost else { continue }
      let values = runs.compactMap { run -> Double? in
        guard case .finished(let result) = run.outcome else { return nil }
        return Response.named(name).flatMap { result.value(of: $0, part) }
      }
      // What was never observed will not become precise; the most runs show it to the reader.
      guard values.count == runs.count, case .sufficient? = try? algorithm.evaluate(values) else {
        wanted = min(atMost, max(wanted + 1, next(algorithm, values)))
        continue
      }
    }
    return runs
  }

  private func next(_ algorithm: ReplicationsAlgorithm, _ values: [Double]) -> Int {
    if case .continueTo(let next)? = try? algorithm.evaluate(values) { next } else { 0 }
  }
}
