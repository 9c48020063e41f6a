import Foundation
import Testing

@testable import OutputAnalysis

@Suite("MeanEvidence")
struct MeanEvidenceTests {
  private func chance(_ weights: [Double], _ masses: [Double]? = nil) -> Double {
    ExponentialSum.chanceOfPositive(weights: weights, masses: masses ?? weights.map { _ in 1 })
  }

  @Test("Sums of exponential variables are positive as often as theory says")
  func exponentialSums() {
    // P(a E > b E') = a / (a + b); of a (E₁ + … + Eₖ) < b E' it is (b / (a + b))ᵏ.
    for (a, b) in [(1.0, 1.0), (3, 1), (1, 1e6), (1e-9, 2)] {
      #expect(abs(chance([a, -b]) / (a / (a + b)) - 1) < 1e-9)
      for k in [1, 5, 40] {
        let expected = pow(b / (a + b), Double(k))
        #expect(abs(chance([b] + [Double](repeating: -a, count: k)) / expected - 1) < 1e-8)
        #expect(abs(chance([b, -a], [1, Double(k)]) / expected - 1) < 1e-8)
      }
    }
    #expect(chance([1, 0, 2]) == 1)
    #expect(chance([-1, 0, -2]) == 0)
  }

  @Test("With zeros and ones and the end at one it is Clopper and Pearson's p-value", arguments: [0, 1, 3, 10, 19])
  func clopperPearson(successes: Int) {
    let n = 20
    func binomial(_ p: Double) -> Double {
      (0...successes).reduce(0) { sum, k in
        let choose = (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
        return sum + choose * pow(p, Double(k)) * pow(1 - p, Double(n - k))
      }
    }
    for p in [0.02, 0.3, 0.5, 0.96] {
      let masses = [Double(successes) + 1, Double(n - successes)]
      #expect(abs(chance([1 - p, -p], masses) / binomial(p) - 1) < 1e-8)
    }
  }

  @Test("Few equal differences of one sign are a test of signs: (11/16)ᵏ, whatever their size; of more Student speaks")
  func signs() throws {
    for k in [1, 2, 4, 6] {
      let sample = [Double](repeating: 0.0125, count: k) + [Double](repeating: 0, count: 40 - k)
      let evidence = try #require(MeanEvidence(sample: sample, support: -1...1))
      #expect(evidence.basis == .sparse)
      #expect(abs(evidence.pValue(ofAtMost: 0) / pow(11.0 / 16, Double(k)) - 1) < 1e-8)
    }
    let more = try #require(
      MeanEvidence(sample: [Double](repeating: 0.0125, count: 7) + [Double](repeating: 0, count: 33), support: -1...1))
    #expect(more.basis != .sparse && more.pValue(ofAtMost: 0) < 0.01)
  }

  @Test("Sameness is no certainty: no difference in ten replications leaves 28 points open, and not a rare effect out")
  func sameness() throws {
    let same = try #require(MeanEvidence(sample: [Double](repeating: 0, count: 10), support: -1...1))
    #expect(same.basis == .constant)
    #expect(same.pValue(ofAtLeast: 0.001) > 0.99)
    #expect(agree(same.upperLimit(error: 0.05), 1 - pow(0.05, 1 / 9.0), within: 1e-12))
    #expect(agree(same.lowerLimit(error: 0.05), pow(0.05, 1 / 9.0) - 1, within: 1e-12))
    let endless = try #require(MeanEvidence(sample: [3, 3, 3], support: 0 ... .greatestFiniteMagnitude))
    #expect(endless.interval(confidence: 0.95) == nil && endless.upperLimit(error: 0.05) == nil)
    let unknown = try #require(MeanEvidence(sample: [3, 3, 3]))
    #expect(unknown.pValue(ofAtMost: -1e9) == 1 && unknown.interval(confidence: 0.95) == nil)
    #expect(MeanEvidence(sample: [3]) == nil && MeanEvidence(sample: [1, .infinity]) == nil)
    // Shares that differ by rounding only are the same.
    let rounded = try #require(MeanEvidence(sample: [0.8125 - 0.8, 0.7125 - 0.7, 0.9125 - 0.9], support: -1...1))
    #expect(rounded.basis == .constant)
  }

  @Test("Student alone where nothing is skewed, tied, bounded near or made of parts; skewness and parts widen")
  func bases() throws {
    let even = (0..<20).map { Double($0) }
    let plain = try #require(MeanEvidence(sample: even))
    let estimate = try Estimate(of: even)
    #expect(plain.basis == .student)
    #expect(agree(plain.interval(confidence: 0.95)?.lowerBound, try #require(estimate.low), within: 1e-9))
    #expect(agree(plain.interval(confidence: 0.95)?.upperBound, try #require(estimate.high), within: 1e-9))
    let skewed = try #require(MeanEvidence(sample: even.map { exp($0 / 5) }))
    #expect(skewed.basis == .skewed)
    let few = MeanParts(count: 400, largest: 2_000)
    let long = try #require(MeanEvidence(sample: even, support: 0...Double.greatestFiniteMagnitude, parts: few))
    #expect(long.basis == .tail && long.basis(ofAtLeast: 60) == .tail)
    let many = MeanParts(count: 400_000, largest: 100)
    let short = try #require(MeanEvidence(sample: even, support: nil, parts: many))
    #expect(short.basis == .student)
    // Parts of a difference bear on both sides.
    let both = MeanParts(count: 400, largest: 100, smallest: -100)
    let difference = try #require(MeanEvidence(sample: even.map { $0 - 9.5 }, parts: both))
    #expect(agree(difference.lowerLimit(error: 0.05), -(difference.upperLimit(error: 0.05) ?? 0), within: 1e-9))
  }

