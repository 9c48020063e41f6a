import Testing

@testable import OutputAnalysis

@Suite("BoundedCensoring")
struct BoundedCensoringTests {
  static let tiers = VerdictAnalysisTests.tiers

  /// Replications around the given split of about 1000 issues, with a small spread.
  static func counts(_ split: [Int], n: Int = 20) -> [[Int]] {
    (0..<n).map { replication in
      let sign = replication % 2 == 0 ? 1 : -1
      return [split[0] + 4 * sign, split[1] - 3 * sign, split[2] - sign]
    }
  }

  static func verdict(_ split: [Int], remainder: Int, n: Int = 20, tolerance: Double = 0.03) throws
    -> CensoredVerdict
  {
    let criteria = [("grid", 0.7), ("community", 0.2), ("street", 0.1)].map {
      Criterion.share(name: $0.0, target: $0.1, tolerance: tolerance)
    }
    return try BoundedCensoring(
      closed: counts(split, n: n), remainder: Array(repeating: remainder, count: n)
    ).decide(tierCriteria: criteria)
  }

  @Test("The remainder is counted at each tier in turn, among all that arose")
  func shares() throws {
    let censoring = try BoundedCensoring(closed: [[6, 2, 1], [3, 1, 0]], remainder: [1, 0])
    #expect(censoring.tiers == 3)
    #expect(censoring.shares(assigningRemainderTo: 0) == [[0.7, 0.75], [0.2, 0.25], [0.1, 0]])
    #expect(censoring.shares(assigningRemainderTo: 2) == [[0.6, 0.75], [0.2, 0.25], [0.2, 0]])
  }

  @Test("A small remainder cannot change a verdict that is met")
  func met() throws {
    let verdict = try Self.verdict([698, 198, 99], remainder: 5)
    #expect(verdict.decision == .met)
    #expect(verdict.analyses.count == 3)
    #expect(verdict.additionalReplications == 0)
  }

  @Test("Corners that disagree are undecided, and no replications would help")
  func disagree() throws {
    let verdict = try Self.verdict([650, 200, 100], remainder: 50)
    #expect(verdict.analyses.map(\.decision) == [.met, .notMet, .notMet])
    #expect(verdict.decision == .undecided)
    #expect(verdict.additionalReplications == nil)
  }

  @Test("Corners that all fail, but on different sides, do not make a failure")
  func counterexample() throws {
    // 5/2/1 of the remainder of 8 % would hit 70/20/10 exactly.
    let verdict = try Self.verdict([650, 180, 90], remainder: 80, tolerance: 0.02)
    #expect(verdict.analyses.allSatisfy { $0.decision == .notMet })
    #expect(verdict.decision == .undecided)
    #expect(verdict.additionalReplications == nil)
  }

  @Test("A tier that is outside for every fate of the remainder is not met")
  func notMet() throws {
    let verdict = try Self.verdict([600, 280, 100], remainder: 20)
    #expect(verdict.decision == .notMet)
    #expect(verdict.additionalReplications == 0)
  }

  @Test("Without a remainder the verdict is that of the shares")
  func noRemainder() throws {
    for split in [[700, 200, 100], [725, 180, 95], [740, 180, 80]] {
      let censoring = try BoundedCensoring(
        closed: Self.counts(split), remainder: Array(repeating: 0, count: 20))
      let direct = try VerdictAnalysis.decide(
        samples: censoring.shares(assigningRemainderTo: 0), criteria: Self.tiers)
      let verdict = try censoring.decide(tierCriteria: Self.tiers)
      #expect(verdict.decision == direct.decision)
      #expect(verdict.additionalReplications == direct.additionalReplications)
    }
  }

