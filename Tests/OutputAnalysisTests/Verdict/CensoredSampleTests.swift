import Testing

@testable import OutputAnalysis

@Suite("Guards with open issues")
struct CensoredSampleTests {
  private let guards = [Criterion(name: "p90", upper: 10, support: 0...Double.greatestFiniteMagnitude)]
  private let low = [4.0, 5, 6, 5, 4, 6]

  private func decide(_ greatest: [Double], least: [Double]? = nil, guards: [Criterion]? = nil) throws
    -> CensoredVerdict
  {
    try CensoredVerdict.decide(
      guards: guards ?? self.guards, guardSamples: [CensoredSample(least: least ?? low, greatest: greatest)])
  }

  @Test("Met needs both ends, not met both on one side")
  func bothEnds() throws {
    #expect(try decide(low).decision == .met)
    #expect(try decide(low).analyses.count == 1)
    #expect(try decide(low.map { $0 + 3 }).decision == .met)
    let open = try decide(low.map { $0 + 10 })
    #expect(open.decision == .undecided && open.additionalReplications == nil)
    #expect(try decide(low.map { $0 + 30 }, least: low.map { $0 + 10 }).decision == .notMet)
  }

  @Test("An end that nothing bounds is beyond every upper bound and satisfies every lower one")
  func unbounded() throws {
    var greatest = low
    greatest[2] = .infinity
    #expect(try decide(greatest).decision == .undecided)
    #expect(try decide(greatest).analyses.last?.results[0].estimate.mean == .infinity)
    #expect(try decide(greatest, least: low.map { $0 + 10 }).decision == .notMet)
    #expect(try decide(greatest, guards: [Criterion(name: "p90", lower: 2)]).decision == .met)
    #expect(try decide(greatest, guards: [Criterion(name: "p90", lower: 8)]).decision == .undecided)
  }

  @Test("Guards beside shares are examined at both ends of every corner")
  func besideShares() throws {
    let closed = [[70, 20, 10], [71, 19, 10], [69, 21, 10], [70, 21, 9], [70, 19, 11]]
    let censoring = try BoundedCensoring(closed: closed, remainder: [0, 0, 0, 0, 0])
    let tiers = [0.7, 0.2, 0.1].map { Criterion.share(name: "\($0)", target: $0, tolerance: 0.05) }
    let sample = CensoredSample(least: Array(low.prefix(5)), greatest: Array(low.prefix(5)).map { $0 + 10 })
    let verdict = try censoring.decide(tierCriteria: tiers, guards: guards, guardSamples: [sample])
    #expect(verdict.analyses.count == 6)
    #expect(verdict.decision == .undecided)
    #expect(
      try censoring.decide(tierCriteria: tiers, guards: guards, guardSamples: [CensoredSample(exact: sample.least)])
        .decision == .met)
  }

  @Test("Limits are where the p-value is the error, for skewed samples too")
  func limits() throws {
    for values in [[1.0, 1.1, 1.2, 1.3, 5], [5, 4.9, 4.8, 4.7, 1], [1, 2, 3, 4, 5]] {
      let evidence = try #require(MeanEvidence(sample: values))
      for error in [0.05, 0.01] {
        let low = try #require(evidence.lowerLimit(error: error))
        let high = try #require(evidence.upperLimit(error: error))
        #expect(agree(evidence.pValue(ofAtMost: low), error, within: 1e-9))
        #expect(agree(evidence.pValue(ofAtLeast: high), error, within: 1e-9))
      }
    }
  }

  @Test("The test is never bolder than Student's, and asks more where the long tail was not seen")
  func neverBolder() throws {
    let values = [1.0, 1.1, 1.2, 1.3, 5]
    let estimate = try Estimate(of: values)
    let evidence = try #require(MeanEvidence(sample: values))
    let error = try #require(estimate.standardError)
    for bound in stride(from: -2.0, through: 8, by: 0.25) {
      let t = (estimate.mean - bound) / error
      #expect(evidence.pValue(ofAtMost: bound) >= StudentT.upperTail(t, degreesOfFreedom: 4))
      #expect(evidence.pValue(ofAtLeast: bound) >= StudentT.upperTail(-t, degreesOfFreedom: 4))
    }
    #expect(evidence.pValue(ofAtLeast: 5) > 1.5 * StudentT.upperTail((5 - estimate.mean) / error, degreesOfFreedom: 4))
  }
}
