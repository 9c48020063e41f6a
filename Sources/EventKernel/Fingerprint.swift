/// A 64-bit digest of a run: of every event's time, kind and entities, in the order in which they occurred.
///
/// Two runs with one fingerprint went the same way for all practical purposes. It is no cryptographic hash. Each
/// word is multiplied in by the constant of Steele, Lea and Flood, *SplitMix* (2014), and the high half folded down.
@frozen
public struct Fingerprint: Hashable, BitwiseCopyable, Sendable {
  /// The digest of all words taken in so far.
  @inlinable public var value: UInt64 { state }
  @usableFromInline var state: UInt64 = 0x6973_7375_6566_6C6F

  /// The digest of a run without events.
  public init() {}

  /// Takes in a word; the order of words matters.
  /// - Complexity: O(1)
  @inlinable
  public mutating func add(_ word: UInt64) {
    let mixed = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
    state = mixed ^ (mixed >> 32)
  }

  /// Sixteen hexadecimal digits.
  public var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