  @Test("Corners that lean the same way say how many more replications would decide")
  func additional() throws {
    // Street shares vary enough to leave ten replications undecided.
    let closed = (0..<10).map { [700, 200, $0 % 2 == 0 ? 160 : 40] }
    let censoring = try BoundedCensoring(closed: closed, remainder: Array(repeating: 1, count: 10))
    let verdict = try censoring.decide(tierCriteria: Self.tiers)
    #expect(verdict.decision == .undecided)
    let more = try #require(verdict.additionalReplications)
    #expect(more == verdict.analyses.compactMap(\.additionalReplications).max())
    #expect(more > 0)

    let outside = (0..<10).map { [760, 200, $0 % 2 == 0 ? 180 : 20] }
    let failing = try BoundedCensoring(closed: outside, remainder: Array(repeating: 1, count: 10))
      .decide(tierCriteria: [
        Criterion.share(name: "grid", target: 0.7, tolerance: 0.03),
        Criterion.share(name: "community", target: 0.2, tolerance: 0.03),
        Criterion(name: "street", lower: 0.11, support: 0...1),
      ])
    #expect(failing.decision == .undecided)
    #expect((failing.additionalReplications ?? 0) > 0)
  }

  @Test("Guards are judged with every corner")
  func guards() throws {
    let censoring = try BoundedCensoring(
      closed: Self.counts([698, 198, 99]), remainder: Array(repeating: 5, count: 20))
    func decide(_ withdrawn: Double) throws -> Decision {
      try censoring.decide(
        tierCriteria: Self.tiers, guards: [Criterion(name: "withdrawn", upper: 0.02, support: 0...1)],
        guardSamples: [CensoredSample(exact: VerdictAnalysisTests.sample(20, mean: withdrawn, deviation: 0.001))]
      ).decision
    }
    #expect(try decide(0.005) == .met)
    #expect(try decide(0.05) == .notMet)
    #expect(try decide(0.02) == .undecided)
  }

  @Test("Counts that are no counts, and replications in which nothing arose, are refused")
  func refusal() throws {
    let empty = #expect(throws: VerdictError.self) { try BoundedCensoring(closed: [[0, 0]], remainder: [0]) }
    #expect(empty?.description == "replication 0: no issue arose, so shares are not defined")
    let negative = #expect(throws: VerdictError.self) {
      try BoundedCensoring(closed: [[1, 1], [1, -1]], remainder: [0, 0])
    }
    #expect(
      negative?.description
        == "replication 1: closed [1, -1] and remainder 0 are not counts of issues; use the same one or "
        + "more tiers in every replication, and counts of zero or more")
    #expect(throws: VerdictError.noObservations(criterion: "shares")) {
      try BoundedCensoring(closed: [], remainder: [])
    }
    #expect(throws: VerdictError.unequalReplications(criterion: "remainder", count: 2, expected: 1)) {
      try BoundedCensoring(closed: [[1]], remainder: [0, 0])
    }
    #expect(throws: VerdictError.self) { try BoundedCensoring(closed: [[1, 1], [1]], remainder: [0, 0]) }
    #expect(throws: VerdictError.self) { try BoundedCensoring(closed: [[]], remainder: [3]) }
    let censoring = try BoundedCensoring(closed: [[1, 1]], remainder: [0])
    #expect(throws: VerdictError.sampleCount(samples: 2, criteria: 3)) {
      try censoring.decide(tierCriteria: Self.tiers)
    }
  }

  @Test("Any split of the remainder, replication by replication, lies between the corners", arguments: 1...20)
  func convexity(seed: UInt64) throws {
    // Met in all corners must be met in between; the means of a split are between those of the corners.
    var generator = DeterministicGenerator(seed: seed)
    let censoring = try BoundedCensoring(
      closed: Self.counts([690, 195, 95]), remainder: Array(repeating: 20, count: 20))
    let split = censoring.closed.map { counts -> [Int] in
      let first = Int.random(in: 0...20, using: &generator)
      let second = Int.random(in: 0...(20 - first), using: &generator)
      return [counts[0] + first, counts[1] + second, counts[2] + 20 - first - second]
    }
    let actual = try BoundedCensoring(closed: split, remainder: Array(repeating: 0, count: 20))
      .shares(assigningRemainderTo: 0)
    for tier in 0..<3 {
      let corners = (0..<3).compactMap { Tally(censoring.shares(assigningRemainderTo: $0)[tier]).mean }
      let mean = try #require(Tally(actual[tier]).mean)
      #expect(mean >= (corners.min() ?? .nan) - 1e-12 && mean <= (corners.max() ?? .nan) + 1e-12)
    }
  }
}
