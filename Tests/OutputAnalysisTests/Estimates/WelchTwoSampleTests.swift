import Testing

@testable import OutputAnalysis

@Suite("WelchTwoSample")
struct WelchTwoSampleTests {
  /// scipy 1.17.1, `ttest_ind(equal_var=False)`.
  @Test("The interval of two small samples agrees with an independent implementation")
  func reference() throws {
    let comparison = try WelchTwoSample([1, 2, 3], [2, 4, 6, 8])
    #expect(comparison.difference == -3)
    #expect(agree(comparison.degreesOfFreedom, 4.0754716981132075, within: 1e-9))
    #expect(agree(comparison.low, -6.897975451083128, within: 1e-7))
    #expect(agree(comparison.high, 0.8979754510831279, within: 1e-7))
  }

  @Test("Equal sizes and variances give the pooled degrees of freedom")
  func pooled() throws {
    let comparison = try WelchTwoSample([1, 2, 3], [11, 12, 13])
    #expect(agree(comparison.degreesOfFreedom, 4, within: 1e-12))
  }

  @Test("A sample of one observation has no interval, and samples without spread one of zero width")
  func edges() throws {
    #expect(try WelchTwoSample([1], [1, 2]).halfWidth == nil)
    #expect(try WelchTwoSample([1, 1], [2, 2]).halfWidth == 0)
    #expect(try WelchTwoSample([1, 1], [2, 2]).degreesOfFreedom == nil)
    #expect(throws: EstimateError.noObservations) { try WelchTwoSample([], [1, 2]) }
  }
}
