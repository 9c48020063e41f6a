import CGSL
import CPhilox
import RandomStreams
import Testing

@Suite("Sampler banks")
struct SamplerBankTests {
  static let key = StreamKey(masterSeed: 31, replication: 41)

  /// An address with only an ordinal, which a test can write into the generator by hand.
  static func address(_ ordinal: Int) -> StreamAddress {
    StreamAddress(purpose: StreamPurpose(rawValue: 1), ordinal: ordinal)
  }

  struct GSLFunction: Sendable {
    let distribution: Distribution
    let draw: @Sendable (UnsafeMutablePointer<gsl_rng>) -> Double
  }

  static let functions = [
    GSLFunction(distribution: .uniform(low: 2, high: 9)) { gsl_ran_flat($0, 2, 9) },
    GSLFunction(distribution: .gamma(mean: 3, cv: 2)) { gsl_ran_gamma($0, 0.25, 12) },
    GSLFunction(distribution: .erlang(mean: 12, stages: 4)) { gsl_ran_gamma($0, 4, 3) },
    GSLFunction(distribution: .lognormalMedian(median: 1, sigma: 0.5)) { gsl_ran_lognormal($0, 0, 0.5) },
    GSLFunction(distribution: .weibull(scale: 3, shape: 1.5)) { gsl_ran_weibull($0, 3, 1.5) },
    GSLFunction(distribution: .beta(a: 2, b: 3, low: 0, high: 1)) { gsl_ran_beta($0, 2, 3) },
    GSLFunction(distribution: .bernoulli(p: 0.4)) { Double(gsl_ran_bernoulli($0, 0.4)) },
    GSLFunction(distribution: .geometric(p: 0.1)) { Double(gsl_ran_geometric($0, 0.1)) },
    GSLFunction(distribution: .poisson(mean: 50)) { Double(gsl_ran_poisson($0, 50)) },
    GSLFunction(
      distribution: .mixture(weights: [1, 0], components: [.gamma(mean: 4, cv: 0.5), .constant(0)])
    ) {
      _ = gsl_rng_uniform($0)
      return gsl_ran_gamma($0, 4, 1)
    },
  ]

  @Test("A draw is that of the GSL function on a generator moved to the address", arguments: functions)
  func gslDefinition(function: GSLFunction) throws {
    var bank = SamplerBank()
    let id = bank.add(function.distribution)
    let stream = RandomStream(key: Self.key)
    let generator = try #require(gsl_rng_alloc(cphilox_type()))
    defer { gsl_rng_free(generator) }
    let state = generator.pointee.state.assumingMemoryBound(to: cphilox_state.self)
    cphilox_set_key(state, Self.key.masterSeed, Self.key.replication)
    for ordinal in 0..<500 {
      cphilox_move(state, 0, UInt32(ordinal) << 16, 1 << 56)
      #expect(bank.sample(id, from: stream, at: Self.address(ordinal)) == function.draw(generator))
    }
  }

  @Test("A discrete draw is that of gsl_ran_discrete")
  func aliasTable() throws {
    let weights = [0.3, 4, 0, 1.25, 2, 0.01]
    var bank = SamplerBank()
    // Another table in front, so that the rows do not start at 0.
    _ = bank.add(.discrete(values: [1, 2, 3], weights: [1, 1, 5]))
    let id = bank.add(.discrete(values: [0, 1, 2, 3, 4, 5], weights: weights))
    let stream = RandomStream(key: Self.key)
    let generator = try #require(gsl_rng_alloc(cphilox_type()))
    defer { gsl_rng_free(generator) }
    let table = try #require(gsl_ran_discrete_preproc(weights.count, weights))
    defer { gsl_ran_discrete_free(table) }
    let state = generator.pointee.state.assumingMemoryBound(to: cphilox_state.self)
    cphilox_set_key(state, Self.key.masterSeed, Self.key.replication)
    for ordinal in 0..<5_000 {
      cphilox_move(state, 0, UInt32(ordinal) << 16, 1 << 56)
      #expect(
        bank.sample(id, from: stream, at: Self.address(ordinal)) == Double(gsl_ran_discrete(generator, table)))
    }
  }

  @Test("A distribution draws what a bank draws", arguments: DistributionCases.all)
  func oneImplementation(distribution: Distribution) {
    var bank = SamplerBank()
    let id = bank.add(distribution)
    let stream = RandomStream(key: Self.key)
    for ordinal in 0..<50 {
      let address = Self.address(ordinal)
      #expect(bank.sample(id, from: stream, at: address) == distribution.sample(from: stream, at: address))
    }
    #expect(bank.mean(id) == distribution.mean)
  }

  @Test("Equal distributions share an identifier, different ones do not")
  func sharing() {
    var bank = SamplerBank()
    let first = bank.add(.gamma(mean: 2, cv: 1))
    let second = bank.add(.gamma(mean: 2, cv: 1.5))
    #expect(bank.add(.gamma(mean: 2, cv: 1)) == first)
    #expect(first != second)
    #expect(bank.count == 2)
  }

  @Test("A constant takes no luck")
  func constants() throws {
    var bank = SamplerBank()
    let constant = bank.add(.constant(4))
    let other = bank.add(.exponential(mean: 4))
    #expect(bank.isConstant(constant) && !bank.isConstant(other))
    let (used, fresh) = try (
      RandomStream(generator: "taus2", key: Self.key), RandomStream(generator: "taus2", key: Self.key)
    )
    for ordinal in 0..<10 { #expect(bank.sample(constant, from: used, at: Self.address(ordinal)) == 4) }
    #expect(used.uniform(at: Self.address(0)) == fresh.uniform(at: Self.address(0)))
  }

  @Test("A bank serves stock generators too", arguments: ["mt19937", "ranlxs0"])
  func stockGenerator(name: String) throws {
    var bank = SamplerBank()
    let ids = DistributionCases.all.map { bank.add($0) }
    let stream = try RandomStream(generator: name, key: Self.key)
    for id in ids { #expect(bank.sample(id, from: stream, at: Self.address(1)).isFinite) }
  }

  @Test("A bank refuses a distribution with problems")
  func problems() async {
    await #expect(processExitsWith: .failure) {
      var bank = SamplerBank()
      _ = bank.add(.exponential(mean: -1))
    }
  }
}
