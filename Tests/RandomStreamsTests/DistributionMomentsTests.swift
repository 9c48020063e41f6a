import RandomStreams
import Testing

@Suite("Moments and distribution functions")
struct DistributionMomentsTests {
  /// Integrates over 0...limit by the midpoint rule on a scale that is fine near 0.
  static func integral(to limit: Double, _ f: (Double) -> Double) -> Double {
    let steps = 20_000
    return (0..<steps).reduce(0) { sum, step in
      let (low, high) = (Double(step) / Double(steps), Double(step + 1) / Double(steps))
      let (from, to) = (limit * low * low * low, limit * high * high * high)
      return sum + (to - from) * f((from + to) / 2)
    }
  }

  static let nonNegative = DistributionCases.continuous.filter { $0.cdf(0) == 0 }

  /// For X ≥ 0: E[X] = ∫ (1 − F) dx and E[X²] = ∫ 2x (1 − F) dx.
  @Test("Mean and variance are the integrals of the distribution function", arguments: nonNegative)
  func integrals(distribution: Distribution) {
    let limit = distribution.mean + 60 * distribution.variance.squareRoot()
    let mean = Self.integral(to: limit) { 1 - distribution.cdf($0) }
    let square = Self.integral(to: limit) { 2 * $0 * (1 - distribution.cdf($0)) }
    #expect(abs(mean / distribution.mean - 1) < 1e-4)
    #expect(abs((square - mean * mean) / distribution.variance - 1) < 1e-3)
  }

  @Test("The moments of a truncated Pareto distribution are smooth where the textbook formula is 0/0")
  func paretoNearWholeShapes() {
    for shape in [1.0, 2.0] {
      let exact = Distribution.pareto(scale: 1, shape: shape, atMost: 100)
      let near = Distribution.pareto(scale: 1, shape: shape + 1e-12, atMost: 100)
      #expect(abs(exact.mean / near.mean - 1) < 1e-10)
      #expect(abs(exact.variance / near.variance - 1) < 1e-9)
    }
  }

  @Test("A mixture's variance counts the distance between its components")
  func mixtureByHand() {
    let inner = Distribution.mixture(weights: [1, 1], components: [.constant(0), .constant(2)])
    let outer = Distribution.mixture(weights: [3, 1], components: [inner, .exponential(mean: 5)])
    #expect(inner.mean == 1 && inner.variance == 1)
    // E = 3/4 × 1 + 1/4 × 5 = 2; E[X²] = 3/4 × 2 + 1/4 × 50 = 14.
    #expect(outer.mean == 2 && outer.variance == 10)
  }

  @Test("Moments known in closed form")
  func closedForms() {
    #expect(Distribution.triangular(low: 0, mode: 3, high: 6).variance == 1.5)
    #expect(Distribution.erlang(mean: 6, stages: 4).variance == 9)
    #expect(Distribution.beta(a: 1, b: 1, low: 2, high: 14).variance == 12)
    #expect(Distribution.geometric(p: 0.25).mean == 4)
    #expect(Distribution.empirical([1, 3]).variance == 1)
  }

  @Test("Distribution functions rise from 0 to 1", arguments: DistributionCases.all)
  func cdfRises(distribution: Distribution) {
    let spread = distribution.variance.squareRoot() + 1
    let points = stride(from: -10.0, through: 40, by: 0.25).map { distribution.mean + $0 * spread }
    let probabilities = points.map(distribution.cdf)
    #expect(zip(probabilities, probabilities.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 })
    #expect(probabilities[0] < 1e-6)
    #expect(probabilities[probabilities.count - 1] > 0.999)
    #expect(distribution.cdf(-.greatestFiniteMagnitude) == 0)
    #expect(distribution.cdf(.greatestFiniteMagnitude) == 1)
  }
}
