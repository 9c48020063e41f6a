import OutputAnalysis
import ScenarioLanguage

/// Simulates the points of a design, and keeps every run as it ends.
///
/// What the files come to say depends on the design, its scenarios and the seed, and not on how many runs were made at
/// once, in which shards, or how often the sweep was interrupted.
public struct Sweep: Sendable {
  public let document: DesignDocument<DesignSpec>
  public let points: DesignPoints
  public let rule: ReplicationRule
  public let seed: UInt32
  /// The points of this shard, which are all of them without shards.
  public let range: ClosedRange<Int>
  /// Everything about the program on which results depend.
  public let tool: String

  /// Which part of a sweep to make.
  public struct Shard: Hashable, Sendable {
    public let number: Int
    public let of: Int
    /// - Precondition: 1 ≤ number ≤ of.
    public init(number: Int, of count: Int) {
      precondition((1...max(1, count)).contains(number), "shards are numbered 1...\(count) (was \(number))")
      self.number = number
      self.of = count
    }
  }

  /// Prepares a sweep; the design's replications and seed stand unless others are given, and the first scenario's
  /// where the design has none.
  /// - Throws: when the design has no points, or a response that its scenarios do not.
  public init(
    document: DesignDocument<DesignSpec>, replications: Int? = nil, seed: UInt32? = nil, shard: Shard? = nil,
    tool: String
  ) throws(ExperimentError) {
    let spec = document.spec
    guard let first = document.policies.first?.document.scenario else {
      throw .noPoints(reason: LocalizedText(en: "the design names no scenario", zh: "设计中没有场景"))
    }
    self.document = document
    self.tool = tool
    self.seed = seed ?? spec.seed ?? first.seed
    rule = replications.map { .fixed($0) } ?? spec.replications ?? .fixed(first.replications)
    points = DesignPoints(document, seed: self.seed)
    if case .precise(_, _, let response, let part, _) = rule, let known = Response.named(response),
      ResponseLayout(scenario: first).index(of: known, part) == nil
    {
      let name = part.isEmpty ? response : "\(response).\(part)"
      throw .noPoints(
        reason: LocalizedText(
          en: "the scenario has no number \(name); say which class, as in share.grid",
          zh: "场景没有指标 \(name)；请写明分类，如 share.grid"))
    }
    guard points.count > 0 else {
      throw .noPoints(
        reason: points.excluded > 0
          ? LocalizedText(
            en: "none of \(points.excluded) combinations keeps the constraints", zh: "\(points.excluded) 个组合均不满足约束")
          : LocalizedText(
            en: "the design has no points; a scenario without ranges has no uncertain inputs",
            zh: "设计没有设计点；没有范围的场景没有不确定输入"))
    }
    // Replications are numbered in 32 bits, of which the last are the pilots'.
    if spec.luck == .independent, points.count * rule.most > 4_000_000_000 {
      throw .noPoints(
        reason: LocalizedText(
          en: "\(points.count) points with luck of their own need more replications than the generator has",
          zh: "\(points.count) 个设计点各用独立随机性，超出了发生器的重复次数"))
    }
    let parts = min(shard?.of ?? 1, points.count)
    if let shard, shard.number > parts {
      throw .noPoints(
        reason: LocalizedText(
          en: "shard \(shard.number): the design has \(points.count) points, and a shard holds one at least",
          zh: "第 \(shard.number) 个分片：设计只有 \(points.count) 个设计点，每个分片至少含一个"))
    }
    let number = shard?.number ?? 1
    range = (number - 1) * points.count / parts + 1...number * points.count / parts
  }

  /// Runs of this shard; the most that there may be where precision decides.
  public var runs: Int { range.count * rule.most }

  var header: SweepHeader {
    SweepHeader(
      tool: tool, designHash: designHash, seed: seed, points: points.count, rule: rule)
  }

  /// Digest of the design with its scenarios and tables.
  public var designHash: String { ContentHash.fnv1a128(document.canonicalText) }

  /// What a caller is told about a finished point.
  public struct PointReport: Sendable {
    public let point: Int
    /// Empty without targets.
    public let decision: String
    public let failures: Int
    public let finished: Int
  }

