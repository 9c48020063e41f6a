/// What a random number is for: one number for each kind of decision that luck makes.
///
/// The numbers are the user's own. Once given they must not change, because a new number is new luck; so a
/// program keeps them in one list that is only ever added to.
public struct StreamPurpose: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  /// The number of the purpose, in 0 ..< 2⁸.
  public let rawValue: UInt8

  /// The purpose with this number.
  @inlinable
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }
}

/// The luck of one replication: a master seed and a replication number.
///
/// The pair is the key of the Philox generator as it stands. So no two pairs share a key, and replications
/// are independent without any jumping ahead.
public struct StreamKey: Hashable, Sendable, BitwiseCopyable {
  /// The same for all replications of an experiment.
  public let masterSeed: UInt32
  /// Which replication it is; every number is luck of its own.
  public let replication: UInt32

  /// The luck of one replication under a master seed.
  @inlinable
  public init(masterSeed: UInt32, replication: UInt32) {
    self.masterSeed = masterSeed
    self.replication = replication
  }
}

/// Where a random number lives: purpose, type, place, ordinal and visit.
///
/// An address has one value under one ``StreamKey``, whatever was drawn before and elsewhere. The fields have
/// fixed widths and do not overlap, so different fields are different addresses:
///
///     bit 127      120      112                 88                  48         32      24       0
///         │ purpose │ type   │ place            │ ordinal           │ visit    │ type  │ draw   │
///         │ 8       │ lower 8│ 24               │ 40                │ 16       │ upper 8│ 24    │
///
/// The draw number is not part of the value: it counts the blocks of four words taken at the address, so that
/// a distribution that rejects, such as the gamma, stays inside its own address. Numbers drawn in turn go on at the
/// next ordinal after 2²⁴ blocks, which are 2²⁵ numbers.
public struct StreamAddress: BitwiseCopyable, Hashable, Sendable {
  /// Purpose, type, place and the upper 24 bits of the ordinal.
  @usableFromInline let high: UInt64
  /// The lower 16 bits of the ordinal and the visit.
  @usableFromInline let low: UInt32
  /// The upper 8 bits of the type, above the draw number of the first block.
  @usableFromInline let first: UInt32

  /// - Precondition: `type` is in 0..<2¹⁶, `place` in 0..<2²⁴, `ordinal` in 0..<2⁴⁰, `visit` in 0..<2¹⁶.
  @inlinable
  public init(purpose: StreamPurpose, type: Int = 0, place: Int = 0, ordinal: Int = 0, visit: Int = 0) {
    // One branch for all four: an arithmetic shift keeps the sign, so negative numbers are caught as well.
    if (type >> 16) | (place >> 24) | (ordinal >> 40) | (visit >> 16) != 0 {
      Self.refuse(type: type, place: place, ordinal: ordinal, visit: visit)
    }
    high =
      UInt64(purpose.rawValue) << 56 | UInt64(truncatingIfNeeded: type & 0xFF) << 48
      | UInt64(truncatingIfNeeded: place) << 24 | UInt64(truncatingIfNeeded: ordinal) >> 16
    low = UInt32(truncatingIfNeeded: ordinal) << 16 | UInt32(truncatingIfNeeded: visit)
    first = UInt32(truncatingIfNeeded: type >> 8) << 24
  }

  /// What the number is for.
  public var purpose: StreamPurpose { StreamPurpose(rawValue: UInt8(truncatingIfNeeded: high >> 56)) }
  /// The kind of customer, in 0 ..< 2¹⁶.
  public var type: Int { Int(high >> 48 & 0xFF) | Int(first >> 24) << 8 }
  /// Where the customer comes from, in 0 ..< 2²⁴.
  public var place: Int { Int(high >> 24 & 0xFF_FFFF) }
  /// Which customer of that type and place, in 0 ..< 2⁴⁰.
  public var ordinal: Int { Int((high & 0xFF_FFFF) << 16) | Int(low >> 16) }
  /// Which visit of that customer, in 0 ..< 2¹⁶.
  public var visit: Int { Int(low & 0xFFFF) }

  /// Whether the bits of the draw number are free, as in every address that was made of fields.
  var hasNoDraw: Bool { first & 0xFF_FFFF == 0 }

  @usableFromInline
  @inline(never)
  static func refuse(type: Int, place: Int, ordinal: Int, visit: Int) -> Never {
    preconditionFailure(
      """
      an address needs type in 0..<2^16 (was \(type)), place in 0..<2^24 (was \(place)), \
      ordinal in 0..<2^40 (was \(ordinal)), visit in 0..<2^16 (was \(visit))
      """)
  }
}

extension StreamAddress: CustomStringConvertible {
  public var description: String {
    "purpose \(purpose.rawValue), type \(type), place \(place), ordinal \(ordinal), visit \(visit)"
  }
}
