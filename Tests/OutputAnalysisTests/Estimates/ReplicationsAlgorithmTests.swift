import Testing

@testable import OutputAnalysis

@Suite("ReplicationsAlgorithm")
struct ReplicationsAlgorithmTests {
  @Test("A17: the cumulative interval after three replications")
  func a17() throws {
    let values = [9.842379990825465, 10.060423560536304, 9.925089673744292]
    let estimate = try Estimate(of: values)
    #expect(agree(estimate.mean, 9.942631075035354, within: 1e-9))
    #expect(agree(estimate.standardDeviation, 0.11007508865543447, within: 1e-9))
    #expect(agree(estimate.low, 9.669189396185518, within: 1e-9))
    #expect(agree(estimate.high, 10.216072753885191, within: 1e-9))
    let deviations = try ReplicationsAlgorithm().deviations(of: values)
    #expect(deviations.first == .some(nil))
    #expect(agree(deviations[2], 0.02750194357873877, within: 1e-9))
  }

  @Test("A precision that holds through the look-ahead is recommended from its first replication")
  func holds() throws {
    let algorithm = ReplicationsAlgorithm()
    let steady = [100.0, 101, 100, 101, 100, 101, 100, 101]
    #expect(try algorithm.evaluate(steady) == .sufficient(replications: 3))
    #expect(try algorithm.evaluate(Array(steady.prefix(7))) == .continueTo(replications: 8))
    #expect(try algorithm.evaluate([100, 101]) == .continueTo(replications: 3))
    #expect(try algorithm.evaluate([]) == .continueTo(replications: 3))
  }

  @Test("A lucky narrowing is not recommended")
  func lookAhead() throws {
    // Precise at 3, spoilt by the fifth value, precise again later.
    let values = [100.0, 101, 100, 101, 160] + [Double](repeating: 108, count: 60)
    let algorithm = ReplicationsAlgorithm(precision: 0.05)
    let deviations = try algorithm.deviations(of: values)
    #expect((deviations[2] ?? 1) <= 0.05)
    #expect((deviations[4] ?? 0) > 0.05)
    let lastBroken = try #require(deviations.lastIndex { ($0 ?? .infinity) > 0.05 }) + 1
    #expect(try algorithm.evaluate(values) == .sufficient(replications: lastBroken + 1))
    let withoutLooking = ReplicationsAlgorithm(precision: 0.05, lookAhead: 0)
    #expect(try withoutLooking.evaluate(values) == .sufficient(replications: 3))
  }

  @Test("The look-ahead grows in proportion beyond 100 replications")
  func proportional() {
    let algorithm = ReplicationsAlgorithm()
    #expect(algorithm.lookAhead(at: 3) == 5)
    #expect(algorithm.lookAhead(at: 100) == 5)
    #expect(algorithm.lookAhead(at: 250) == 12)
  }

  @Test("A mean of zero has no relative precision")
  func zeroMean() throws {
    let algorithm = ReplicationsAlgorithm()
    #expect(try algorithm.evaluate([1, -1, 1, -1]) == .continueTo(replications: 5))
    #expect(throws: EstimateError.notFinite(index: 1, value: .infinity)) {
      try algorithm.evaluate([1, .infinity])
    }
  }
}
