import IssueFlow
import RandomStreams

// Replications fall into pieces, one for each subtree of the city, so that a single replication of a large city keeps as
// many tasks busy as many of a small one.

extension ReplicationRunner {
  /// A piece of work.
  private enum Piece: Sendable {
    /// A replication that a journal holds.
    case kept(replication: Int)
    case subtree(Int, replication: Int)
    /// A replication whose city is reviewed as a whole.
    case reviewed(replication: Int)
  }

  private enum Outcome: Sendable {
    case result(ReplicationResult)
    case parts([SubtreePart], replication: Int, isLast: Bool)
  }

  /// Runs replications `first` to `count` and hands each over in that order as soon as all before it are there.
  ///
  /// What a journal holds already is taken from it, and what finishes is put there. The results depend neither on the
  /// number of jobs nor on which piece is finished first.
  /// - Parameter records: where rows go; where the journal has its own unless given.
  func run(
    from first: Int = 1, count: Int, jobs: Int, journal: RunJournal? = nil, records: RecordFiles? = nil,
    progress: ExperimentProgress?, deliver: (ReplicationResult) -> Void
  ) async throws(ExperimentError) {
    guard first <= count else { return }
    let pieces = (first...count).flatMap { self.pieces(of: $0, journal: journal) }
    let pool = SimulationPool(model: model, seed: seed)
    let side = max(1, jobs / max(1, min(jobs, pieces.count)))
    let records = records ?? journal?.records
    var assembly: ReplicationAssembly?
    var finished = first - 1
    let isOne = first == count && pieces.count > 1
    try await OrderedTasks.run(
      count: pieces.count, jobs: max(1, jobs / side), ahead: 8,
      work: { index throws(ExperimentError) in
        try outcome(of: pieces[index], pool: pool, journal: journal, records: records, side: side)
      },
      progress: { if isOne { progress?(.subtrees, $0, pieces.count) } },
      deliver: { outcome throws(ExperimentError) in
        switch outcome {
        case .result(let result): deliver(result)
        case .parts(let parts, let replication, let isLast):
          var current: ReplicationAssembly
          if let begun = assembly {
            current = begun
          } else {
            current = try ReplicationAssembly(plan: plan, replication: replication, records: records)
          }
          // Held once, so that what grows in it grows in place.
          assembly = nil
          for part in parts { try current.add(part) }
          guard isLast else {
            assembly = current
            return
          }
          pool.forget(replication)
          let result = try current.finish()
          try journal?.append(result)
          deliver(result)
        }
        finished += 1
        progress?(.replications, finished, count)
      })
  }

  private func pieces(of replication: Int, journal: RunJournal?) -> [Piece] {
    if journal?.contains(replication) ?? false { return [.kept(replication: replication)] }
    if model.stageCount > 1 { return [.reviewed(replication: replication)] }
    return model.subtrees.indices.map { .subtree($0, replication: replication) }
  }

  private func outcome(
    of piece: Piece, pool: SimulationPool, journal: RunJournal?, records: RecordFiles?, side: Int
  ) throws(ExperimentError) -> Outcome {
    switch piece {
    case .kept(let replication):
      if let result = try journal?.result(of: replication, plan: plan) { return .result(result) }
      // It is no longer whole.
      let result = try run(replication: replication, records: records)
      try journal?.append(result)
      return .result(result)
    case .reviewed(let replication):
      let parts = try reviewedParts(of: replication, records: records, side: side)
      return .parts(parts, replication: replication, isLast: true)
    case .subtree(let number, let replication):
      let start = ProcessorClock.seconds
      var part = try pool.withSimulation(of: replication) { simulation throws(ExperimentError) in
        try simulation.run(subtree: number, of: replication, plan: plan, records: records)
      }
      part.cpuSeconds = ProcessorClock.seconds - start
      return .parts([part], replication: replication, isLast: number == model.subtrees.count - 1)
    }
  }

  /// All parts of a replication, on the calling thread.
  func parts(
    of replication: Int, records: RecordFiles?, watchers: [any FlowObserver]
  ) throws(ExperimentError) -> [SubtreePart] {
    if model.stageCount > 1 {
      return try reviewedParts(of: replication, records: records, watchers: watchers)
    }
    var simulation = try simulation(of: replication)
    var parts: [SubtreePart] = []
    for (number, subtree) in model.subtrees.enumerated() {
      let collector = ResponseCollector(plan: plan, subtree: subtree)
      let writer = try records?.writer(replication: replication, subtree: number, plan: plan)
      let observers: [any FlowObserver] = [collector] + (writer.map { [$0] } ?? []) + watchers
      parts.append(SubtreePart(totals: simulation.run(subtree: number, observers: observers), collector: collector))
      try writer?.finish()
    }
    return parts
  }

  private func simulation(of replication: Int) throws(ExperimentError) -> FlowSimulation {
    do {
      return try FlowSimulation(model: model, key: StreamKey(masterSeed: seed, replication: UInt32(replication)))
    } catch {
      throw .generator(replication: replication, error)
    }
  }
}
