import IssueFlow
import RandomStreams
import ScenarioLanguage
import Testing

/// The identity of an issue.
private struct Identity: Hashable {
  let type: UInt8
  let place: Int32
  let ordinal: Int

  init(_ issue: IssueRecord) { (type, place, ordinal) = (issue.type, issue.place, issue.ordinal) }
  init(_ visit: VisitRecord) { (type, place, ordinal) = (visit.type, visit.place, visit.ordinal) }
}

extension RecordLog {
  /// The visits to tiers of each closed issue, in order.
  fileprivate var ways: [Identity: [VisitRecord]] {
    let identities = Set(closed.map(Identity.init))
    return Dictionary(
      grouping: visits.filter { $0.role == .tier && identities.contains(Identity($0)) }, by: Identity.init)
  }
}

/// A city with hands for everybody, in which the first type has observed routing.
private func routed(
  _ routing: [String: [String: RouteSpec]], rate: Double = 0.05, observe: Double = 60 * 1440
) -> Scenario {
  var scenario = Cities.threeTiers(rate: rate, observe: observe)
  for tier in scenario.tiers.indices { scenario.tiers[tier].staff = 1000 }
  scenario.types[0].authority = [:]
  scenario.types[0].routing = routing
  return scenario
}

private let pingPong = [
  "grid": ["community": RouteSpec(share: 0.28), "street": RouteSpec(share: 0.02), "grid": RouteSpec(share: 0.03)],
  "community": ["grid": RouteSpec(share: 0.15), "street": RouteSpec(share: 0.1)],
  "street": ["grid": RouteSpec(share: 0.04), "community": RouteSpec(share: 0.06)],
]

@Suite("Observed routing: one issue's way")
struct RoutedWayTests {
  /// Work of 10, 20 and 40 minutes; 7 minutes up from each tier and 9 down.
  private func city(_ routing: [String: [String: RouteSpec]], startAt: StartSpec = .channel) -> Scenario {
    var scenario = routed(routing, rate: 0.005, observe: 20 * 1440)
    for tier in scenario.tiers.indices {
      scenario.tiers[tier].transfer = .constant(7)
      if tier > 0 { scenario.tiers[tier].sendDownDelay = .constant(9) }
    }
    scenario.types[0].work = ["grid": .constant(10), "community": .constant(20), "street": .constant(40)]
    scenario.types[0].startAt = startAt
    // Reaches every tier, so that the city is sound whatever the other type does.
    var second = scenario.types[0]
    second.id = "other"
    second.routing = pingPong
    second.startAt = .channel
    scenario.types.append(second)
    return scenario
  }

