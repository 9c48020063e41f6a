import CGSL
import RandomStreams
import TestSupport
import Testing

@Suite("Draws from distributions")
struct DistributionSamplingTests {
  static let size = 20_000

  static func draw(_ distribution: Distribution) -> [Double] {
    var bank = SamplerBank()
    let id = bank.add(distribution)
    let stream = RandomStream(key: StreamKey(masterSeed: 2_024, replication: 7))
    let purpose = StreamPurpose(rawValue: 77)
    return (0..<size).map { index in
      bank.sample(id, from: stream, at: StreamAddress(purpose: purpose, place: 3, ordinal: index))
    }
  }

  /// 4.5 standard errors are passed by chance once in 150,000 samples.
  @Test("The sample mean and variance are those of the distribution", arguments: DistributionCases.all)
  func moments(distribution: Distribution) {
    let sample = Sample(Self.draw(distribution))
    let standardError = (distribution.variance / Double(Self.size)).squareRoot()
    #expect(abs(sample.mean - distribution.mean) <= 4.5 * standardError)
    // Heavy tails make the estimated error of the variance uncertain itself; so one more, and a rounding.
    let tolerance = 5.5 * sample.standardErrorOfVariance + 1e-9 * distribution.variance
    #expect(abs(sample.variance - distribution.variance) <= tolerance)
  }

  @Test("Continuous draws follow the distribution function", arguments: DistributionCases.continuous)
  func kolmogorovSmirnov(distribution: Distribution) {
    let sample = Sample(Self.draw(distribution))
    #expect(sample.largestGap(to: distribution.cdf) < Sample.gapLimit(size: Self.size, significance: 1e-4))
  }

  @Test("Discrete draws have the probabilities of the distribution function", arguments: DistributionCases.discrete)
  func chiSquare(distribution: Distribution) {
    let sample = Self.draw(distribution)
    let limit = 200
    var observed = Array(repeating: 0, count: limit + 1)
    for value in sample {
      #expect(value == value.rounded() && value >= 0)
      observed[min(Int(value), limit)] += 1
    }
    var below = 0.0
    let expected = (0...limit).map { value in
      let upTo = value == limit ? 1 : distribution.cdf(Double(value))
      defer { below = upTo }
      return (upTo - below) * Double(Self.size)
    }
    for (count, expectation) in zip(observed, expected) where expectation == 0 { #expect(count == 0) }
    let counts = CellCounts(observed: observed, expected: expected)
    // A single cell, as for a certain success, has nothing left to compare.
    if counts.degreesOfFreedom > 0 {
      #expect(gsl_cdf_chisq_Q(counts.chiSquare, Double(counts.degreesOfFreedom)) > 1e-4)
    }
  }

  @Test("Draws stay inside the range of the distribution")
  func ranges() {
    let pareto = Sample(Self.draw(.pareto(scale: 2, shape: 0.2, atMost: 9)))
    #expect(pareto.values[0] >= 2 && pareto.values[Self.size - 1] <= 9)
    let triangular = Sample(Self.draw(.triangular(low: 1, mode: 1, high: 2)))
    #expect(triangular.values[0] >= 1 && triangular.values[Self.size - 1] <= 2)
    let beta = Sample(Self.draw(.beta(a: 0.1, b: 0.1, low: -3, high: -1)))
    #expect(beta.values[0] >= -3 && beta.values[Self.size - 1] <= -1)
  }
}
