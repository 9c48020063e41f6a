import Foundation
import IssueFlow
import Testing

@testable import Experiments

@Suite("Replications have luck of their own")
struct DistinctLuckTests {
  private func experiment(_ replications: Int = 4) throws -> Experiment {
    Experiment(
      model: try TinyCity.model(TinyCity.full(days: 2)), canonicalText: "a", replications: replications, seed: 7)
  }

  @Test("A journal that tells one replication under two numbers gives no result")
  func copied() async throws {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("luck-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: place) }
    let folder = try ResultFolder(path: place)
    let experiment = try experiment()
    let journal = try folder.journal(of: experiment, tool: "1")
    let runner = ReplicationRunner(model: experiment.model, seed: experiment.seed)
    for number in 1...3 { try journal.append(try runner.run(replication: number)) }
    // The second again, as the fourth.
    let second = try runner.run(replication: 2)
    try journal.append(Self.renumbered(second, 4))
    do {
      _ = try await experiment.run(journal: journal)
      Issue.record("one replication was counted twice")
    } catch {
      guard case .sameLuck(let replications, second.fingerprint) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(replications == [2, 4])
      #expect(error.message(language: .english).hasPrefix("replications 2, 4 went the very same way"))
      #expect(error.message(language: .chinese).contains("第 2、4 次重复"))
    }
    folder.close()
  }

  @Test("Replications of every generator differ, and are not mistaken for each other")
  func differ() throws {
    for generator in ["philox", "mt19937", "taus2"] {
      var scenario = TinyCity.full(days: 2)
      scenario.generator = generator
      let runner = ReplicationRunner(model: try TinyCity.model(scenario), seed: 3)
      let results = try (1...20).map { try runner.run(replication: $0) }
      #expect(Set(results.map(\.fingerprint)).count == 20)
      try DistinctLuck.check(results)
      #expect(throws: ExperimentError.self) {
        try DistinctLuck.check(results + [try runner.run(replication: 1)].map { Self.renumbered($0, 21) })
      }
    }
  }

  private static func renumbered(_ result: ReplicationResult, _ number: Int) -> ReplicationResult {
    ReplicationResult(
      replication: number, layout: result.layout, values: result.values, ends: result.ends, parts: result.parts,
      splits: result.splits,
      counts: result.counts, fingerprint: result.fingerprint, events: result.events,
      calendarEvents: result.calendarEvents, end: result.end, cohortIsComplete: result.cohortIsComplete,
      cpuSeconds: result.cpuSeconds, timesToClose: result.timesToClose, leaks: result.leaks, details: result.details)
  }

  @Test("Replications in which nothing happened are not called the same")
  func nothing() throws {
    var scenario = TinyCity.bare(days: 1)
    scenario.types[0].rate = .perCity(1e-9)
    let runner = ReplicationRunner(model: try TinyCity.model(scenario), seed: 3)
    let results = try (1...5).map { try runner.run(replication: $0) }
    #expect(Set(results.map(\.fingerprint)).count == 1)
    try DistinctLuck.check(results)
  }
}
