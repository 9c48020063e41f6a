import RandomStreams
import ScenarioLanguage
import Testing

@testable import Experiments

@Suite("Replications")
struct ReplicationRunnerTests {
  @Test("The number of jobs changes nothing")
  func jobsDoNotMatter() async throws {
    let runner = ReplicationRunner(model: try TinyCity.model(TinyCity.full()), seed: 3)
    let alone = try await runner.run(count: 5, jobs: 1)
    let together = try await runner.run(count: 5, jobs: 3)
    #expect(alone.map(\.replication) == [1, 2, 3, 4, 5])
    #expect(together.map(\.replication) == [1, 2, 3, 4, 5])
    #expect(alone.map(\.values) == together.map(\.values))
    #expect(alone.map(\.fingerprint) == together.map(\.fingerprint))
    #expect(alone.map(\.splits) == together.map(\.splits))
    #expect(alone.map(\.timesToClose) == together.map(\.timesToClose))
    #expect(alone.map(\.leaks) == together.map(\.leaks))
  }

  @Test("A replication does not depend on those before it, and its seed matters")
  func replicationsAreIndependent() async throws {
    let model = try TinyCity.model(TinyCity.bare(days: 3))
    let third = try ReplicationRunner(model: model, seed: 3).run(replication: 3)
    let all = try await ReplicationRunner(model: model, seed: 3).run(count: 3, jobs: 1)
    #expect(third.values == all[2].values)
    #expect(Set(all.map(\.fingerprint)).count == 3)
    let other = try ReplicationRunner(model: model, seed: 4).run(replication: 3)
    #expect(other.fingerprint != third.fingerprint)
  }

  @Test("Every issue of the cohort has one fate, whatever the city")
  func conservation() throws {
    for scenario in [TinyCity.bare(), TinyCity.full()] {
      let result = try ReplicationRunner(model: try TinyCity.model(scenario), seed: 11).run(replication: 1)
      let splits = result.splits
      #expect(result.counts.imbalance == 0)
      #expect(splits.arisen == Int(try #require(result.value(of: .issuesArisen))))
      #expect(splits.closed == splits.handledAt.reduce(0, +))
      #expect(splits.registered.reduce(0, +) <= splits.closed)
      #expect(result.cohortIsComplete == (splits.open + splits.undiscovered == 0))
      let units = try #require(result.details?.units)
      // Places first, then communities, then streets: each tier holds the whole cohort.
      for range in [0..<12, 12..<16, 16..<18] {
        #expect(units.arisen[range].reduce(0) { $0 + Int($1) } == splits.arisen)
      }
    }
  }

  @Test("Little's law holds at every tier: waiting = arrivals a minute × wait")
  func littlesLaw() throws {
    for scenario in [TinyCity.bare(days: 200), TinyCity.full(days: 200)] {
      let model = try TinyCity.model(scenario)
      let result = try ReplicationRunner(model: model, seed: 5).run(replication: 1)
      for tier in ["grid", "community", "street"] {
        let length = try #require(result.value(of: .queueLengthMean, tier))
        let visits = try #require(result.value(of: .visits, tier))
        let wait = try #require(result.value(of: .waitMean, tier))
        let expected = visits / model.horizon.observationLength * wait
        // They differ only by those in line at the edges of the window: a few of thousands.
        #expect(abs(length - expected) <= 0.02 * expected, "\(tier): \(length) against \(expected)")
      }
    }
  }

  @Test("The bare city's shares, loads and times are those of theory")
  func agreesWithTheory() async throws {
    let model = try TinyCity.model(TinyCity.bare(days: 100))
    let results = try await ReplicationRunner(model: model, seed: 9).run(count: 10, jobs: 2)
    let rows = SummaryRow.rows(of: results, layout: results[0].layout, confidence: 0.999)
    func near(_ response: Response, _ tier: String, _ truth: Double) throws {
      let row = try #require(rows.row(of: response, tier))
      let mean = try #require(row.mean)
      let halfWidth = try #require(row.halfWidth)
      #expect(abs(mean - truth) <= halfWidth, "\(row.name): \(mean) ± \(halfWidth), theory \(truth)")
    }
    try near(.share, "grid", 0.7)
    try near(.share, "community", 0.2)
    try near(.share, "street", 0.1)
    try near(.utilisation, "grid", 0.5)
    try near(.utilisation, "street", 0.3)
    // M/M/1: 1 / (µ − λ). Whoever leaves a grid for lack of authority has been served, so the next tier sees Poisson.
    try near(.sojournMean, "grid", 1 / (1.0 / 30 - 1.0 / 60))
    try near(.sojournMean, "community", 1 / (1.0 / 30 - 0.9 / 60))
    try near(.waitMean, "street", 1 / (1.0 / 30 - 0.6 / 60) - 30)
    // Eighteen workers at 100 a day of 365.25 a year.
    #expect(rows.row(of: .staffCost)?.mean.map { abs($0 - 18 * 100 * 100) < 1e-6 } == true)
  }

  @Test("A generator that cannot serve the seed is an error, not a crash")
  func generatorOutsideBudget() throws {
    var scenario = TinyCity.bare(days: 1)
    scenario.generator = "mt19937"
    let runner = ReplicationRunner(model: try TinyCity.model(scenario), seed: 4_000_000)
    let error = #expect(throws: ExperimentError.self) { try runner.run(replication: 1) }
    let message = try #require(error).message(language: .english)
    #expect(message.hasPrefix("replication 1: master seed 4000000 is outside the seed budget"))
    #expect(try #require(error).message(language: .chinese).hasPrefix("第 1 次重复"))
  }

  @Test("A failure is that of the lowest number, and what follows is not delivered")
  func lowestFailureWins() async throws {
    var delivered: [Int] = []
    var failed: Int?
    do throws(ExperimentError) {
      try await OrderedTasks.run(
        count: 20, jobs: 4,
        work: { index throws(ExperimentError) -> Int in
          if index >= 7 { throw .issuesLost(replication: index, number: 1) }
          return index
        }, progress: { _ in }, deliver: { delivered.append($0) })
    } catch {
      if case .issuesLost(let replication, 1) = error { failed = replication }
    }
    #expect(failed == 7)
    #expect(delivered == Array(0..<7))
  }

  @Test("A cancelled run ends with an interruption")
  func cancellation() async throws {
    let runner = ReplicationRunner(model: try TinyCity.model(TinyCity.bare(days: 5)), seed: 1)
    let task = Task { () -> Bool in
      while !Task.isCancelled { await Task.yield() }
      do throws(ExperimentError) {
        _ = try await runner.run(count: 50, jobs: 2)
        return false
      } catch {
        if case .interrupted = error { return true }
        return false
      }
    }
    task.cancel()
    #expect(await task.value)
  }
}
