import CGSL
import CPhilox

/// What moves on from one number in turn to the next.
@frozen
public enum NumberOrder: Hashable, Sendable {
  /// The draw, at one address: the numbers that ``RandomStream/uniform()`` gives one by one after
  /// ``RandomStream/move(to:)``. After 2³³ numbers they go on at the next ordinal.
  case draws
  /// The ordinal: the first numbers of consecutive addresses, those of ``RandomStream/uniform(at:)``. A line served
  /// first come, first served takes each customer's own luck this way, at the speed of a batch.
  case ordinals
}

/// Uniform numbers in [0, 1) that are consumed in turn and computed ahead in blocks, as vector code.
///
/// Give each use an address of its own: an ``SequentialExponentials`` at the same address is made of the same numbers.
///
/// On a stock generator, which has no addresses, they are the numbers of the purpose's sequence, taken ahead of use.
@frozen
public struct SequentialUniforms: ~Copyable {
  @usableFromInline var block: NumberBlock

  /// Starts with the first number at an address.
  public init(from stream: RandomStream, at address: StreamAddress, order: NumberOrder = .draws) {
    block = NumberBlock(stream: stream, address: address, order: order, isExponential: false)
  }

  /// The next number.
  /// - Complexity: O(1), amortised
  @inlinable
  @inline(__always)
  public mutating func next() -> Double { block.next() }
}

/// Exponential numbers that are consumed in turn and computed ahead in blocks, as vector code.
///
/// The k-th number is made of the k-th number of ``SequentialUniforms`` at the same address, as
/// ``RandomStream/exponential(mean:at:)`` makes it of the first. So a model with one address for its arrivals and one
/// for its services has the same luck in every variant, as long as customers take their numbers in the same order.
@frozen
public struct SequentialExponentials: ~Copyable {
  @usableFromInline var block: NumberBlock

  /// Starts with the first number at an address.
  public init(from stream: RandomStream, at address: StreamAddress, order: NumberOrder = .draws) {
    block = NumberBlock(stream: stream, address: address, order: order, isExponential: true)
  }

  /// The next number.
  /// - Precondition: `mean` is not negative.
  /// - Complexity: O(1), amortised
  @inlinable
  @inline(__always)
  public mutating func next(mean: Double) -> Double {
    precondition(mean >= 0, "an exponential mean must not be negative")
    return mean * block.next()
  }
}

/// Numbers computed ahead, and the address and draw at which the next ones begin.
@usableFromInline
@frozen
struct NumberBlock: ~Copyable {
  /// Half as many Philox blocks: a divisor of 2²⁴, so that no refill straddles the end of an address.
  @usableFromInline static var size: Int { 512 }
  /// So many blocks at an address; then the next ordinal follows.
  static var drawsOfAddress: UInt64 { 1 << UInt64(CPHILOX_DRAW_BITS) }

  @usableFromInline let values: UnsafeMutablePointer<Double>
  @usableFromInline var taken: Int
  @usableFromInline var draw: UInt64
  @usableFromInline var address: StreamAddress
  @usableFromInline let stream: RandomStream
  @usableFromInline let order: NumberOrder
  @usableFromInline let isExponential: Bool

  @usableFromInline
  init(stream: RandomStream, address: StreamAddress, order: NumberOrder, isExponential: Bool) {
    values = UnsafeMutablePointer<Double>.allocate(capacity: Self.size)
    values.initialize(repeating: 0, count: Self.size)
    taken = Self.size
    draw = 0
    self.address = address
    self.stream = stream
    self.order = order
    self.isExponential = isExponential
  }

  @inlinable
  deinit { values.deallocate() }

  @inlinable
  @inline(__always)
  mutating func next() -> Double {
    if taken == Self.size { refill() }
    let value = values[taken]
    taken += 1
    return value
  }

  @usableFromInline
  @inline(never)
  mutating func refill() {
    taken = 0
    let block = UnsafeMutableBufferPointer(start: values, count: Self.size)
    if order == .ordinals {
      if isExponential {
        stream.fillExponential(block, mean: 1, from: address)
      } else {
        stream.fillUniform(block, from: address)
      }
      address = address.advanced(by: Self.size)
      return
    }
    stream.fillInTurn(block, draw: UInt32(draw), at: address, isExponential: isExponential)
    draw += UInt64(Self.size / 2)
    if draw == Self.drawsOfAddress {
      draw = 0
      address = address.advanced(by: 1)
    }
  }
}

extension RandomStream {
  /// - Precondition: `count` is even.
  func fillInTurn(
    _ values: UnsafeMutableBufferPointer<Double>, draw: UInt32, at address: StreamAddress, isExponential: Bool
  ) {
    guard isAddressed else {
      move(to: address)
      for index in values.indices {
        let number = gsl_rng_uniform(current)
        values[index] = isExponential ? cphilox_unit_exponential(number) : number
      }
      return
    }
    let (first, second, low, high) = (key.masterSeed, key.replication, address.low, address.high)
    let word = address.first | draw
    if isExponential {
      cphilox_fill_exponential_in_turn(first, second, low, high, word, values.baseAddress, values.count / 2)
    } else {
      cphilox_fill_uniform_in_turn(first, second, low, high, word, values.baseAddress, values.count / 2)
    }
  }
}

extension StreamAddress {
  /// The same address of a later customer.
  /// - Precondition: the ordinal stays below 2⁴⁰.
  func advanced(by customers: Int) -> StreamAddress {
    StreamAddress(purpose: purpose, type: type, place: place, ordinal: ordinal + customers, visit: visit)
  }
}

extension SequentialUniforms {
  /// Passes over whole blocks of numbers, so that a test can meet the end of an address.
  package mutating func skip(toBlock draw: UInt64) { block.draw = draw }
}
