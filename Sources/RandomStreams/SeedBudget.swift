/// How many seeds of a stock generator are set aside for master seeds, replications and purposes.
///
/// Stock generators of GSL take seeds of 31 or 32 bits and several of them turn seed 0 into a default.
/// Hashing a key into so few bits would soon give two purposes the same luck. So the seeds are counted off:
///
///     seed = 1 + (masterSeed × replications + replication) × purposes + purpose
///
/// which no two triples share, and a triple outside the budget is an error rather than a wrap-around.
public struct SeedBudget: Hashable, Sendable {
  /// The number of master seeds: 0..<masterSeeds can be used.
  public let masterSeeds: Int
  /// The number of replications of each master seed: 0..<replications can be used.
  public let replications: Int
  /// The number of purposes of each replication: 0..<purposes can be used, 256 at most.
  public let purposes: Int

  /// The largest seed given to a stock generator.
  ///
  /// The `ranlux` family reduces its seed modulo 2³¹ − 85 before it starts; every other stock generator
  /// accepts up to 2³¹ − 2. The smaller of the two keeps the numbering injective for all of them.
  public static let largestSeed = 2_147_483_562

  /// Sets seeds aside for 1,677 master seeds of 10,000 replications with 128 purposes each.
  public static let standard = SeedBudget(uncheckedMasterSeeds: 1_677, replications: 10_000, purposes: 128)

  /// - Throws: When a count is not positive, `purposes` is above 256, or the product is above
  ///   ``largestSeed``.
  public init(masterSeeds: Int, replications: Int, purposes: Int) throws(StreamError) {
    let counts = [masterSeeds, replications, purposes]
    var product = 1
    var fits = purposes <= 256 && counts.allSatisfy { $0 > 0 }
    for count in counts where fits {
      let (value, overflow) = product.multipliedReportingOverflow(by: count)
      product = value
      fits = !overflow && product <= Self.largestSeed
    }
    guard fits else {
      throw .budgetTooLarge(masterSeeds: masterSeeds, replications: replications, purposes: purposes)
    }
    self.init(uncheckedMasterSeeds: masterSeeds, replications: replications, purposes: purposes)
  }

  private init(uncheckedMasterSeeds masterSeeds: Int, replications: Int, purposes: Int) {
    self.masterSeeds = masterSeeds
    self.replications = replications
    self.purposes = purposes
  }

  /// Gives the seed of purpose 0; the other purposes follow it one by one.
  ///
  /// - Throws: When the master seed or the replication is outside the budget.
  public func firstSeed(of key: StreamKey) throws(StreamError) -> Int {
    guard Int(key.masterSeed) < masterSeeds else {
      throw .masterSeedOutsideBudget(key.masterSeed, limit: masterSeeds)
    }
    guard Int(key.replication) < replications else {
      throw .replicationOutsideBudget(key.replication, limit: replications)
    }
    return 1 + (Int(key.masterSeed) * replications + Int(key.replication)) * purposes
  }
}
