import Foundation
import OutputAnalysis
import Testing

@testable import Experiments

/// Searches of constructed spaces whose cheapest policy is known from many replications of all.
@Suite(
  "Known optima", .enabled(if: ProcessInfo.processInfo.environment["ISSUEFLOW_SLOW_TESTS"] == "1"))
struct KnownOptimumTests {
  static let factors = """
    factors:
      - {id: authority, path: types.noise.authority.grid, values: [55%, 62%, 69%, 76%, 83%]}
      - {id: paperwork, path: tiers.grid.paperwork, values: [0%, 20%, 40%]}
      - {id: community, path: types.noise.authority.community, values: [86%, 92%]}
      - {id: staff, path: tiers.grid.staff, values: [1, 2]}

    """
  /// Prices of the factors, and by how many policies each space's optimum is undercut: a dozen of sixty and more.
  static let prices: [[Double]] = [[-3, 0.5, -2, 20], [-3, 0.5, -2, -20], [-3, 1, -2, 20]]
  static let indifference = 0.005
  static let bands = [("grid", 0.57, 0.73), ("community", 0.17, 0.33), ("street", 0.04, 0.16)]

  /// A policy by brute force.
  struct Policy {
    let levels: [Double]
    let shares: [Tally]

    /// How far the worst mean is inside.
    var margin: Double {
      zip(shares, KnownOptimumTests.bands).map { min(($0.mean ?? .nan) - $1.1, $1.2 - ($0.mean ?? .nan)) }.min() ?? .nan
    }

    /// Replications after which a single look, at the share of one of `policies` of the error, decides the policy by the
    /// rule of the search: inside bands that are wider by the indifference, or outside narrower ones.
    func replicationsNeeded(among policies: Int) -> Int {
      let alpha = 0.05 / Double(policies)
      return (2...4000).first { n in
        let freedom = Double(n - 1)
        let inside = StudentT.quantile(1 - alpha, degreesOfFreedom: freedom)
        let outside = StudentT.quantile(1 - alpha / 6, degreesOfFreedom: freedom)
        let distances = zip(shares, KnownOptimumTests.bands).map { tally, band in
          let error = (tally.standardDeviation ?? .infinity) / Double(n).squareRoot()
          let mean = tally.mean ?? .nan
          return (within: min(mean - band.1, band.2 - mean), error: error)
        }
        let delta = KnownOptimumTests.indifference
        return distances.allSatisfy { $0.within + delta >= inside * $0.error }
          || distances.contains { -$0.within + delta > outside * $0.error }
      } ?? 4000
    }
  }

  /// Four hundred replications of every policy, on luck that no search has.
  private func bruteForce(_ folder: StudyFolder) async throws -> [Policy] {
    try await folder.run(
      folder.sweep("plan: grid\nreplications: 400\nseed: 900001\nresponses: [share]\n" + Self.factors), into: "all",
      jobs: 2)
    let design = try folder.rows("all/design.csv").dropFirst().map { row in row.dropFirst().compactMap { Double($0) } }
    var values: [[[Double]]] = design.map { _ in Self.bands.map { _ in [] } }
    for row in try folder.rows("all/replications.csv").dropFirst() {
      guard let point = Int(row[0]), let tier = Self.bands.firstIndex(where: { $0.0 == row[3] }) else { continue }
      values[point - 1][tier].append(try #require(Double(row[4])))
    }
    return zip(design, values).map { Policy(levels: $0, shares: $1.map { Tally($0) }) }
  }

  @Test("Of 100 searches 90 or more find the optimum of sixty, with a quarter of brute force's replications")
  func hundredSearches() async throws {
    let folder = try StudyFolder()
    try folder.write(
      "base.yaml",
      StudyFolder.scenario(name: "base").replacing(
        "{grid: 60% ± 10 points, community: 30% ± 10 points, street: 10% ± 8 points}",
        with: "{grid: 65% ± 8 points, community: 25% ± 8 points, street: 10% ± 6 points}"))
    let policies = try await bruteForce(folder)
    #expect(policies.count == 60)
    // The same guarantee from equally many replications of every policy and one look at the end.
    let each = policies.map { $0.replicationsNeeded(among: 60) }.max() ?? 0
    let quarter = each * 60 / 4
    var found = 0
    var confirmed = 0
    var (total, most) = (0, 0)
    for search in 0..<100 {
      let prices = Self.prices[search % 3]
      let costs = policies.map { policy in zip(prices, policy.levels).reduce(1000) { $0 + $1.0 * $1.1 } }
      let order = costs.indices.sorted { (costs[$0], $0) < (costs[$1], $1) }
      let optimum = try #require(order.first { policies[$0].margin > 0 })
      // Nobody cheaper is so near that the indifference would excuse it.
      let cheaper = order.prefix { $0 != optimum }
      #expect(cheaper.count >= 12 && policies[optimum].margin > 2 * Self.indifference)
      #expect(cheaper.allSatisfy { policies[$0].margin < -2 * Self.indifference })
      let terms = zip(prices, ["authority", "paperwork", "community", "staff"]).map { price, name in
        " \(price < 0 ? "-" : "+") \(abs(price)) * \(name)"
      }
      try folder.write(
        "search.yaml",
        """
        schema: 1
        name: s
        base: base.yaml
        cost: 1000\(terms.joined())
        method: exhaustive
        first: 4
        at_most: 512
        confirm: 8
        indifference: \(Self.indifference * 100) points
        \(Self.factors)
        """)
      let outcome = try await PolicySearch(
        document: .load(path: folder.path("search.yaml")), seed: UInt32(1 + search), tool: "test"
      ).run(jobs: 2)
      if outcome.selected == optimum + 1 { found += 1 }
      if outcome.isConfirmed, outcome.best == optimum + 1 { confirmed += 1 }
      let runs = outcome.runs + outcome.confirmations.reduce(0) { $0 + $1.verdict.replications }
      total += runs
      most = max(most, runs)
    }
    print(
      "100 searches of 60 policies: \(found) found the optimum, \(confirmed) confirmed it; runs \(total / 100) in the mean, \(most) at most; brute force \(60 * each)"
    )
    #expect(found >= 90)
    #expect(most <= quarter)
  }
}
