import CGSL
import CPhilox
import RandomStreams
import Testing

@Suite("Addressed streams")
struct RandomStreamTests {
  static let purpose = StreamPurpose(rawValue: 12)

  /// Addresses spread over all fields.
  static func address(_ index: Int) -> StreamAddress {
    StreamAddress(
      purpose: StreamPurpose(rawValue: UInt8(index % 251)), type: index &* 37 % 65_519, place: index % 4_093,
      ordinal: index &* 1_000_003 % (1 << 40), visit: index % 65_521)
  }

  @Test("Values do not depend on the order of the draws")
  func anyOrder() {
    let stream = RandomStream(key: StreamKey(masterSeed: 1, replication: 2))
    let forward = (0..<500).map { stream.gamma(mean: 2, cv: 0.7, at: Self.address($0)) }
    var backward: [Double] = []
    for index in (0..<500).reversed() {
      _ = stream.uniform()
      backward.append(stream.gamma(mean: 2, cv: 0.7, at: Self.address(index)))
      _ = stream.poisson(mean: 20, at: Self.address(index + 1))
    }
    #expect(forward == backward.reversed())
  }

  @Test("The fast path gives the bits of the generator moved to the address, 100,000 times")
  func fastPath() throws {
    let key = StreamKey(masterSeed: 123_456_789, replication: 42)
    let stream = RandomStream(key: key)
    let generator = try #require(gsl_rng_alloc(cphilox_type()))
    defer { gsl_rng_free(generator) }
    var differences = 0
    for index in 0..<100_000 {
      let address = Self.address(index)
      let place = UInt64(address.place)
      let ordinal = UInt64(address.ordinal)
      let high =
        UInt64(address.purpose.rawValue) << 56 | UInt64(address.type & 0xFF) << 48 | place << 24 | ordinal >> 16
      let low = UInt32(truncatingIfNeeded: ordinal << 16) | UInt32(address.visit)
      let state = generator.pointee.state.assumingMemoryBound(to: cphilox_state.self)
      cphilox_set_key(state, key.masterSeed, key.replication)
      cphilox_move(state, UInt32(address.type >> 8) << 24, low, high)
      let uniform = gsl_rng_uniform(generator)
      let exponential = cphilox_exponential(uniform, 3.7)
      stream.move(to: address)
      let moved = stream.uniform()
      if uniform.bitPattern != stream.uniform(at: address).bitPattern { differences += 1 }
      if uniform.bitPattern != moved.bitPattern { differences += 1 }
      if exponential.bitPattern != stream.exponential(mean: 3.7, at: address).bitPattern { differences += 1 }
    }
    #expect(differences == 0)
  }

  @Test("Another replication or another master seed is other luck")
  func otherKeys() {
    var seen: Set<Double> = []
    let keys = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 1)].map {
      StreamKey(masterSeed: UInt32($0.0), replication: UInt32($0.1))
    }
    for key in keys {
      let stream = RandomStream(key: key)
      for index in 0..<200 { seen.insert(stream.uniform(at: Self.address(index))) }
    }
    #expect(seen.count == 1_000)
  }

  @Test("Two streams with one key are the same luck")
  func sameKey() {
    let key = StreamKey(masterSeed: 5, replication: 6)
    let (first, second) = (RandomStream(key: key), RandomStream(key: key))
    for index in 0..<200 {
      #expect(first.uniform(at: Self.address(index)) == second.uniform(at: Self.address(index)))
    }
  }

  @Test("Whoever a small fraction keeps, a larger one keeps too")
  func thinning() {
    let stream = RandomStream(key: StreamKey(masterSeed: 8, replication: 1))
    let kept = [0, 0.3, 0.6, 1].map { fraction in
      Set((0..<10_000).filter { stream.keeps(fraction, at: Self.address($0)) })
    }
    #expect(kept[0].isEmpty)
    #expect(kept[1].isSubset(of: kept[2]))
    #expect(kept[3].count == 10_000)
    // Four and a half standard errors of a share of 0.3 in 10,000 are 0.021.
    #expect(abs(Double(kept[1].count) / 10_000 - 0.3) < 0.021)
    #expect(kept[2] == Set((0..<10_000).filter { stream.bernoulli(0.6, at: Self.address($0)) }))
  }

  @Test("Whole numbers stay below their limit and reach all of it")
  func wholeNumbers() {
    let stream = RandomStream(key: StreamKey(masterSeed: 8, replication: 2))
    let numbers = Set((0..<1_000).map { stream.uniformInt(below: 10, at: Self.address($0)) })
    #expect(numbers == Set(0..<10))
    #expect(stream.uniformInt(below: 1, at: Self.address(0)) == 0)
  }

  @Test("Counts and gamma numbers without spread need no luck")
  func degenerate() {
    let stream = RandomStream(key: StreamKey(masterSeed: 8, replication: 3))
    #expect(stream.poisson(mean: 0, at: Self.address(1)) == 0)
    #expect(stream.gamma(mean: 4, cv: 0, at: Self.address(1)) == 4)
    #expect(stream.exponential(mean: 0, at: Self.address(1)) == 0)
  }

  @Test("Streams of different keys can be used on different threads")
  func concurrency() async {
    let results = await withTaskGroup(of: [Double].self) { group in
      for _ in 0..<8 {
        group.addTask {
          let stream = RandomStream(key: StreamKey(masterSeed: 4, replication: 4))
          return (0..<2_000).map { stream.gamma(mean: 1, cv: 2, at: Self.address($0)) }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(results).count == 1)
  }
}
