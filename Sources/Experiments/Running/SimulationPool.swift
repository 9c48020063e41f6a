import IssueFlow
import RandomStreams
import Synchronization

/// Simulations of the replications under way, which tasks take up and leave from subtree to subtree.
///
/// A simulation has tables as long as the city, so that it is made once for each task and replication, and not for each
/// subtree. Which one simulates a subtree changes nothing: a subtree has rows of its own.
final class SimulationPool: Sendable {
  /// A simulation that one task at a time works with.
  final class Simulation: Sendable {
    fileprivate let state: Mutex<FlowSimulation>

    fileprivate init(model: FlowModel, key: StreamKey) throws(StreamError) {
      state = Mutex(try FlowSimulation(model: model, key: key))
    }

    /// Runs a subtree of the replication, once.
    func run(
      subtree number: Int, of replication: Int, plan: MeasurementPlan, records: RecordFiles?
    ) throws(ExperimentError) -> SubtreePart {
      try state.withLock { simulation throws(ExperimentError) in
        let collector = ResponseCollector(plan: plan, subtree: plan.model.subtrees[number])
        let writer = try records?.writer(replication: replication, subtree: number, plan: plan)
        let observers: [any FlowObserver] = [collector] + (writer.map { [$0] } ?? [])
        let totals = simulation.run(subtree: number, observers: observers)
        try writer?.finish()
        return SubtreePart(totals: totals, collector: collector)
      }
    }
  }

  private let model: FlowModel
  private let seed: UInt32
  /// Those that nobody works with, by replication.
  private let idle = Mutex<[Int: [Simulation]]>([:])

  init(model: FlowModel, seed: UInt32) {
    self.model = model
    self.seed = seed
  }

  /// Lends a simulation of a replication for the time of a piece of work.
  func withSimulation<Output>(
    of replication: Int, _ work: (Simulation) throws(ExperimentError) -> Output
  ) throws(ExperimentError) -> Output {
    let waiting = idle.withLock { $0[replication]?.popLast() }
    let simulation = if let waiting { waiting } else { try made(for: replication) }
    let output = try work(simulation)
    idle.withLock { $0[replication, default: []].append(simulation) }
    return output
  }

  /// Gives up those of a replication that is over.
  func forget(_ replication: Int) { idle.withLock { $0[replication] = nil } }

  private func made(for replication: Int) throws(ExperimentError) -> Simulation {
    do {
      return try Simulation(model: model, key: StreamKey(masterSeed: seed, replication: UInt32(replication)))
    } catch {
      throw .generator(replication: replication, error)
    }
  }
}
