import StateStorage
import Testing

@testable import RandomStreams

@Suite("Saved numbers in turn")
struct SequentialNumbersSavingTests {
  private func stream(_ replication: UInt32 = 3) -> RandomStream {
    RandomStream(key: StreamKey(masterSeed: 9, replication: replication))
  }

  private let address = StreamAddress(purpose: StreamPurpose(rawValue: 4), ordinal: 7)

  @Test(
    "They go on with the number that was next, at the ends of blocks and inside",
    arguments: [0, 1, 511, 512, 513, 1024, 5000], [NumberOrder.draws, .ordinals])
  func goOn(taken: Int, order: NumberOrder) throws {
    var uniforms = SequentialUniforms(from: stream(), at: address, order: order)
    var exponentials = SequentialExponentials(from: stream(), at: address, order: order)
    for _ in 0..<taken { _ = (uniforms.next(), exponentials.next(mean: 2)) }
    var writer = StateWriter(model: "numbers", version: 1)
    uniforms.save(to: &writer)
    exponentials.save(to: &writer)

    var reader = try StateReader(writer.finish(), model: "numbers", version: 1)
    var sameUniforms = try SequentialUniforms(from: &reader, stream: stream())
    var sameExponentials = try SequentialExponentials(from: &reader, stream: stream())
    try reader.finish()
    for _ in 0..<1500 {
      #expect(sameUniforms.next() == uniforms.next())
      #expect(sameExponentials.next(mean: 2) == exponentials.next(mean: 2))
    }
  }

  @Test("They go on after the last number of an address")
  func endOfAddress() throws {
    var numbers = SequentialUniforms(from: stream(), at: address)
    numbers.skip(toBlock: 1 << 24 - 256)
    for _ in 0..<100 { _ = numbers.next() }
    var writer = StateWriter(model: "numbers", version: 1)
    numbers.save(to: &writer)
    var reader = try StateReader(writer.finish(), model: "numbers", version: 1)
    var same = try SequentialUniforms(from: &reader, stream: stream())
    for _ in 0..<1500 { #expect(same.next() == numbers.next()) }
  }

  @Test("Under another key they are that key's numbers of the same places")
  func otherKey() throws {
    var other = SequentialUniforms(from: stream(4), at: address)
    var numbers = SequentialUniforms(from: stream(), at: address)
    for _ in 0..<700 { _ = (numbers.next(), other.next()) }
    var writer = StateWriter(model: "numbers", version: 1)
    numbers.save(to: &writer)
    var reader = try StateReader(writer.finish(), model: "numbers", version: 1)
    var future = try SequentialUniforms(from: &reader, stream: stream(4))
    for _ in 0..<700 { #expect(future.next() == other.next()) }
  }
}
