import Foundation
import IssueFlow
import OutputAnalysis
import ScenarioLanguage
import Testing

@testable import Experiments

@Suite("Comparisons")
struct ComparisonTests {
  private func compare(_ texts: [String], replications: Int = 6, jobs: Int = 2) async throws -> ComparedPolicies {
    let folder = try StudyFolder()
    let documents = try texts.enumerated().map { index, text in
      try folder.write("p\(index).yaml", text)
      return try ScenarioDocument.load(path: folder.path("p\(index).yaml"))
    }
    return try await Comparison(documents, replications: replications, tool: "test").run(jobs: jobs)
  }

  @Test("A policy beside itself changes nothing, and every issue stays where it was")
  func itself() async throws {
    let result = try await compare([StudyFolder.scenario(name: "a"), StudyFolder.scenario(name: "a")])
    #expect(result.policies.map(\.id) == ["a", "a-2"])
    // It is the same scenario, so that this is known and not observed.
    #expect(result.differences.allSatisfy { $0.difference == 0 && $0.interval == 0...0 })
    let migration = try #require(result.migrations.first)
    #expect(migration.addsUp)
    for (from, row) in migration.cells.enumerated() {
      for (to, cell) in row.enumerated() where from != to { #expect(cell.mean == 0) }
    }
    #expect(result.leaks.isEmpty)
    // Nothing varies, so there is nothing that common luck could still gain.
    #expect(result.difference(.share, "grid", policy: 1)?.variances?.ratio == nil)
  }

  @Test("The matrix adds up to the issues that every replication counted, and to the change of the shares")
  func matrix() async throws {
    let result = try await compare([
      StudyFolder.scenario(name: "a"), StudyFolder.scenario(name: "b", authority: "85%"),
      StudyFolder.scenario(name: "c", paperwork: "50%"),
    ])
    #expect(result.migrations.count == 2 && result.migrations.allSatisfy(\.addsUp))
    let migration = result.migrations[0]
    let grid = migration.cells[0].reduce(0) { $0 + $1.mean }
    let after = migration.cells.reduce(0) { $0 + $1[0].mean }
    #expect(after > grid)
    let lost = result.leaks.filter { $0.policy == 1 && $0.direction == .lost }.reduce(0) { $0 + $1.issues }
    let gained = result.leaks.filter { $0.policy == 1 && $0.direction == .gained }.reduce(0) { $0 + $1.issues }
    // What the grid closes now and a higher tier closed before, and the other way round.
    let up = (1..<3).reduce(0.0) { $0 + migration.cells[0][$1].mean }
    let down = (1..<3).reduce(0.0) { $0 + migration.cells[$1][0].mean }
    #expect(abs(lost - down) < 1e-9 && abs(gained - up) < 1e-9)
    let fromOthers = migration.cells.dropFirst(3).reduce(0.0) { $0 + $1[0].mean }
    let toOthers = migration.cells[0].dropFirst(3).reduce(0.0) { $0 + $1.mean }
    #expect(abs((after - grid) - (down - up) - (fromOthers - toOthers)) < 1e-9)
  }

  @Test("Differences are those of the pairs, and simultaneous intervals are wider")
  func intervals() async throws {
    let result = try await compare(
      [
        StudyFolder.scenario(name: "a"), StudyFolder.scenario(name: "b", authority: "85%"),
        StudyFolder.scenario(name: "c", paperwork: "50%"),
      ], replications: 30)
    let row = try #require(result.difference(.share, "grid", policy: 1))
    let (x, y) = (
      result.results[1].compactMap { $0.value(of: .share, "grid") },
      result.results[0].compactMap { $0.value(of: .share, "grid") }
    )
    let paired = try PairedDifference(x, y).estimate
    #expect(row.difference == paired.mean || abs(row.difference - paired.mean) < 1e-12)
    let (interval, wider) = (try #require(row.interval), try #require(row.simultaneous))
    let half = try #require(paired.halfWidth)
    // No bolder than Student's, and about it where the differences are about normal.
    #expect(interval.lowerBound <= paired.mean - half + 1e-12 && interval.upperBound >= paired.mean + half - 1e-12)
    #expect(interval.upperBound - interval.lowerBound < 3 * half)
    #expect(wider.lowerBound < interval.lowerBound && wider.upperBound > interval.upperBound)
    #expect(row.isDistinct && row.difference > 0)
    let ratio = try #require(row.variances?.ratio)
    #expect(ratio > 1)
    // The best is nearest to the target; with three policies one is.
    #expect(try #require(result.best).intervals.count == 3)
  }

  @Test("Jobs do not change it; scenarios of other tiers or times are refused")
  func order() async throws {
    let texts = [StudyFolder.scenario(name: "a"), StudyFolder.scenario(name: "b", authority: "85%")]
    let (one, two) = (try await compare(texts, jobs: 1), try await compare(texts, jobs: 2))
    #expect(one.differences.map(\.difference) == two.differences.map(\.difference))
    #expect(one.differences.map { $0.variances?.low } == two.differences.map { $0.variances?.low })
    await #expect(throws: ExperimentError.self) {
      try await compare([texts[0], texts[1].replacing("observe: 10 days", with: "observe: 11 days")])
    }
  }

  @Test("Without common luck too, what never varied has no interval unless its range bounds one")
  func unpairedConstants() {
    let anything = 0...Double.greatestFiniteMagnitude
    let counts = ResponseDifference([4, 4, 4], [4, 4, 4], supports: (anything, anything), isPaired: false)
    #expect(counts.mean == 0 && counts.interval(confidence: 0.95) == nil)
    let shares = ResponseDifference([1, 1, 1], [1, 1, 1], supports: (0...1, 0...1), isPaired: false)
    #expect(shares.interval(confidence: 0.95).map { $0.lowerBound < -0.5 && $0.upperBound > 0.5 } == true)
    let mixed = ResponseDifference([5, 6, 8], [4, 4, 4], supports: (anything, anything), isPaired: false)
    #expect(mixed.interval(confidence: 0.95) == nil)
  }

  @Test("A stock generator loses the pairing, and the interval says so by its width")
  func unpaired() async throws {
    let texts = [StudyFolder.scenario(name: "a"), StudyFolder.scenario(name: "b", paperwork: "25%")]
    let stock = try await compare(texts.map { $0.replacing("seed: 5", with: "seed: 5\ngenerator: mt19937") })
    let own = try await compare(texts)
    #expect(!stock.isPaired && own.isPaired)
    let (wide, narrow) = (stock.difference(.share, "grid", policy: 1), own.difference(.share, "grid", policy: 1))
    func width(_ row: ComparedPolicies.Difference?) throws -> Double {
      let interval = try #require(row?.interval)
      return interval.upperBound - interval.lowerBound
    }
    #expect(try width(wide) > 2 * width(narrow))
    #expect(wide?.variances == nil && stock.best == nil)
  }

  @Test("Two policies meet the same plausible cities")
  func plausible() async throws {
    let folder = try StudyFolder()
    try folder.write("b.yaml", StudyFolder.scenario(name: "b", authority: "85%"))
    let documents = try ["base.yaml", "b.yaml"].map { try ScenarioDocument.load(path: folder.path($0)) }
    let comparison = try Comparison(documents, replications: 2, tool: "test")
    let result = try await comparison.run()
    let plausible = try await PlausibleComparison.run(comparison, around: result, cities: 4, jobs: 2)
    #expect(plausible.studies[0].cities.map(\.inputs) == plausible.studies[1].cities.map(\.inputs))
    #expect(plausible.rows[1].differences.count == 4 && plausible.rows[1].raised == 1)
  }
}
