import Testing

@testable import OutputAnalysis

/// Ten replications of the bank model (Law), the data of A1 and A2.
let bankDelays = [1.53, 1.66, 1.24, 2.34, 2.0, 1.69, 2.69, 2.86, 1.7, 2.6]

@Suite("Estimate")
struct EstimateTests {
  @Test("A1: the interval of the bank model's ten replications")
  func a1() throws {
    let estimate = try Estimate(of: bankDelays, confidence: 0.9)
    #expect(agree(estimate.mean, 2.0309999999999997, within: 1e-9))
    #expect(agree(estimate.standardDeviation.map { $0 * $0 }, 0.30909888888888887, within: 1e-9))
    #expect(agree(estimate.halfWidth, 0.3222834049417794, within: 1e-9))
    #expect(agree(estimate.low, 2.031 - 0.3222834049417794, within: 1e-9))
    #expect(agree(estimate.high, 2.031 + 0.3222834049417794, within: 1e-9))
    #expect(estimate.count == 10)
    #expect(!estimate.zeroVariance)
  }

  @Test("Without observations there is an error, not an estimate")
  func empty() {
    #expect(throws: EstimateError.noObservations) { try Estimate(of: []) }
    #expect(throws: EstimateError.noObservations) { try Estimate(of: Tally()) }
  }

  @Test("A single observation has no half-width, and never one of zero")
  func single() throws {
    let estimate = try Estimate(of: [4])
    #expect(estimate.mean == 4)
    #expect(estimate.halfWidth == nil)
    #expect(estimate.low == nil)
    #expect(estimate.high == nil)
    #expect(estimate.standardDeviation == nil)
    #expect(estimate.standardError == nil)
    #expect(!estimate.zeroVariance)
  }

  @Test("Observations that agree are flagged")
  func zeroVariance() throws {
    #expect(try Estimate(of: [0.1, 0.1, 0.1]).zeroVariance)
    #expect(try Estimate(of: [0, 0]).halfWidth == 0)
  }

  @Test("NaN and infinity are refused with their index")
  func notFinite() {
    #expect(throws: EstimateError.notFinite(index: 1, value: .infinity)) {
      try Estimate(of: [1, .infinity])
    }
    let error = #expect(throws: EstimateError.self) { try Estimate(of: [1, 2, .nan]) }
    #expect(error?.description == "observation 2: nan is not a finite number")
    #expect(
      EstimateError.noObservations.description == "no observations; an estimate needs 1 or more")
  }

  @Test("The relative half-width does not exist at a mean of zero")
  func relative() throws {
    #expect(try Estimate(of: [-1, 1]).relativeHalfWidth == nil)
    let estimate = try Estimate(of: [-9, -11])
    #expect(agree(estimate.relativeHalfWidth, (estimate.halfWidth ?? .nan) / 10, within: 1e-15))
  }
}
