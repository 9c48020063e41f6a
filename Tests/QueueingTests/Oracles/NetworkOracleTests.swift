import OutputAnalysis
import Queueing
import Testing

@Suite("Oracles: networks of stations")
struct NetworkOracleTests {
  @Test("Q9: three tiers, each passing a part of its customers up")
  func q9() throws {
    let plan = QueuePlan(
      arrivals: [10],
      stages: [
        QueuePlan.Stage(servers: 12, service: 1, up: 0.3),
        QueuePlan.Stage(servers: 8, service: 2, up: 1.0 / 3),
        QueuePlan.Stage(servers: 6, service: 4),
      ])
    let seen = plan.replicate(1_250, window: 0..<120, from: .stationary, seed: 9)
    let counts = (0..<3).map { stage in seen.column { Double($0[stage].count) } }
    for (stage, expected) in [1.224694, 2.356981, 4.569522].enumerated() {
      try OracleAcceptance.expect(
        "Q9 sojourn \(stage)", seen.column { $0[stage].sojourn }, per: counts[stage], toBe: expected)
    }
    let total = seen.column { $0[0].sojourn + $0[1].sojourn + $0[2].sojourn }
    try OracleAcceptance.expect("Q9 mean time", total, per: counts[0], toBe: 2.388741)
    let endings = [
      zip(counts[0], counts[1]).map { $0 - $1 }, zip(counts[1], counts[2]).map { $0 - $1 }, counts[2],
    ]
    for (stage, share) in [0.7, 0.2, 0.1].enumerated() {
      try OracleAcceptance.expect("Q9 share \(stage)", endings[stage], per: counts[0], toBe: share)
    }
  }

  /// The smaller probability takes the longer, because a rare wait needs more replications.
  @Test(
    "Q14: reopened customers queue again for a fresh service",
    arguments: OracleAcceptance.runsSlowTests ? [(0.05, 0.3227), (0.10, 0.5727)] : [(0.10, 0.5727)])
  func q14(again: Double, expected: Double) throws {
    let plan = QueuePlan(rate: 8, servers: 10, service: 1, again: again)
    let (replications, precision) = (again < 0.1 ? 88_000 : 66_000, 0.02)
    let seen = plan.replicate(replications, window: 0..<1.5, from: .stationary, seed: 14)
    try OracleAcceptance.expect(
      "Q14 p \(again)", seen.column { $0[0].wait }, per: seen.column { Double($0[0].count) }, toBe: expected,
      precision: precision)
  }

  /// 8 / (1 − 0.2) is the capacity of 10: from empty, the number in the system grows as the root of time.
  @Test("Q14: with a fifth reopened there is no steady state, and the queue grows on")
  func q14Unstable() throws {
    #expect(QueueingTheory.mmcWait(arrivalRate: 8 / 0.8, serviceRate: 1, servers: 10) == nil)
    let plan = QueuePlan(rate: 8, servers: 10, service: 1, again: 0.2)
    var previous = 10.0
    for (start, growth) in [(20.0, 1.2), (80, 1.5), (320, 1.5)] {
      let seen = plan.replicate(160, window: start..<(1.25 * start), from: .empty, seed: 114)
      let present = try Estimate(of: seen.column { $0.meanPresent(stage: 0) }, confidence: 0.999)
      let low = try #require(present.low)
      #expect(low > previous)
      #expect(present.mean > growth * previous)
      previous = present.mean
    }
  }
}
