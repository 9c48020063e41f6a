import RandomStreams
import Testing

@Suite("Scaled and moved distributions")
struct DistributionChangesTests {
  static let scalable = DistributionCases.all.filter(\.isScalable)

  @Test("Scaling multiplies the mean, and the variance twice", arguments: scalable)
  func moments(distribution: Distribution) {
    let scaled = distribution.scaled(by: 2.5)
    #expect(scaled.problems().isEmpty)
    #expect(abs(scaled.mean - 2.5 * distribution.mean) <= 1e-12 * abs(scaled.mean))
    #expect(abs(scaled.variance - 6.25 * distribution.variance) <= 1e-9 * scaled.variance)
  }

  @Test("A scaled draw is the multiple of the draw at the same address", arguments: scalable)
  func draws(distribution: Distribution) {
    if case .bernoulli = distribution { return }
    let stream = RandomStream(key: StreamKey(masterSeed: 1, replication: 9))
    let scaled = distribution.scaled(by: 2.5)
    for ordinal in 0..<100 {
      let address = StreamAddress(purpose: StreamPurpose(rawValue: 3), ordinal: ordinal)
      let expected = 2.5 * distribution.sample(from: stream, at: address)
      #expect(abs(scaled.sample(from: stream, at: address) - expected) <= 1e-9 * abs(expected))
    }
  }

  @Test("Counts cannot be scaled, alone or in a mixture")
  func counts() async {
    #expect(!Distribution.poisson(mean: 2).isScalable)
    #expect(!Distribution.geometric(p: 0.5).isScalable)
    #expect(!Distribution.mixture(weights: [1], components: [.poisson(mean: 2)]).isScalable)
    #expect(Distribution.bernoulli(p: 0.5).scaled(by: 3) == .discrete(values: [0, 3], weights: [0.5, 0.5]))
    await #expect(processExitsWith: .failure) {
      _ = Distribution.poisson(mean: 2).scaled(by: 2)
    }
  }

  @Test("A new first parameter can be read back", arguments: DistributionCases.all)
  func firstParameter(distribution: Distribution) {
    // Only what is scaled towards its mean must be scalable.
    if case .mixture = distribution, !distribution.isScalable { return }
    let changed = distribution.withFirstParameter(0.75)
    #expect(changed.problems().isEmpty)
    #expect(abs(changed.firstParameter - 0.75) < 1e-12)
    let back = changed.withFirstParameter(distribution.firstParameter)
    #expect(abs(back.mean - distribution.mean) <= 1e-9 * distribution.mean)
  }

  @Test("A first parameter outside its range becomes a problem, not a crash")
  func outOfRange() {
    #expect(Distribution.exponential(mean: 1).withFirstParameter(-1).problems().count == 1)
    #expect(Distribution.bernoulli(p: 0.2).withFirstParameter(1.2).problems().count == 1)
    #expect(Distribution.pareto(scale: 1, shape: 2, atMost: 5).withFirstParameter(6).problems().count == 1)
  }
}
