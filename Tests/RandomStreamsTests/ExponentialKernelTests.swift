import CGSL
import CPhilox
import Foundation
import RandomStreams
import Testing

@Suite("The exponential kernel")
struct ExponentialKernelTests {
  /// How many doubles lie between two numbers that are not negative.
  static func ulps(_ a: Double, _ b: Double) -> UInt64 {
    let (x, y) = ((a + 0.0).bitPattern, (b + 0.0).bitPattern)
    return x > y ? x - y : y - x
  }

  /// A generator of GSL's whose next uniform number is a given one.
  final class Fixed {
    private let generator: UnsafeMutablePointer<gsl_rng>

    init() throws {
      generator = try #require(gsl_rng_alloc(cphilox_type()))
    }

    deinit { gsl_rng_free(generator) }

    /// What GSL makes of `uniform`, a multiple of 2⁻⁵³.
    func exponential(_ uniform: Double, mean: Double) -> Double {
      let bits = UInt64(uniform * 0x1p53)
      let state = generator.pointee.state.assumingMemoryBound(to: cphilox_state.self)
      state.pointee.buffer.0 = UInt32(truncatingIfNeeded: bits >> 26) << 5
      state.pointee.buffer.1 = UInt32(truncatingIfNeeded: bits & 0x3FF_FFFF) << 6
      state.pointee.index = 0
      return gsl_ran_exponential(generator, mean)
    }
  }

  /// Both ends, both sides of the cuts between exponents, and many in between; all are multiples of 2⁻⁵³.
  static func uniforms() -> [Double] {
    var values: [Double] = [0, 0x1p-53, 1 - 0x1p-53]
    var cuts: [Double] = []
    for exponent in 0...53 {
      cuts.append(scalbn(1.0, -exponent))
      cuts.append(scalbn(0.5.squareRoot(), -exponent))
    }
    for cut in cuts {
      for step in -40...40 {
        let offset = Double(step) * 0x1p-53
        for value in [cut + offset, 1 - cut + offset] {
          let multiple: Double = (value * 0x1p53).rounded(.down) * 0x1p-53
          if multiple >= 0, multiple < 1 { values.append(multiple) }
        }
      }
    }
    var block = Array(repeating: 0.0, count: 1_000)
    let stream = RandomStream(key: StreamKey(masterSeed: 53, replication: 1))
    for part in 0..<300 {
      stream.fillUniform(&block, from: StreamAddress(purpose: StreamPurpose(rawValue: 3), type: part % 256))
      values += block
      let scale = scalbn(0x1p53, -(part % 54))
      for number in block {
        let multiple: Double = (number * scale).rounded(.down)
        values.append(multiple * 0x1p-53)
        values.append(1 - (multiple + 1) * 0x1p-53)
      }
    }
    return values
  }

  @Test("It is within 1 ulp of gsl_ran_exponential over a million ordinary and extreme numbers, and 2 at other means")
  func gsl() throws {
    let fixed = try Fixed()
    var worst: UInt64 = 0
    var worstScaled: UInt64 = 0
    let uniforms = Self.uniforms()
    #expect(uniforms.count > 900_000)
    for uniform in uniforms {
      worst = max(worst, Self.ulps(cphilox_exponential(uniform, 1), fixed.exponential(uniform, mean: 1)))
      for mean in [3.7, 0.019, 1e300] {
        worstScaled = max(
          worstScaled, Self.ulps(cphilox_exponential(uniform, mean), fixed.exponential(uniform, mean: mean)))
      }
    }
    #expect(worst <= 1)
    #expect(worstScaled <= 2)
  }

  @Test("It is +0 at 0 and 53 log 2 at the other end, never negative, and rises with the uniform number")
  func ends() {
    #expect(cphilox_exponential(0, 5).bitPattern == 0)
    #expect(cphilox_exponential(0.3, 0).bitPattern == 0)
    #expect(Self.ulps(cphilox_exponential(1 - 0x1p-53, 1), 53 * 0.693147180559945309) <= 1)
    #expect(Self.ulps(cphilox_exponential(0x1p-53, 1), 0x1p-53) <= 1)
    var last = 0.0
    for uniform in Self.uniforms().sorted() {
      let value = cphilox_exponential(uniform, 1)
      // An error of 1 ulp at either of two neighbours can turn them.
      #expect(value >= last - 2 * last.ulp)
      last = value
    }
  }

  @Test("A batch has the bits of its addresses, also where the ordinal carries into the next word")
  func batch() {
    let stream = RandomStream(key: StreamKey(masterSeed: 11, replication: 5))
    let purpose = StreamPurpose(rawValue: 255)
    for (start, count) in [(0, 1_000), (65_500, 101), ((1 << 40) - 7, 7), (12, 1), (12, 0)] {
      var values = Array(repeating: 0.0, count: count)
      let first = StreamAddress(purpose: purpose, type: 255, place: 0xFF_FFFF, ordinal: start, visit: 65_535)
      stream.fillExponential(&values, mean: 2.5, from: first)
      let scalar = (0..<count).map { offset in
        stream.exponential(
          mean: 2.5,
          at: StreamAddress(purpose: purpose, type: 255, place: 0xFF_FFFF, ordinal: start + offset, visit: 65_535))
      }
      #expect(values.map(\.bitPattern) == scalar.map(\.bitPattern))
    }
  }

  @Test("Bank, mixture and address give an exponential the same bits")
  func oneDefinition() {
    var bank = SamplerBank()
    let plain = bank.add(.exponential(mean: 5))
    let mixed = bank.add(.mixture(weights: [0, 1], components: [.constant(0), .exponential(mean: 5)]))
    let stream = RandomStream(key: StreamKey(masterSeed: 8, replication: 2))
    for ordinal in 0..<500 {
      let address = StreamAddress(purpose: StreamPurpose(rawValue: 1), ordinal: ordinal)
      #expect(bank.sample(plain, from: stream, at: address) == stream.exponential(mean: 5, at: address))
      stream.move(to: address)
      _ = stream.uniform()
      let second = cphilox_exponential(stream.uniform(), 5)
      #expect(bank.sample(mixed, from: stream, at: address) == second)
    }
  }

  @Test("On a stock generator a batch is the sequence of its purpose")
  func stock() throws {
    let key = StreamKey(masterSeed: 1, replication: 1)
    let address = StreamAddress(purpose: StreamPurpose(rawValue: 2))
    var values = Array(repeating: 0.0, count: 20)
    try RandomStream(generator: "taus2", key: key).fillExponential(&values, mean: 3, from: address)
    let other = try RandomStream(generator: "taus2", key: key)
    #expect(values == (0..<20).map { _ in other.exponential(mean: 3, at: address) })
  }
}
