import Foundation
import IssueFlow
import RandomStreams
import ScenarioLanguage
import Testing

@testable import Experiments

@Suite("Parts of a replication")
struct SubtreePartsTests {
  /// The full city with seven streets.
  private func city(reviewed: Bool = false) -> Scenario {
    var scenario = TinyCity.full(days: 15)
    scenario.city.source = .generated(units: ["street": 7, "community": 2, "grid": 3])
    if reviewed {
      var steering = SteeringSpec()
      steering.tier = 0
      steering.period = 2 * 1440
      steering.share = 0.3
      steering.threshold = 0
      steering.supervises = true
      scenario.steering = steering
      scenario.tiers[0].staff = 2
    }
    return scenario
  }

  private func expectSame(_ one: ReplicationResult, _ other: ReplicationResult, _ what: Comment) {
    #expect(one.values == other.values, what)
    #expect(one.ends == other.ends, what)
    #expect(one.parts == other.parts, what)
    #expect(one.splits == other.splits && one.counts == other.counts && one.leaks == other.leaks, what)
    #expect(one.fingerprint == other.fingerprint && one.timesToClose == other.timesToClose, what)
    #expect(one.details.map { "\($0.days)" } == other.details.map { "\($0.days)" }, what)
    #expect(one.details?.units.time == other.details?.units.time, what)
    #expect(one.details?.units.arrived == other.details?.units.arrived, what)
  }

  @Test("One replication is the same for any number of jobs", arguments: [false, true])
  func jobs(reviewed: Bool) async throws {
    let runner = ReplicationRunner(model: try TinyCity.model(city(reviewed: reviewed)), seed: 3)
    let alone = try runner.run(replication: 1)
    for jobs in [1, 2, 3, 7, 20] {
      let together = try await runner.run(count: 1, jobs: jobs)
      expectSame(alone, together[0], "\(jobs) jobs")
    }
    if reviewed { #expect(try #require(alone.value(of: .staffMoved)) > 0) }
  }

  @Test("Subtrees may be simulated in any order, by any simulation of their replication")
  func order() throws {
    let model = try TinyCity.model(city())
    let plan = MeasurementPlan(model: model)
    let key = StreamKey(masterSeed: 3, replication: 2)
    func result(_ order: [Int], simulations: Int) throws -> ReplicationResult {
      var parts: [SubtreePart] = []
      for first in 0..<simulations {
        var simulation = try FlowSimulation(model: model, key: key)
        for (place, number) in order.enumerated() where place % simulations == first {
          let collector = ResponseCollector(plan: plan, subtree: model.subtrees[number])
          parts.append(
            SubtreePart(totals: simulation.run(subtree: number, observers: [collector]), collector: collector))
        }
      }
      var tally = CityTally(plan: plan)
      for part in parts.sorted(by: { $0.totals.number < $1.totals.number }) { tally.add(part) }
      return try tally.result(replication: 2)
    }
    let usual = try result(Array(0..<7), simulations: 1)
    expectSame(usual, try ReplicationRunner(model: model, seed: 3).run(replication: 2), "the runner's own")
    expectSame(usual, try result((0..<7).reversed(), simulations: 1), "in reverse")
    expectSame(usual, try result([3, 0, 6, 1, 5, 2, 4], simulations: 3), "by three simulations")
  }

  @Test("Counts of subtrees add up to those of all rows together")
  func sums() throws {
    let model = try TinyCity.model(city())
    let plan = MeasurementPlan(model: model)
    let whole = ResponseCollector(plan: plan)
    let result = try ReplicationRunner(plan: plan, seed: 5).run(replication: 1, watchers: [whole])
    #expect(whole.issues.splits == result.splits)
    #expect(whole.issues.timesToClose == result.timesToClose)
    #expect(whole.issues.arisenInPlace == Array(try #require(result.details).units.arisen.prefix(model.placeCount)))
    #expect(whole.issues.timeInPlace == Array(try #require(result.details).units.time.prefix(model.placeCount)))
    let visits = try ["grid", "community", "street"].map { try #require(result.value(of: .visits, $0)) }
    #expect(whole.visits.tiers.map { Double($0.count) } == visits)
  }

  @Test("Rows of issues and visits have the same bytes for any number of jobs", arguments: [false, true])
  func rows(reviewed: Bool) async throws {
    let model = try TinyCity.model(city(reviewed: reviewed))
    let folder = try StudyFolder()
    func bytes(jobs: Int) async throws -> [Data] {
      let path = folder.url.appendingPathComponent("jobs\(jobs)").path
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      let records = RecordFiles(directory: path, writesIssues: true, writesEvents: true)
      let runner = ReplicationRunner(model: model, seed: 3)
      if jobs == 0 {
        _ = try runner.run(replication: 1, records: records)
      } else {
        try await runner.run(count: 1, jobs: jobs, records: records, progress: nil) { _ in }
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      #expect(names == ["events-1.csv", "issues-1.csv"])
      return try names.map { try Data(contentsOf: URL(fileURLWithPath: "\(path)/\($0)")) }
    }
    let alone = try await bytes(jobs: 0)
    #expect(alone.allSatisfy { $0.count > 10_000 })
    for jobs in [1, 2, 3, 7] { #expect(try await bytes(jobs: jobs) == alone, "\(jobs) jobs") }
  }
}
