import Testing

@testable import OutputAnalysis

@Suite("Distributions")
struct DistributionsTests {
  /// Values of scipy 1.17.1, `scipy.stats.t.ppf`.
  @Test(
    "Student quantiles agree with an independent implementation to 1e-9 relative",
    arguments: [
      (0.975, 1.0, 12.706204736174694), (0.95, 2, 2.9199855803537242), (0.975, 4.07, 2.7577136339398596),
      (0.995, 9, 3.249835541592126), (0.9999, 3.5, 16.295284596959196), (1e-6, 5, -24.771029720515948),
      (0.6, 30, 0.2556053649519128), (0.975, 1e6, 1.959966356814107),
    ])
  func studentQuantile(p: Double, freedom: Double, expected: Double) {
    let value = StudentT.quantile(p, degreesOfFreedom: freedom)
    #expect(abs(value - expected) <= 1e-9 * abs(expected))
  }

  @Test("Quantiles at 0 and 1 are the ends of the support")
  func ends() {
    #expect(StudentT.quantile(0, degreesOfFreedom: 3) == -.infinity)
    #expect(StudentT.quantile(1, degreesOfFreedom: 3) == .infinity)
    #expect(StandardNormal.quantile(0) == -.infinity)
    #expect(StandardNormal.quantile(1) == .infinity)
    #expect(ChiSquare.quantile(0, degreesOfFreedom: 2) == 0)
    #expect(ChiSquare.quantile(1, degreesOfFreedom: 2) == .infinity)
  }

  /// Values of scipy 1.17.1.
  @Test("Normal and chi-square quantiles agree with an independent implementation")
  func normalAndChiSquare() {
    #expect(agree(StandardNormal.quantile(0.975), 1.959963984540054, within: 1e-12))
    #expect(agree(StandardNormal.quantile(1e-10), -6.361340902404056, within: 1e-10))
    #expect(agree(ChiSquare.quantile(0.95, degreesOfFreedom: 1), 3.841458820694124, within: 1e-9))
    #expect(agree(ChiSquare.quantile(0.99, degreesOfFreedom: 7.5), 19.288172099817388, within: 1e-8))
  }

  @Test("Student's t becomes normal with infinite degrees of freedom")
  func infiniteFreedom() {
    #expect(StudentT.quantile(0.9, degreesOfFreedom: .infinity) == StandardNormal.quantile(0.9))
    #expect(StudentT.cdf(1.5, degreesOfFreedom: .infinity) == StandardNormal.cdf(1.5))
    #expect(StudentT.upperTail(1.5, degreesOfFreedom: .infinity) == StandardNormal.upperTail(1.5))
  }

  @Test("The cumulative and the upper tail of Student's t add up to 1 and reach 0 and 1 at infinity")
  func tails() {
    for x in [-3.0, -0.5, 0, 1, 7] {
      let sum = StudentT.cdf(x, degreesOfFreedom: 4) + StudentT.upperTail(x, degreesOfFreedom: 4)
      #expect(agree(sum, 1, within: 1e-14))
    }
    #expect(StudentT.upperTail(.infinity, degreesOfFreedom: 4) == 0)
    #expect(StudentT.cdf(.infinity, degreesOfFreedom: 4) == 1)
    #expect(StudentT.cdf(-.infinity, degreesOfFreedom: 4) == 0)
    #expect(StudentT.upperTail(60, degreesOfFreedom: 100) > 0)
  }

  @Test("A quantile inverts the cumulative over a wide range of probabilities and degrees of freedom")
  func inversion() {
    var generator = DeterministicGenerator(seed: 11)
    for _ in 0..<2000 {
      let p = generator.uniform()
      let freedom = 1 + 200 * generator.uniform()
      let x = StudentT.quantile(p, degreesOfFreedom: freedom)
      #expect(agree(StudentT.cdf(x, degreesOfFreedom: freedom), p, within: 1e-8))
      let y = ChiSquare.quantile(p, degreesOfFreedom: freedom)
      #expect(agree(ChiSquare.cdf(y, degreesOfFreedom: freedom), p, within: 1e-8))
    }
  }

  @Test("Bisection, the fallback of the inverses, finds the same quantiles")
  func bisection() {
    let whole = -Double.infinity...Double.infinity
    for p in [1e-6, 0.2, 0.5, 0.975] {
      let x = GSLCumulative.bisection(p, support: whole) { GSLCumulative.studentT($0, 3) }
      #expect(agree(x, StudentT.quantile(p, degreesOfFreedom: 3), within: 1e-5))
      let y = GSLCumulative.bisection(p, support: 0...(.infinity)) { GSLCumulative.chiSquare($0, 3) }
      #expect(agree(y, ChiSquare.quantile(p, degreesOfFreedom: 3), within: 1e-5))
    }
  }

  @Test("The chi-square cumulative is 0 below 0 and 1 at infinity")
  func chiSquareEnds() {
    #expect(ChiSquare.cdf(-1, degreesOfFreedom: 3) == 0)
    #expect(ChiSquare.cdf(.infinity, degreesOfFreedom: 3) == 1)
  }
}