  /// Samples of many kinds.
  private static func sample(_ generator: inout DeterministicGenerator) -> [Double] {
    let n = Int.random(in: 2...30, using: &generator)
    let kind = Int.random(in: 0..<4, using: &generator)
    return (0..<n).map { _ in
      switch kind {
      case 0: generator.normal(deviation: 0.1)
      case 1: min(1, generator.exponential(mean: 0.05))
      case 2: generator.uniform() < 0.7 ? 0 : generator.normal(deviation: 0.1)
      default: (generator.normal() * 2).rounded() / 50
      }
    }
  }

  @Test(
    "P-values are monotone, limits their inverse, mirrored samples mirrored, and none is bolder than Student's",
    arguments: 1...60)
  func consistency(seed: UInt64) throws {
    var generator = DeterministicGenerator(seed: seed)
    let sample = Self.sample(&generator)
    let evidence = try #require(MeanEvidence(sample: sample, support: -1...1))
    let mirrored = try #require(MeanEvidence(sample: sample.map { -$0 }, support: -1...1))
    let estimate = try Estimate(of: sample)
    var last = (0.0, 1.0)
    for bound in stride(from: -1.05, through: 1.05, by: 0.05) {
      let p = (evidence.pValue(ofAtMost: bound), evidence.pValue(ofAtLeast: bound))
      #expect(p.0 >= last.0 - 1e-9 && p.1 <= last.1 + 1e-9)
      #expect(abs(p.0 - mirrored.pValue(ofAtLeast: -bound)) < 1e-9)
      if let error = estimate.standardError, !estimate.zeroVariance, abs(bound) < 1 {
        let t = (estimate.mean - bound) / error
        #expect(p.0 >= StudentT.upperTail(t, degreesOfFreedom: Double(sample.count - 1)) - 1e-12)
      }
      last = p
    }
    for error in [0.05, 0.01] {
      let high = try #require(evidence.upperLimit(error: error))
      let low = try #require(evidence.lowerLimit(error: error))
      #expect(low <= evidence.mean && evidence.mean <= high && low >= -1 && high <= 1)
      if high < 1 { #expect(abs(evidence.pValue(ofAtLeast: high) / error - 1) < 1e-6) }
      if low > -1 { #expect(abs(evidence.pValue(ofAtMost: low) / error - 1) < 1e-6) }
    }
    // The unit of measurement does not matter.
    let scaled = try #require(MeanEvidence(sample: sample.map { 8 * $0 }, support: -8...8))
    #expect(abs(scaled.pValue(ofAtMost: -0.4) - evidence.pValue(ofAtMost: -0.05)) < 1e-9)
  }

  @Test("A tally tells what its sample does where values are at the ends, and near it elsewhere")
  func tallies() throws {
    let rare = [0.0, 0, 0, 0, 0, 0, 0, 0.1, 0.1, 0]
    let sample = try #require(MeanEvidence(sample: rare, support: 0...1))
    let tally = try #require(MeanEvidence(tally: Tally(rare), support: 0...1))
    #expect(tally.basis == .sparse)
    for bound in [0.03, 0.05, 0.1, 0.2] {
      #expect(abs(sample.pValue(ofAtLeast: bound) - tally.pValue(ofAtLeast: bound)) < 1e-9)
    }
    let even = (0..<20).map { 0.5 + Double($0) / 100 }
    let first = try #require(MeanEvidence(sample: even, support: 0...1))
    let second = try #require(MeanEvidence(tally: Tally(even), support: 0...1))
    #expect(abs(first.pValue(ofAtLeast: 0.62) - second.pValue(ofAtLeast: 0.62)) < 1e-9)
  }

  @Test("More replications of the same kind make surer, and a long sample costs no more than a short one")
  func extrapolation() throws {
    let rare = [Double](repeating: 0, count: 17) + [Double](repeating: 0.0125, count: 3)
    let evidence = try #require(MeanEvidence(sample: rare, support: -1...1))
    let p = [20, 40, 60, 80].map { evidence.extrapolated(to: $0).pValue(ofAtMost: 0) }
    #expect(p[0] == evidence.pValue(ofAtMost: 0))
    #expect(zip(p, p.dropFirst()).allSatisfy { $0 > $1 })
    let twice = try #require(MeanEvidence(sample: rare + rare, support: -1...1))
    #expect(abs(p[1] - twice.pValue(ofAtMost: 0)) < 1e-9)
    var generator = DeterministicGenerator(seed: 9)
    let long = (0..<20_000).map { _ in generator.uniform() < 0.5 ? 0 : generator.exponential(mean: 0.01) }
    let many = try #require(MeanEvidence(sample: long, support: -1...1))
    let interval = try #require(many.interval(confidence: 0.95))
    let student = try Estimate(of: long)
    #expect((interval.upperBound - many.mean) / (student.halfWidth ?? 0) < 1.15)
  }
}
