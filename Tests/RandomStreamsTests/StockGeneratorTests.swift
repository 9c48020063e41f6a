import CGSL
import RandomStreams
import Testing

@Suite("Stock generators of GSL")
struct StockGeneratorTests {
  static let stockNames = RandomStream.generatorNames.filter { $0 != RandomStream.addressedGeneratorName }

  static func address(purpose: Int) -> StreamAddress {
    StreamAddress(purpose: StreamPurpose(rawValue: UInt8(purpose)), ordinal: 5)
  }

  @Test("The names are those of GSL's simulation generators, after the addressed one")
  func names() {
    #expect(RandomStream.generatorNames.first == "philox4x32-10")
    #expect(
      Self.stockNames == [
        "mt19937", "ranlxs0", "ranlxs1", "ranlxs2", "ranlxd1", "ranlxd2", "ranlux", "ranlux389", "cmrg", "mrg",
        "taus2", "gfsr4",
      ])
  }

  @Test("The addressed generator can be asked for by name")
  func addressedByName() throws {
    let key = StreamKey(masterSeed: .max, replication: .max)
    let named = try RandomStream(generator: "philox4x32-10", key: key)
    #expect(named.isAddressed)
    #expect(named.uniform(at: Self.address(purpose: 2)) == RandomStream(key: key).uniform(at: Self.address(purpose: 2)))
  }

  @Test("Each purpose is the sequence of its own seed", arguments: stockNames)
  func sequences(name: String) throws {
    let key = StreamKey(masterSeed: 3, replication: 4)
    let budget = try SeedBudget(masterSeeds: 10, replications: 100, purposes: 8)
    let stream = try RandomStream(generator: name, key: key, budget: budget)
    #expect(!stream.isAddressed)
    #expect(stream.generatorName == name)
    let first = try budget.firstSeed(of: key)
    let type = try #require(
      (0..<12).compactMap { cgsl_rng_stock($0) }.first { String(cString: $0.pointee.name) == name })
    for purpose in [0, 5, 7] {
      let generator = try #require(gsl_rng_alloc(type))
      defer { gsl_rng_free(generator) }
      gsl_rng_set(generator, UInt(first + purpose))
      for _ in 0..<20 {
        // Another purpose in between must not disturb the sequence.
        _ = stream.uniform(at: Self.address(purpose: 1))
        #expect(stream.uniform(at: Self.address(purpose: purpose)) == gsl_rng_uniform(generator))
      }
    }
  }

  @Test("Draws of every kind work on every generator", arguments: stockNames)
  func draws(name: String) throws {
    let stream = try RandomStream(generator: name, key: StreamKey(masterSeed: 1, replication: 1))
    let address = Self.address(purpose: 1)
    #expect(stream.exponential(mean: 2, at: address) >= 0)
    #expect(stream.gamma(mean: 2, cv: 1, at: address) > 0)
    #expect(stream.poisson(mean: 30, at: address) > 0)
    #expect((0..<1_000).contains(stream.uniformInt(below: 1_000, at: address)))
    var values = [2.0, 2.0, 2.0]
    stream.fillUniform(&values, from: address)
    #expect(values.allSatisfy { $0 < 1 })
  }

  @Test("Seeds are counted off, so no two triples share one")
  func seedNumbering() throws {
    let budget = try SeedBudget(masterSeeds: 5, replications: 7, purposes: 11)
    var seeds: Set<Int> = []
    for masterSeed in 0..<5 as Range<UInt32> {
      for replication in 0..<7 as Range<UInt32> {
        let first = try budget.firstSeed(of: StreamKey(masterSeed: masterSeed, replication: replication))
        for purpose in 0..<11 { seeds.insert(first + purpose) }
      }
    }
    #expect(seeds == Set(1...385))
  }

  @Test("The standard budget ends below the largest seed")
  func standardBudget() throws {
    let budget = SeedBudget.standard
    let last = StreamKey(
      masterSeed: UInt32(budget.masterSeeds - 1), replication: UInt32(budget.replications - 1))
    #expect(try budget.firstSeed(of: last) + budget.purposes - 1 <= SeedBudget.largestSeed)
    #expect(SeedBudget.largestSeed <= (1 << 31) - 2)
  }

  @Test("Beyond the largest seed ranlux starts again, which is why it is the largest")
  func largestSeed() throws {
    let generator = try #require(gsl_rng_alloc(gslType(named: "ranlux")))
    defer { gsl_rng_free(generator) }
    func firstWord(_ seed: Int) -> UInt {
      gsl_rng_set(generator, UInt(seed))
      return gsl_rng_get(generator)
    }
    #expect(firstWord(SeedBudget.largestSeed + 2) == firstWord(1))
    #expect(firstWord(SeedBudget.largestSeed) != firstWord(1))
  }

  private func gslType(named name: String) -> UnsafePointer<gsl_rng_type>? {
    (0..<12).compactMap { cgsl_rng_stock($0) }.first { String(cString: $0.pointee.name) == name }
  }

  @Test("A budget beyond the seeds there are is refused, and so are counts without sense")
  func overflow() {
    let refused = [(33_555, 1_000, 65), (1, 1, 257), (0, 1, 1), (1, -1, 1), (Int.max, Int.max, 2)]
    for (masterSeeds, replications, purposes) in refused {
      #expect(
        throws: StreamError.budgetTooLarge(
          masterSeeds: masterSeeds, replications: replications, purposes: purposes)
      ) {
        try SeedBudget(masterSeeds: masterSeeds, replications: replications, purposes: purposes)
      }
    }
  }

  @Test("A key outside the budget is refused, not wrapped")
  func outsideBudget() throws {
    #expect(throws: StreamError.masterSeedOutsideBudget(1_677, limit: 1_677)) {
      try RandomStream(generator: "taus2", key: StreamKey(masterSeed: 1_677, replication: 0))
    }
    #expect(throws: StreamError.replicationOutsideBudget(10_000, limit: 10_000)) {
      try RandomStream(generator: "taus2", key: StreamKey(masterSeed: 0, replication: 10_000))
    }
  }

  @Test("An unknown generator is refused with the names there are")
  func unknown() {
    #expect(throws: StreamError.unknownGenerator("randu", known: RandomStream.generatorNames)) {
      try RandomStream(generator: "randu", key: StreamKey(masterSeed: 0, replication: 0))
    }
  }

  @Test("Messages say what is wrong and what is allowed, in both languages")
  func messages() {
    let cases: [(StreamError, english: String, chinese: String)] = [
      (
        .unknownGenerator("randu", known: ["a", "b"]), "there is no generator 'randu'; use one of a, b",
        "没有名为“randu”的随机数发生器；可用：a、b"
      ),
      (
        .budgetTooLarge(masterSeeds: 1, replications: 2, purposes: 300),
        "a seed budget of 1 master seeds × 2 replications × 300 purposes is not possible; use positive counts, "
          + "at most 256 purposes and a product of at most 2147483562",
        "种子预算 1 个主种子 × 2 次重复 × 300 个用途不可行；各项须为正数，用途不超过 256 个，乘积不超过 2147483562"
      ),
      (
        .masterSeedOutsideBudget(9, limit: 5),
        "master seed 9 is outside the seed budget; use 0...4, or the addressed generator",
        "主种子 9 超出种子预算；可用 0…4，或改用按地址取数的发生器"
      ),
      (
        .replicationOutsideBudget(9, limit: 5), "replication 9 is outside the seed budget; use 0...4",
        "第 9 次重复超出种子预算；可用 0…4"
      ),
    ]
    for (error, english, chinese) in cases {
      #expect(error.message(language: .english) == english)
      #expect(error.message(language: .chinese) == chinese)
    }
  }
}
