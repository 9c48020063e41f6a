import Dispatch
import IssueFlow
import RandomStreams
import Synchronization

extension ReplicationRunner {
  /// All parts of a replication whose city is reviewed as a whole, on the calling thread.
  func reviewedParts(
    of replication: Int, records: RecordFiles?, watchers: [any FlowObserver]
  ) throws(ExperimentError) -> [SubtreePart] {
    let group = try ReviewedGroup(
      Array(model.subtrees.indices), of: replication, seed: seed, plan: plan, records: records, watchers: watchers)
    goThroughStages(
      advance: { group.advance(through: $0) }, stations: { group.subtrees.stations(in: $0) },
      follow: { group.subtrees.follow($0, of: $1) })
    return try group.leave()
  }

  /// The same, with its subtrees in groups on threads of their own, which wait for each other at every review.
  /// - Parameter side: how many groups there are at most.
  func reviewedParts(
    of replication: Int, records: RecordFiles?, side: Int
  ) throws(ExperimentError) -> [SubtreePart] {
    let count = min(side, model.subtrees.count)
    if count <= 1 { return try reviewedParts(of: replication, records: records, watchers: []) }
    var groups: [SharedGroup] = []
    for first in 0..<count {
      let numbers = Array(stride(from: first, to: model.subtrees.count, by: count))
      groups.append(try SharedGroup(numbers, of: replication, seed: seed, plan: plan, records: records))
    }
    let shared = groups
    goThroughStages(
      advance: { stage in
        DispatchQueue.concurrentPerform(iterations: count) { index in
          shared[index].state.withLock { $0.advance(through: stage) }
        }
      },
      stations: { review in shared.flatMap { $0.state.withLock { $0.subtrees.stations(in: review) } } },
      follow: { moves, review in
        for group in shared { group.state.withLock { $0.subtrees.follow(moves, of: review) } }
      })
    var parts: [SubtreePart] = []
    for group in shared {
      parts += try group.state.withLock { group throws(ExperimentError) in try group.leave() }
    }
    return parts.sorted { $0.totals.number < $1.totals.number }
  }

  private func goThroughStages(
    advance: (Int) -> Void, stations: (StaffReview) -> [StaffReview.Place],
    follow: ([StaffReview.Move], StaffReview) -> Void
  ) {
    for stage in 0..<model.stageCount {
      advance(stage)
      guard let review = StaffReview(after: stage, of: model) else { continue }
      follow(review.moves(among: stations(review).sorted { $0.station < $1.station }), review)
    }
  }
}

/// Subtrees of a reviewed city that one thread simulates, with those who take their rows.
private final class ReviewedGroup {
  let subtrees: SubtreeGroup
  private let collectors: [Int: ResponseCollector]
  private let writers: [RecordWriter]
  private var cpuSeconds = 0.0

  init(
    _ numbers: [Int], of replication: Int, seed: UInt32, plan: MeasurementPlan, records: RecordFiles?,
    watchers: [any FlowObserver]
  ) throws(ExperimentError) {
    var collectors: [Int: ResponseCollector] = [:]
    var writers: [RecordWriter] = []
    var takers: [Int: [any FlowObserver]] = [:]
    for number in numbers {
      let collector = ResponseCollector(plan: plan, subtree: plan.model.subtrees[number])
      let writer = try records?.writer(replication: replication, subtree: number, plan: plan)
      collectors[number] = collector
      takers[number] = [collector] + (writer.map { [$0] } ?? []) + watchers
      if let writer { writers.append(writer) }
    }
    self.collectors = collectors
    self.writers = writers
    do {
      subtrees = try SubtreeGroup(
        numbers, of: plan.model, key: StreamKey(masterSeed: seed, replication: UInt32(replication)),
        observers: { takers[$0] ?? [] })
    } catch {
      throw .generator(replication: replication, error)
    }
  }

  func advance(through stage: Int) {
    let start = ProcessorClock.seconds
    subtrees.advance(through: stage)
    cpuSeconds += ProcessorClock.seconds - start
  }

  func leave() throws(ExperimentError) -> [SubtreePart] {
    let totals = subtrees.leave()
    for writer in writers { try writer.finish() }
    return totals.compactMap { totals in
      guard let collector = collectors[totals.number] else { return nil }
      var part = SubtreePart(totals: totals, collector: collector)
      part.cpuSeconds = cpuSeconds / Double(collectors.count)
      return part
    }
  }
}

/// A group that goes from thread to thread.
private final class SharedGroup: Sendable {
  let state: Mutex<ReviewedGroup>

  init(
    _ numbers: [Int], of replication: Int, seed: UInt32, plan: MeasurementPlan, records: RecordFiles?
  ) throws(ExperimentError) {
    state = Mutex(
      try ReviewedGroup(numbers, of: replication, seed: seed, plan: plan, records: records, watchers: []))
  }
}
