import Foundation
import IssueFlow
import RandomStreams

/// Runs replications of a model. What a replication gives depends on the model, the seed and its number alone.
public struct ReplicationRunner: Sendable {
  public let model: FlowModel
  public let seed: UInt32
  let plan: MeasurementPlan

  public init(model: FlowModel, seed: UInt32) {
    self.init(plan: MeasurementPlan(model: model), seed: seed)
  }

  init(plan: MeasurementPlan, seed: UInt32) {
    self.plan = plan
    model = plan.model
    self.seed = seed
  }

  /// Runs one replication on the calling thread.
  /// - Parameters:
  ///   - replication: its number, from 0.
  ///   - records: where to put the rows of issues and visits, if anywhere.
  /// - Throws: when the generator cannot serve the key, a row cannot be written, or issues were lost.
  public func run(
    replication: Int, records: RecordFiles? = nil
  ) throws(ExperimentError) -> ReplicationResult {
    try run(replication: replication, records: records, watchers: [])
  }

  /// - Parameter watchers: take the rows too, those of one subtree after those of another unless the city is reviewed.
  package func run(
    replication: Int, records: RecordFiles? = nil, watchers: [any FlowObserver]
  ) throws(ExperimentError) -> ReplicationResult {
    precondition(replication >= 0 && replication <= UInt32.max, "no such replication (was \(replication))")
    let start = ProcessorClock.seconds
    var assembly = try ReplicationAssembly(plan: plan, replication: replication, records: records)
    for part in try parts(of: replication, records: records, watchers: watchers) { try assembly.add(part) }
    var result = try assembly.finish()
    result.cpuSeconds = ProcessorClock.seconds - start
    return result
  }

  /// Runs replications 1 to `count` and gives them in that order, however many run at once.
  /// - Parameters:
  ///   - count: how many replications.
  ///   - jobs: how many run at once.
  ///   - progress: told how many have finished, of how many; called by one task.
  public func run(
    count: Int, jobs: Int, progress: ExperimentProgress? = nil
  ) async throws(ExperimentError) -> [ReplicationResult] {
    var results: [ReplicationResult] = []
    try await run(count: count, jobs: jobs, journal: nil, progress: progress) { results.append($0) }
    return results
  }
}

/// How far an experiment is: the phase, how many of its parts have finished, and of how many.
public typealias ExperimentProgress = @Sendable (_ phase: ExperimentPhase, _ finished: Int, _ total: Int) -> Void

public enum ExperimentPhase: Hashable, Sendable {
  /// The pilot that finds out how long to warm up.
  case pilot
  case replications
  /// Subtrees of the only replication.
  case subtrees
  /// Cities drawn for an uncertainty study.
  case cities
  /// Runs of a design's points.
  case runs
  /// Points of a design.
  case points
  /// What policies cost.
  case costs
  /// Policies of a search.
  case search
  /// Fresh runs of a search's answer.
  case confirmation
}

/// The processor time of the calling thread. A piece of work stays on one thread, because it never suspends.
enum ProcessorClock {
  static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