  /// Simulates all points of the shard that are not finished, and keeps them.
  /// - `progress`: told of every run that ends.
  /// - `ended`: told of every point that ends.
  /// - Returns: processor seconds of the runs themselves, by which what else a sweep costs can be told.
  @discardableResult
  public func run(
    jobs: Int, journal: SweepJournal, progress: ExperimentProgress? = nil, ended: (PointReport) -> Void = { _ in }
  ) async throws(ExperimentError) -> Double {
    let warmUp = try await CommonWarmUp.find(
      documents: document.policies.map(\.document), seed: seed, jobs: jobs, progress: progress,
      isVaried: points.columns.contains { $0.paths.contains("warm_up") })
    let cities = DesignCities(
      documents: document.policies.map(\.document), points: points, warmUp: warmUp?.minutes, kept: jobs + 4)
    let tables = SweepTables(sweep: self)
    try journal.keep(tables.frame(warmUp: warmUp))
    let worker = SweepWorker(sweep: self, cities: cities, journal: journal)
    let pending = range.filter { !journal.isFinished($0) }
    var finished = range.count - pending.count
    let tasks = SweepTasks(rule: rule, points: pending.count, jobs: jobs)
    var collected: [SweepWorker.Run] = []
    var failure: ExperimentError?
    var seconds = 0.0
    try await OrderedTasks.run(
      count: tasks.count, jobs: jobs,
      work: { index throws(ExperimentError) in
        let point = pending[index / tasks.ofPoint]
        guard let block = tasks.replications(ofTask: index) else { return try worker.runs(ofPoint: point) }
        var runs: [SweepWorker.Run] = []
        for replication in block {
          if Task.isCancelled { throw .interrupted }
          runs.append(try worker.run(point: point, replication: replication))
        }
        return runs
      },
      progress: { progress?(tasks.isOfPoints ? .points : .runs, tasks.finished($0), tasks.total) },
      deliver: { runs in
        collected += runs
        for case .finished(let result) in runs.map(\.outcome) { seconds += result.cpuSeconds }
        guard let point = runs.first?.key.point, failure == nil else { return }
        if case .fixed(let count) = rule, collected.count < count { return }
        do throws(ExperimentError) {
          try DistinctLuck.check(
            collected.compactMap { run in if case .finished(let result) = run.outcome { result } else { nil } })
          let rows = tables.rows(of: points[point], runs: collected, plan: try? cities.plan(of: point))
          collected = []
          try journal.append(.point(rows))
          finished += 1
          ended(PointReport(point: point, decision: rows.decision, failures: rows.failures, finished: finished))
        } catch {
          failure = error
        }
      })
    if let failure { throw failure }
    return seconds
  }

  /// Processor seconds of one run of the first point, made to see how long a sweep may take; `nil` when it fails.
  public func secondsOfARun() async -> Double? {
    let sweep = self
    // In a task of its own, so that a caller on the main actor is not blocked.
    return await Task.detached { () -> Double? in
      let cities = DesignCities(
        documents: sweep.document.policies.map(\.document), points: sweep.points, warmUp: nil, kept: 1)
      guard let plan = try? cities.plan(of: sweep.range.lowerBound) else { return nil }
      return try? ReplicationRunner(plan: plan, seed: sweep.seed).run(replication: 1).cpuSeconds
    }.value
  }
}

/// How the runs of a sweep are shared out to tasks: several to each where there are many, since a task costs something.
private struct SweepTasks: Sendable {
  /// Where precision decides, a point is a task, which finds out itself whether another run follows.
  let isOfPoints: Bool
  /// Tasks of each point.
  let ofPoint: Int
  let count: Int
  /// Runs, or points where those are the tasks.
  let total: Int
  private let runs: Int
  private let block: Int

  init(rule: ReplicationRule, points: Int, jobs: Int) {
    if case .fixed(let runs) = rule {
      isOfPoints = false
      self.runs = runs
      // Enough tasks for every job to be busy to the end.
      block = max(1, min(runs, points * runs / (64 * jobs)))
      ofPoint = (runs + block - 1) / block
      total = points * runs
    } else {
      isOfPoints = true
      (runs, block, ofPoint, total) = (1, 1, 1, points)
    }
    count = points * ofPoint
  }

  /// The runs of a task by number; `nil` where the task decides itself.
  func replications(ofTask index: Int) -> ClosedRange<Int>? {
    guard !isOfPoints else { return nil }
    let first = index % ofPoint * block
    return first + 1...min(runs, first + block)
  }

  func finished(_ tasks: Int) -> Int { min(total, tasks / ofPoint * runs + min(runs, tasks % ofPoint * block)) }
}
