import Testing

@testable import OutputAnalysis

@Suite("BatchMeans")
struct BatchMeansTests {
  @Test("The batches are means of equal parts, the leftover being dropped at the start")
  func byHand() throws {
    let result = try #require(try BatchMeans([100, 1, 3, 5, 7, 6, 8], batches: 3))
    #expect(result.means == [2, 6, 7])
    #expect(result.batchSize == 2)
    #expect(result.estimate == (try Estimate(of: [2, 6, 7])))
    // Deviations −3, 1, 2: (−3 + 2) / 14.
    #expect(agree(result.lag1Autocorrelation, -1.0 / 14, within: 1e-12))
    #expect(result.meansLookIndependent == true)
  }

  @Test("A run shorter than its batches has no estimate")
  func short() throws {
    #expect(try BatchMeans([1, 2], batches: 3) == nil)
    #expect(throws: EstimateError.notFinite(index: 1, value: .infinity)) {
      try BatchMeans([1, .infinity, 3], batches: 2)
    }
  }

  @Test("Two batches, or batches without spread, have no autocorrelation")
  func noLag() throws {
    #expect(try #require(try BatchMeans([1, 2], batches: 2)).lag1Autocorrelation == nil)
    let constant = try #require(try BatchMeans([1, 1, 1, 1], batches: 4))
    #expect(constant.meansLookIndependent == nil)
    #expect(constant.estimate.zeroVariance)
  }

  @Test("Strong correlation between batches is noticed")
  func correlated() throws {
    let ramp = try #require(try BatchMeans((0..<400).map { Double($0) }, batches: 20))
    #expect(ramp.meansLookIndependent == false)
  }
}
