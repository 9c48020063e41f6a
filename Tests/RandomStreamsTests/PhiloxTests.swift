import CGSL
import CPhilox
import RandomStreams
import Testing

@Suite("Philox4x32-10")
struct PhiloxTests {
  struct KnownAnswer: Sendable {
    let counter: [UInt32]
    let key: [UInt32]
    let words: [UInt32]
  }

  /// From `kat_vectors` of Random123, the authors' own library.
  static let knownAnswers = [
    KnownAnswer(
      counter: [0, 0, 0, 0], key: [0, 0],
      words: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
    KnownAnswer(
      counter: [.max, .max, .max, .max], key: [.max, .max],
      words: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
    KnownAnswer(
      counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], key: [0xa409_3822, 0x299f_31d0],
      words: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]),
  ]

  @Test("A block has the words that its authors published", arguments: knownAnswers)
  func knownAnswer(answer: KnownAnswer) {
    var words: [UInt32] = [0, 0, 0, 0]
    cphilox_block(answer.key, answer.counter, &words)
    #expect(words == answer.words)
  }

  @Test("The GSL generator hands out the words of consecutive blocks")
  func wordsOfBlocks() throws {
    let generator = try #require(gsl_rng_alloc(cphilox_type()))
    defer { gsl_rng_free(generator) }
    gsl_rng_set(generator, 0x0000_0007_0000_002A)
    for draw in 0..<5 as Range<UInt32> {
      var words: [UInt32] = [0, 0, 0, 0]
      cphilox_block([0x2A, 7], [draw, 0, 0, 0], &words)
      for word in words { #expect(gsl_rng_get(generator) == UInt(word)) }
    }
  }

  @Test("Moving writes the address into the last three counter words and starts at draw 0")
  func moving() throws {
    let generator = try #require(gsl_rng_alloc(cphilox_type()))
    defer { gsl_rng_free(generator) }
    let state = generator.pointee.state.assumingMemoryBound(to: cphilox_state.self)
    cphilox_set_key(state, 3, 4)
    // Leave a block half used: moving must drop the rest of it.
    _ = gsl_rng_get(generator)
    cphilox_move(state, 0, 0x1111_2222, 0x3333_4444_5555_6666)
    var words: [UInt32] = [0, 0, 0, 0]
    cphilox_block([3, 4], [0, 0x1111_2222, 0x5555_6666, 0x3333_4444], &words)
    #expect((0..<4).map { _ in UInt32(gsl_rng_get(generator)) } == words)
  }

  @Test("A double takes 27 bits of one word and 26 of the next, and stays below 1")
  func doubles() {
    #expect(cphilox_double(0, 0) == 0)
    #expect(cphilox_double(0, 1 << 6) == 0x1p-53)
    #expect(cphilox_double(1 << 5, 0) == 0x1p-27)
    #expect(cphilox_double(.max, .max) == 1 - 0x1p-53)
  }

  @Test("After 2^24 blocks the numbers go on at the next ordinal, and the type keeps its upper bits")
  func carry() throws {
    let generator = try #require(gsl_rng_alloc(cphilox_type()))
    defer { gsl_rng_free(generator) }
    let state = generator.pointee.state.assumingMemoryBound(to: cphilox_state.self)
    cphilox_set_key(state, 3, 4)
    // The ordinal ends in 16 ones, so that the carry crosses two words.
    cphilox_move(state, 0xABFF_FFFF, 0xFFFF_2222, 0x3333_4444_5555_6666)
    for _ in 0..<4 { _ = gsl_rng_get(generator) }
    var words: [UInt32] = [0, 0, 0, 0]
    cphilox_block([3, 4], [0xAB00_0000, 0x0000_2222, 0x5555_6667, 0x3333_4444], &words)
    #expect((0..<4).map { _ in UInt32(gsl_rng_get(generator)) } == words)
  }

  @Test("A batch has the values of its addresses, also where the ordinal carries into the next word")
  func batch() {
    let stream = RandomStream(key: StreamKey(masterSeed: 11, replication: 5))
    let purpose = StreamPurpose(rawValue: 255)
    for start in [0, 65_500, (1 << 40) - 101] {
      var values = Array(repeating: 0.0, count: 101)
      let first = StreamAddress(purpose: purpose, type: 255, place: 0xFF_FFFF, ordinal: start, visit: 65_535)
      stream.fillUniform(&values, from: first)
      let scalar = (0..<101).map { offset in
        stream.uniform(
          at: StreamAddress(
            purpose: purpose, type: 255, place: 0xFF_FFFF, ordinal: start + offset, visit: 65_535))
      }
      #expect(values == scalar)
    }
  }
}
