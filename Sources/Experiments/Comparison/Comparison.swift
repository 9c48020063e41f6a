import IssueFlow
import OutputAnalysis
import RandomStreams
import ScenarioLanguage

/// Runs several policies on the same luck, the first of which is the baseline.
public struct Comparison: Sendable {
  public struct Entry: Sendable {
    /// Unique among the entries.
    public let id: String
    public let document: ScenarioDocument
  }

  public let entries: [Entry]
  public let replications: Int
  public let seed: UInt32
  /// Everything about the program on which results depend.
  public let tool: String

  /// Prepares a comparison; replications and seed are the baseline's unless they are given.
  /// - Throws: when the scenarios cannot be compared.
  /// - Precondition: there are two scenarios at least.
  public init(
    _ documents: [ScenarioDocument], replications: Int? = nil, seed: UInt32? = nil, tool: String
  ) throws(ExperimentError) {
    precondition(documents.count >= 2, "a comparison has two scenarios at least")
    let base = documents[0].scenario
    for document in documents.dropFirst() {
      if let reason = Comparison.obstacle(between: base, and: document.scenario) {
        throw .notComparable(path: document.layers.last?.path ?? document.path, reason: reason)
      }
    }
    var seen: [String: Int] = [:]
    entries = documents.map { document in
      let name = document.policy?.name ?? document.scenario.name
      let count = (seen[name] ?? 0) + 1
      seen[name] = count
      return Entry(id: count == 1 ? name : "\(name)-\(count)", document: document)
    }
    self.replications = replications ?? base.replications
    self.seed = seed ?? base.seed
    self.tool = tool
  }

  /// Why two scenarios cannot be compared; `nil` when they can.
  private static func obstacle(between a: Scenario, and b: Scenario) -> LocalizedText? {
    if a.tiers.map(\.id) != b.tiers.map(\.id) {
      return LocalizedText(
        en:
          "its tiers are \(b.tiers.map(\.id).joined(separator: ", ")), and those of the first \(a.tiers.map(\.id).joined(separator: ", "))",
        zh: "其层级为 \(b.tiers.map(\.id).joined(separator: "、"))，而首个场景为 \(a.tiers.map(\.id).joined(separator: "、"))")
    }
    if a.start != b.start || a.observe != b.observe {
      return LocalizedText(
        en: "it observes another time than the first, so that other issues arise", zh: "其观察期与首个场景不同，发生的事项也就不同")
    }
    return nil
  }

  /// Whether all have the luck that belongs to issues; other generators draw in turn, so that a policy's first
  /// different decision shifts all that follows.
  public var isPaired: Bool {
    entries.allSatisfy { ["philox", RandomStream.addressedGeneratorName].contains($0.document.scenario.generator) }
  }

  /// Digest of all scenarios in their order.
  public var hash: String {
    ContentHash.fnv1a128(entries.map(\.document.canonicalText).joined(separator: "\n"))
  }

  var header: SweepHeader {
    SweepHeader(tool: "compare " + tool, designHash: hash, seed: seed, points: entries.count, rule: .fixed(1))
  }

  /// Runs all replications, each under every policy.
  /// - `journal`: where finished replications are kept, and those of an earlier run taken from.
  public func run(
    jobs: Int = 1, journal: ComparisonJournal? = nil, progress: ExperimentProgress? = nil
  ) async throws(ExperimentError) -> ComparedPolicies {
    let warmUp = try await CommonWarmUp.find(
      documents: entries.map(\.document), seed: seed, jobs: jobs, progress: progress, isVaried: false)
    var plans: [MeasurementPlan] = []
    for entry in entries {
      var scenario = entry.document.scenario
      // Beside its baseline a policy has its own title; the city is the same.
      if let policy = entry.document.policy { scenario.title = policy.title }
      if let warmUp { scenario.warmUp = .fixed(warmUp.minutes) }
      do {
        plans.append(MeasurementPlan(model: try FlowModel(validating: scenario)))
      } catch {
        throw .model(error)
      }
    }
    let models = plans.map(\.model)
    let shared = SharedIdentities(models)
    let pairs = plans.indices.dropFirst().map { ComparedPair(shared, models: models, policy: $0) }
    let worker = ComparisonWorker(plans: plans, shared: shared, pairs: pairs, seed: seed, journal: journal)
    var builder = ComparisonBuilder(comparison: self, plans: plans, shared: shared, pairs: pairs, warmUp: warmUp)
    var luck = DistinctLuck()
    var failure: ExperimentError?
    try await OrderedTasks.run(
      count: replications, jobs: jobs,
      work: { index throws(ExperimentError) in try worker.run(replication: index + 1) },
      progress: { progress?(.replications, $0, replications) },
      deliver: { compared in
        builder.add(compared)
        guard failure == nil, let baseline = compared.results.first else { return }
        do throws(ExperimentError) { try luck.add(baseline) } catch { failure = error }
      })
    if let failure { throw failure }
    return try builder.result()
  }
}

/// One replication under every policy, and how issues went from the first to each other.
struct ComparedReplication: Sendable {
  var results: [ReplicationResult]
  /// One for each policy but the first.
  let migrations: [MigrationCounts]
}

struct ComparisonWorker: Sendable {
  let plans: [MeasurementPlan]
  let shared: SharedIdentities
  /// One for each policy but the first.
  let pairs: [ComparedPair]
  let seed: UInt32
  let journal: ComparisonJournal?

  func run(replication: Int) throws(ExperimentError) -> ComparedReplication {
    if let known = try journal?.replication(replication, plans: plans, pairs: pairs) { return known }
    var results: [ReplicationResult] = []
    var migrations: [MigrationCounts] = []
    var baseline: IssueFates?
    for (policy, plan) in plans.enumerated() {
      // A replication of a large city under many policies takes minutes, and whoever stops it waits.
      if Task.isCancelled { throw .interrupted }
      let fates = IssueFates(shared, city: policy)
      var result = try ReplicationRunner(plan: plan, seed: seed).run(replication: replication, watchers: [fates])
      if !plan.judgesUnits { result.details = nil }
      results.append(result)
      fates.sort()
      if let baseline {
        migrations.append(MigrationCounts(baseline: baseline, policy: fates, pair: pairs[policy - 1]))
      }
      baseline = baseline ?? fates
    }
    let compared = ComparedReplication(results: results, migrations: migrations)
    try journal?.append(compared)
    return compared
  }
}
