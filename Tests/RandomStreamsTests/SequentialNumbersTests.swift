import CPhilox
import RandomStreams
import Testing

@Suite("Numbers in turn")
struct SequentialNumbersTests {
  static let key = StreamKey(masterSeed: 17, replication: 4)
  static let address = StreamAddress(
    purpose: StreamPurpose(rawValue: 9), type: 8, place: 7, ordinal: (1 << 40) - 2, visit: 5)

  @Test("They are the numbers that the address gives one by one")
  func oneByOne() {
    let stream = RandomStream(key: Self.key)
    var uniforms = SequentialUniforms(from: stream, at: Self.address)
    var exponentials = SequentialExponentials(from: stream, at: Self.address)
    let single = RandomStream(key: Self.key)
    single.move(to: Self.address)
    var differences = 0
    for _ in 0..<2_000 {
      let uniform = single.uniform()
      if uniforms.next() != uniform { differences += 1 }
      if exponentials.next(mean: 3) != cphilox_exponential(uniform, 3) { differences += 1 }
    }
    #expect(differences == 0)
  }

  @Test("After the last block of an address they go on at the next ordinal")
  func nextOrdinal() {
    let stream = RandomStream(key: Self.key)
    var uniforms = SequentialUniforms(from: stream, at: Self.address)
    uniforms.skip(toBlock: (1 << 24) - 256)
    for _ in 0..<512 { _ = uniforms.next() }
    let next = StreamAddress(purpose: StreamPurpose(rawValue: 9), type: 8, place: 7, ordinal: (1 << 40) - 1, visit: 5)
    let first = stream.uniform(at: next)
    #expect(uniforms.next() == first)
  }

  @Test("By ordinals they are the first numbers of consecutive addresses")
  func ordinals() {
    let stream = RandomStream(key: Self.key)
    func address(_ ordinal: Int) -> StreamAddress {
      StreamAddress(purpose: StreamPurpose(rawValue: 9), type: 1, place: 7, ordinal: ordinal, visit: 5)
    }
    var uniforms = SequentialUniforms(from: stream, at: address(65_000), order: .ordinals)
    var exponentials = SequentialExponentials(from: stream, at: address(65_000), order: .ordinals)
    var differences = 0
    for ordinal in 65_000..<67_000 {
      if uniforms.next() != stream.uniform(at: address(ordinal)) { differences += 1 }
      if exponentials.next(mean: 3) != stream.exponential(mean: 3, at: address(ordinal)) { differences += 1 }
    }
    #expect(differences == 0)
  }

  @Test("The example of the documentation draws two positive numbers that differ")
  func example() {
    let stream = RandomStream(key: StreamKey(masterSeed: 1, replication: 0))
    var gaps = SequentialExponentials(from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: 0)))
    var works = SequentialExponentials(from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: 1)))
    let gap = gaps.next(mean: 1)
    let work = works.next(mean: 0.9)
    #expect(gap > 0 && work > 0 && gap != work)
  }

  @Test("Two sequences of one stream do not disturb each other")
  func independent() {
    let stream = RandomStream(key: Self.key)
    var first = SequentialExponentials(from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: 1)))
    var second = SequentialExponentials(from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: 2)))
    var together: [Double] = []
    for _ in 0..<1_500 {
      together.append(first.next(mean: 1))
      _ = second.next(mean: 1)
    }
    var alone = SequentialExponentials(from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: 1)))
    #expect(together == together.map { _ in alone.next(mean: 1) })
  }

  @Test("On a stock generator they are the sequence of the purpose", arguments: ["mt19937", "taus2"])
  func stock(generator: String) throws {
    let address = StreamAddress(purpose: StreamPurpose(rawValue: 3))
    var uniforms = SequentialUniforms(from: try RandomStream(generator: generator, key: Self.key), at: address)
    let single = try RandomStream(generator: generator, key: Self.key)
    single.move(to: address)
    #expect((0..<1_300).map { _ in uniforms.next() } == (0..<1_300).map { _ in single.uniform() })
    var exponentials = SequentialExponentials(from: try RandomStream(generator: generator, key: Self.key), at: address)
    let other = try RandomStream(generator: generator, key: Self.key)
    #expect(
      (0..<1_300).map { _ in exponentials.next(mean: 2) }
        == (0..<1_300).map { _ in other.exponential(mean: 2, at: address) })
  }
}
