import CGSL
import Testing

@testable import RandomStreams

@Suite("Guarded GSL calls")
struct GSLTests {
  @Test("A domain error is thrown with GSL's own words")
  func domainError() throws {
    let error = try #require(throws: GSLError.self) {
      try GSL.checked("gsl_sf_gamma") { gsl_sf_gamma(-1) }
    }
    #expect(error == GSLError(function: "gsl_sf_gamma", code: 1))
    #expect(error.description == "gsl_sf_gamma: input domain error")
  }

  @Test("A result that is not a number is thrown although GSL is silent")
  func silentNaN() throws {
    let error = try #require(throws: GSLError.self) {
      try GSL.checked("gsl_cdf_ugaussian_Pinv") { gsl_cdf_ugaussian_Pinv(2) }
    }
    #expect(error.description == "gsl_cdf_ugaussian_Pinv: not a number")
  }

  @Test("Underflow is a tail, not a failure, and an old error is forgotten")
  func underflow() throws {
    _ = try? GSL.checked("gsl_sf_gamma") { gsl_sf_gamma(-1) }
    #expect(try GSL.checked("gsl_sf_erfc") { gsl_sf_erfc(50) } < 1e-300)
    #expect(try GSL.checked("gsl_sf_gamma") { gsl_sf_gamma(5) } == 24)
  }
}