  private func check(
    _ scenario: Scenario, tiers: [UInt8], times: [Double], ends: [VisitEnd], cause: LeakCause, handledAt: UInt8
  ) throws {
    let log = try Cities.run(scenario).log
    let ways = log.ways
    let issues = log.closed.filter { $0.type == 0 }
    #expect(issues.count > 300)
    for issue in issues {
      let way = ways[Identity(issue)] ?? []
      #expect(way.map(\.tier) == tiers && way.map(\.end) == ends)
      for (visit, time) in zip(way, times) { #expect(abs(visit.arrived - issue.arose - time) < 1e-6) }
      #expect(abs(issue.ended - issue.arose - (times.last ?? 0)) < 1e-6)
      #expect(issue.closedAt == tiers.last && issue.cause == cause && issue.handledAt == handledAt)
      #expect(Int(issue.visits) == tiers.count)
    }
  }

  @Test("Up: the tier's transfer passes, and the cause is that it was routed")
  func up() throws {
    try check(
      city(["grid": ["community": RouteSpec(share: 1)]]), tiers: [0, 1], times: [0, 17, 37], ends: [.routed, .solved],
      cause: .routed, handledAt: 1)
  }

  @Test("Two tiers up at once, with a time of its own on the way")
  func skip() throws {
    try check(
      city(["grid": ["street": RouteSpec(share: 1, after: .constant(30))]]), tiers: [0, 2], times: [0, 40, 80],
      ends: [.routed, .solved], cause: .routed, handledAt: 2)
  }

  @Test("Down: what started above went straight there, and ends in the grid")
  func down() throws {
    try check(
      city(["street": ["grid": RouteSpec(share: 1)]], startAt: "street"), tiers: [2, 0], times: [0, 49, 59],
      ends: [.routed, .solved], cause: .direct, handledAt: 2)
  }

  @Test("Up and down and up again is one visit after another, each from the end of the one before")
  func pingPongTimes() throws {
    let scenario = city(pingPong)
    let log = try Cities.run(scenario).log
    let work = [10.0, 20, 40]
    var again = 0
    for (_, way) in log.ways {
      for (visit, next) in zip(way, way.dropFirst()) {
        #expect(visit.end == .routed && abs(visit.ended - visit.arrived - work[Int(visit.tier)]) < 1e-6)
        let delay: Double = next.tier > visit.tier ? 7 : next.tier < visit.tier ? 9 : 0
        #expect(abs(next.arrived - visit.ended - delay) < 1e-6)
        if next.tier == visit.tier { again += 1 }
      }
      #expect(way.last?.end == .solved)
    }
    #expect(again > 20)
  }

  @Test("Solved work waits outside where it was solved, and routed work does not")
  func outside() throws {
    var scenario = city(["grid": ["community": RouteSpec(share: 1)]])
    scenario.types[0].outside = ["grid": .constant(1000), "community": .constant(500)]
    try check(
      scenario, tiers: [0, 1], times: [0, 17, 537], ends: [.routed, .continued], cause: .routed, handledAt: 1)
  }

  @Test("What goes up by observed routing is collected like all that goes up, unless its time is observed too")
  func collection() throws {
    var scenario = city(["grid": ["community": RouteSpec(share: 1)]])
    scenario.tiers[0].collectEvery = 240
    for issue in try Cities.run(scenario).log.visits where issue.type == 0 && issue.tier == 1 && issue.role == .tier {
      #expect(issue.arrived.remainder(dividingBy: 240).magnitude < 1e-6)
    }
    scenario.types[0].routing = ["grid": ["community": RouteSpec(share: 1, after: .constant(7))]]
    try check(
      scenario, tiers: [0, 1], times: [0, 17, 37], ends: [.routed, .solved], cause: .routed, handledAt: 1)
  }

  @Test("Authority, competence and handing down are not asked; referral and the limit of a wait still are")
  func whatIsAsked() throws {
    var scenario = city(["grid": ["community": RouteSpec(share: 1)]])
    for tier in scenario.tiers.indices {
      scenario.tiers[tier].competence.level = -10
      if tier > 0 { scenario.tiers[tier].sendDown = 1 }
    }
    try check(
      scenario, tiers: [0, 1], times: [0, 17, 37], ends: [.routed, .solved], cause: .routed, handledAt: 1)
    scenario.tiers[0].referral.base = 1
    try check(
      scenario, tiers: [0, 1], times: [0, 7, 27], ends: [.passedUp, .solved], cause: .referral, handledAt: 1)
  }

  @Test("An issue that would go round for ever is solved after its 255th visit to a tier, and counted")
  func endlessRounds() throws {
    let scenario = {
      var scenario = routed(
        ["grid": ["grid": RouteSpec(share: 0.999_999), "community": RouteSpec(share: 1e-7)]], rate: 0.0005,
        observe: 10 * 1440)
      scenario.types[0].work = ["grid": .constant(1)]
      scenario.tiers.removeLast()
      scenario.city.source = .generated(units: ["grid": 2, "community": 2])
      return scenario
    }()
    let run = try Cities.run(scenario)
    #expect(run.totals.cohortIsComplete && run.log.closed.count > 10)
    #expect(run.totals.facts[FlowFact.routingEnded.rawValue] >= Double(run.log.closed.count - 2))
    for way in run.log.ways.values {
      #expect(way.count == 255 && way.last?.end == .solved)
    }
  }

  @Test("Sent down, and passed up untouched for ever: this ends too")
  func endlessReferral() throws {
    var scenario = routed(["community": ["grid": RouteSpec(share: 0.999_999)]], rate: 0.0005, observe: 5 * 1440)
    scenario.tiers[0].referral.base = 1
    scenario.tiers.removeLast()
    scenario.types[0].work["street"] = nil
    scenario.city.source = .generated(units: ["grid": 2, "community": 2])
    let run = try Cities.run(scenario)
    #expect(run.totals.cohortIsComplete && !run.log.closed.isEmpty)
    for way in run.log.ways.values { #expect(way.count { $0.tier == 1 } <= 255) }
  }
}

@Suite("Observed routing: many issues")
struct RoutedFlowTests {
  /// Mean visits to each tier, and the shares solved there: `v = g + v P`, by its series.
  private func chain(
    _ routing: [String: [String: RouteSpec]], start: [Double] = [1, 0, 0]
  ) -> (visits: [Double], solved: [Double]) {
    let ids = ["grid", "community", "street"]
    func share(_ tier: Int, _ target: Int) -> Double { routing[ids[tier]]?[ids[target]]?.share ?? 0 }
    var wave = start
    var visits = start
    for _ in 0..<2000 {
      wave = (0..<3).map { target in (0..<3).reduce(0) { $0 + wave[$1] * share($1, target) } }
      visits = zip(visits, wave).map(+)
    }
    let solved = (0..<3).map { tier in visits[tier] * (1 - (0..<3).reduce(0) { $0 + share(tier, $1) }) }
    return (visits, solved)
  }

  @Test("Shares of closing tiers and visits to each are those of the absorbing chain", arguments: [false, true])
  func theory(startsAnywhere: Bool) throws {
    var scenario = routed(pingPong)
    let start = startsAnywhere ? [0.7, 0.2, 0.1] : [1, 0, 0]
    if startsAnywhere { scenario.types[0].startAt = .shares(["grid": 0.7, "community": 0.2, "street": 0.1]) }
    let log = try Cities.run(scenario).log
    let theory = chain(pingPong, start: start)
    #expect(abs(theory.solved.reduce(0, +) - 1) < 1e-12)
    let n = Double(log.closed.count)
    #expect(n > 15_000)
    // Issues are independent where nobody waits: a 99.9 % interval of a share, and of a mean of visits.
    for (share, expected) in zip(log.split(3), theory.solved) {
      #expect(abs(share - expected) < 3.29 * (expected * (1 - expected) / n).squareRoot(), "\(share) \(expected)")
    }
    let ways = log.ways
    for tier in 0..<3 {
      let counts = log.closed.map { issue in Double(ways[Identity(issue)]?.count { Int($0.tier) == tier } ?? 0) }
      let mean = counts.reduce(0, +) / n
      let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
      #expect(abs(mean - theory.visits[tier]) < 3.29 * (variance / n).squareRoot(), "\(mean) \(theory.visits[tier])")
    }
  }

  @Test("Issues that start above the lowest tier and stay there went straight up")
  func startShares() throws {
    var scenario = routed(["grid": ["community": RouteSpec(share: 0.1)]])
    scenario.types[0].startAt = .shares(["grid": 0.9, "street": 0.1])
    let log = try Cities.run(scenario).log
    let n = Double(log.closed.count)
    let atStreet = log.closed.filter { $0.closedAt == 2 }
    #expect(abs(Double(atStreet.count) / n - 0.1) < 3.29 * (0.09 / n).squareRoot())
    #expect(atStreet.allSatisfy { $0.cause == .direct })
    #expect(log.closed.filter { $0.closedAt == 1 }.allSatisfy { $0.cause == .routed })
    // A larger share of the lowest tier only takes from the others.
    var other = scenario
    other.types[0].startAt = .shares(["grid": 0.8, "street": 0.2])
    let moved = try Cities.run(other).log.closed
    let before = Set(atStreet.map(Identity.init))
    let after = Set(moved.filter { $0.closedAt == 2 }.map(Identity.init))
    #expect(before.isStrictSubset(of: after))
  }
}

@Suite("Observed routing: luck belongs to the issue")
struct RoutedLuckTests {
  private func ways(_ routing: [String: [String: RouteSpec]]) throws -> [Identity: [VisitRecord]] {
    try Cities.run(routed(routing)).log.ways
  }

  /// One share raised by two points.
  private func raised(_ tier: String, _ target: String) -> [String: [String: RouteSpec]] {
    var routing = pingPong
    routing[tier]?[target]?.share += 0.02
    return routing
  }

  @Test("A larger share of the next tier up moves only issues that were solved before, and no others")
  func nested() throws {
    let (before, after) = (try ways(pingPong), try ways(raised("grid", "community")))
    #expect(before.count == after.count && before.count > 15_000)
    var moved = 0
    for (identity, way) in before {
      let other = try #require(after[identity])
      let split = zip(way, other).enumerated().first { $1.0.tier != $1.1.tier || $1.0.end != $1.1.end }?.offset
      guard let split else {
        #expect(way.count == other.count)
        continue
      }
      moved += 1
      // Alike up to the visit to the grid after which one was solved and the other goes on to the community.
      #expect(way[split].tier == 0 && way[split].end == .solved && way.count == split + 1)
      #expect(other[split].tier == 0 && other[split].end == .routed && other[split + 1].tier == 1)
      for (visit, same) in zip(way[...split], other[...split]) { #expect(visit.work == same.work) }
    }
    let share = Double(moved) / Double(before.count)
    // Two points of each visit to the grid.
    #expect(abs(share - 0.02) < 0.005, "\(share)")
  }

  @Test("Whichever share upward grows, no issue is solved at the visit after which it went up before")
  func monotone() throws {
    let before = try ways(pingPong)
    for target in ["community", "street"] {
      let after = try ways(raised("grid", target))
      for (identity, way) in before {
        guard let first = way.first, let other = after[identity]?.first, way.count > 1 else { continue }
        #expect(first.end == other.end)
      }
      // What went up on its first visit goes at least as high.
      for (identity, way) in before where way.count > 1 && way[1].tier > 0 {
        let other = try #require(after[identity])
        #expect(other.count > 1 && other[1].tier >= way[1].tier)
      }
    }
  }

  @Test("A first visit to a tier takes the same work, whatever the routes of either city")
  func firstVisits() throws {
    let routes = try ways(pingPong)
    let authority = try {
      var scenario = routed([:])
      scenario.types[0].routing = nil
      scenario.types[0].authority = ["grid": 0.7, "community": 0.9, "street": 1]
      return try Cities.run(scenario).log.ways
    }()
    var common = 0
    for (identity, way) in routes {
      for tier in 0..<3 {
        guard let visit = way.first(where: { Int($0.tier) == tier }),
          let other = authority[identity]?.first(where: { Int($0.tier) == tier })
        else { continue }
        #expect(visit.work == other.work)
        if tier > 0 { common += 1 }
      }
    }
    #expect(common > 1000)
  }
}
