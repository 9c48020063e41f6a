import RandomStreams
import ScenarioLanguage
import Testing

@testable import IssueFlow

/// The findings about a city with observed routing, as path and English sentence.
private func findings(
  _ routing: [String: [String: RouteSpec]], _ change: (inout Scenario) -> Void = { _ in }
) -> [(path: [String], text: String)] {
  var scenario = Cities.threeTiers()
  scenario.types[0].authority = [:]
  scenario.types[0].routing = routing
  change(&scenario)
  do {
    _ = try FlowModel(validating: scenario)
    return []
  } catch {
    return error.findings.map { ($0.path, $0.kind.sentence(.english)) }
  }
}

private let sound = [
  "grid": ["community": RouteSpec(share: 0.28), "street": RouteSpec(share: 0.02)],
  "community": ["grid": RouteSpec(share: 0.05)],
]

@Suite("Observed routing is checked before anything runs")
struct RoutingFindingTests {
  @Test("A sound routing has no findings, and its intervals lie as documented")
  func intervals() throws {
    #expect(findings(sound).isEmpty)
    var scenario = Cities.threeTiers()
    scenario.types[0].authority = [:]
    scenario.types[0].routing = [
      "grid": ["community": RouteSpec(share: 0.28), "street": RouteSpec(share: 0.02), "grid": RouteSpec(share: 0.03)],
      "community": ["grid": RouteSpec(share: 0.05), "street": RouteSpec(share: 0.1), "community": RouteSpec(share: 0)],
      "street": ["grid": RouteSpec(share: 0.6), "community": RouteSpec(share: 0.3), "street": RouteSpec(share: 0.1)],
    ]
    let rules = try FlowModel(validating: scenario).rules
    func routes(_ tier: Int) -> [[Double]] {
      let cell = rules.typesAtTiers[tier]
      return rules.routes[Int(cell.firstRoute)..<Int(cell.firstRoute + cell.routeCount)].map {
        [Double($0.tier), $0.low, $0.high].map { ($0 * 1e9).rounded() / 1e9 }
      }
    }
    #expect(routes(0) == [[2, 0, 0.02], [1, 0.02, 0.3], [0, 0.97, 1]])
    #expect(routes(1) == [[2, 0, 0.1], [0, 0.95, 1]])
    // All of it goes on: no crack is left by rounding.
    #expect(routes(2) == [[0, 0.4, 1], [1, 0.1, 0.4], [2, 0, 0.1]])
    #expect(rules.routes.last?.low == 0)
  }

  @Test("Two ways to say where issues go exclude each other", arguments: ["authority", "examine"])
  func bothWays(key: String) {
    let found = findings(sound) {
      if key == "authority" {
        $0.types[0].authority = ["grid": 0.7, "street": 1]
      } else {
        $0.types[0].examine = ["grid": .constant(5)]
      }
    }
    #expect(found.map(\.path) == [["types", "noise", key]])
    #expect(found.first?.text.contains("`\(key)` decides nothing") ?? false)
  }

  @Test("Unknown tiers are named where they stand, with those there are")
  func unknownTiers() {
    var routing = sound
    routing["gird"] = ["street": RouteSpec(share: 0.1)]
    routing["grid"]?["comunity"] = RouteSpec(share: 0.1)
    let found = findings(routing)
    #expect(
      found.map(\.path) == [
        ["types", "noise", "routing", "gird"], ["types", "noise", "routing", "grid", "comunity"],
      ])
    #expect(found.map(\.text).allSatisfy { $0.contains("did you mean") })
  }

  @Test("Shares are from 0 to 1, and add up to no more")
  func shares() {
    var routing = sound
    routing["grid"]?["street"] = RouteSpec(share: 0.75)
    var found = findings(routing)
    #expect(found.map(\.path) == [["types", "noise", "routing", "grid"]])
    #expect(found.first?.text.contains("add up to 103%") ?? false, "\(found)")
    routing["grid"]?["street"] = RouteSpec(share: -0.1)
    found = findings(routing)
    #expect(found.first?.path == ["types", "noise", "routing", "grid", "street"])
    #expect(found.first?.text.contains("'-10%' is out of range; use 0% to 100%") ?? false, "\(found)")
    routing["grid"]?["street"] = RouteSpec(share: .nan)
    #expect(!findings(routing).isEmpty)
  }

  @Test("Issues that are solved nowhere are refused, at the tiers from which there is no end")
  func endless() {
    let found = findings([
      "grid": ["community": RouteSpec(share: 0.3)], "community": ["street": RouteSpec(share: 1)],
      "street": ["community": RouteSpec(share: 0.9), "street": RouteSpec(share: 0.1)],
    ])
    #expect(
      found.map(\.path) == [["types", "noise", "routing", "community"], ["types", "noise", "routing", "street"]])
    #expect(found.allSatisfy { $0.text.contains("solved nowhere") })
    // The same where nobody comes is another finding, and not this one.
    let unreached = findings(["street": ["street": RouteSpec(share: 1)]])
    #expect(unreached.map(\.path) == [["tiers", "community"], ["tiers", "street"]])
  }

  @Test("Starting shares add up to one within 1e-9, and are refused with their sum otherwise")
  func startShares() {
    func start(_ shares: [String: Double]) -> [(path: [String], text: String)] {
      findings(sound) { $0.types[0].startAt = .shares(shares) }
    }
    #expect(start(["grid": 0.9, "street": 0.1]).isEmpty)
    #expect(start(["grid": 1.0 / 3, "community": 1.0 / 3, "street": 1.0 / 3]).isEmpty)
    #expect(start(["grid": 0.9, "street": 0.1 + 2e-9]).count == 1)
    let found = start(["grid": 0.9, "street": 0.2])
    #expect(found.map(\.path) == [["types", "noise", "start_at"]])
    #expect(found.first?.text == "the shares add up to 110%; they must add up to 100%")
    #expect(start(["grid": 0.9, "stret": 0.1]).first?.path == ["types", "noise", "start_at", "stret"])
    #expect(start(["grid": 1.1, "street": -0.1]).map(\.path.last) == ["grid", "street"])
  }

  @Test("Work must be known at every tier that issues come back to")
  func work() {
    let found = findings(["street": ["grid": RouteSpec(share: 0.1), "community": RouteSpec(share: 0.1)]]) {
      $0.types[0].startAt = "street"
      $0.types[0].work = ["street": .constant(5)]
    }
    #expect(found.map(\.path) == [["types", "noise", "work"], ["types", "noise", "work"]])
    #expect(found.first?.text.contains("grid") ?? false)
  }
}
