import OutputAnalysis
import Queueing
import Testing

/// Steady-state theory of one station, from replications that begin in the steady state: short ones then cost no
/// warm-up, and whatever the dynamics got wrong would move them away from it.
@Suite("Oracles: steady state of one station")
struct SteadyStateOracleTests {
  @Test("Q7: M/M/1 at 0.9, its times and the 90 % quantile")
  func q7() throws {
    let plan = QueuePlan(rate: 0.9, servers: 1, service: 1)
    let seen = plan.replicate(46_000, window: 0..<20, from: .stationary, seed: 7, limit: 23.026)
    let counts = seen.column { Double($0[0].count) }
    try OracleAcceptance.expect("Q7 W", seen.column { $0[0].sojourn }, per: counts, toBe: 10)
    try OracleAcceptance.expect("Q7 Wq", seen.column { $0[0].wait }, per: counts, toBe: 9)
    // Lq = λ Wq measured as waits begun per unit of time, which is Little's law over the window.
    try OracleAcceptance.expect("Q7 Lq", seen.column { $0[0].wait / 20 }, toBe: 8.1)
    // The density at the quantile is 0.1 × 0.1: 2 % of the quantile is 0.0046 of probability.
    try OracleAcceptance.expect(
      "Q7 P(W > p90)", seen.column { Double($0[0].beyondLimit) }, per: counts, toBe: 0.1, precision: 0.046)
  }

  @Test("Q7: one long run at a time from an empty start, after a warm-up", .enabled(if: OracleAcceptance.runsSlowTests))
  func q7LongRuns() throws {
    let plan = QueuePlan(rate: 0.9, servers: 1, service: 1)
    let seen = plan.replicate(300, window: 5_000..<55_000, from: .empty, seed: 107)
    let counts = seen.column { Double($0[0].count) }
    try OracleAcceptance.expect("Q7 long W", seen.column { $0[0].sojourn }, per: counts, toBe: 10)
  }

  @Test("Q8: ten servers with one line make people wait a twentieth of what ten lines do")
  func q8() throws {
    let pooled = QueuePlan(rate: 8, servers: 10, service: 1)
    let (replications, precision) = (121_000, 0.02)
    let seen = pooled.replicate(replications, window: 0..<1, from: .stationary, seed: 8)
    try OracleAcceptance.expect(
      "Q8 pooled", seen.column { $0[0].wait }, per: seen.column { Double($0[0].count) }, toBe: 0.2046,
      precision: precision)
    let separate = QueuePlan(rate: 0.8, servers: 1, service: 1)
    let others = separate.replicate(46_000, window: 0..<10, from: .stationary, seed: 108)
    try OracleAcceptance.expect(
      "Q8 separate", others.column { $0[0].wait }, per: others.column { Double($0[0].count) }, toBe: 4)
  }

  @Test("Q10: two servers and one place to wait lose 4.9 % of arrivals")
  func q10() throws {
    let plan = QueuePlan(rate: 3, servers: 2, service: 0.25, waitingRoom: 1)
    let seen = plan.replicate(15_500, window: 0..<20, from: .stationary, seed: 10)
    let arrivals = seen.column { Double($0[0].count + $0[0].turnedAway) }
    try OracleAcceptance.expect(
      "Q10 loss", seen.column { Double($0[0].turnedAway) }, per: arrivals, toBe: 0.0493601)
    try OracleAcceptance.expect("Q10 L", seen.column { $0.meanPresent(stage: 0) }, toBe: 0.76234)
  }

  @Test(
    "Q11: the wait in M/G/1 grows with the variation of service", arguments: [(0, 2.0), (0.5, 2.5), (1, 4), (2, 10)])
  func q11(variation: Double, expected: Double) throws {
    let plan = QueuePlan(rate: 0.8, servers: 1, service: 1, variation: variation)
    let seen = plan.replicate(50_000, window: 0..<8, from: .stationary, seed: 11)
    try OracleAcceptance.expect(
      "Q11 cv \(variation)", seen.column { $0[0].wait }, per: seen.column { Double($0[0].count) }, toBe: expected)
  }

  /// The total number begins in its steady state. Who of them is urgent is forgotten as soon as nobody urgent waits,
  /// which at a load of 0.2 takes a few units of time.
  @Test("Q12: non-pre-emptive priority, 2 for the urgent and 6 for the others")
  func q12() throws {
    let plan = QueuePlan(
      arrivals: [0.2, 0.6], stages: [QueuePlan.Stage(servers: 1, service: 1)], discipline: .priorityClass)
    let seen = plan.replicate(30_000, window: 25..<50, from: .stationary, seed: 12)
    for (kind, expected) in [2.0, 6.0].enumerated() {
      try OracleAcceptance.expect(
        "Q12 class \(kind)", seen.column { $0[0, kind].sojourn }, per: seen.column { Double($0[0, kind].count) },
        toBe: expected)
    }
  }
}
