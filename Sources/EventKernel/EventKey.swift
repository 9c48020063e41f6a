/// The one order of events: time, then precedence, then the sequence in which they were scheduled; nothing else.
///
/// The three are packed into a 128-bit integer, so that the order is one integer comparison: 64 bits of time (the
/// pattern of a non-negative double grows with its value), 4 of precedence, 36 of sequence, and 24 that name the
/// place where the event is kept, which can never decide because sequences are unique.
@frozen
public struct EventKey: Comparable, Hashable, BitwiseCopyable, Sendable {
  @usableFromInline let bits: UInt128

  /// Sequence numbers run below this; ``EventCalendar`` renumbers its pending events when it gets there.
  public static let sequenceLimit: UInt64 = 1 << 36
  /// At most so many events can be pending at once.
  public static let slotLimit = 1 << 24

  @inlinable
  init(time: Double, precedence: Int, sequence: UInt64, slot: Int) {
    assert(precedence >= 0 && precedence < 16, "a precedence lies in 0...15 (was \(precedence))")
    // Adding zero turns -0 into +0, whose pattern is the smallest.
    let low = UInt64(truncatingIfNeeded: precedence) << 60 | sequence << 24 | UInt64(truncatingIfNeeded: slot)
    bits = UInt128(_low: low, _high: (time + 0.0).bitPattern)
  }

  /// Whether a time is finite and not negative, by one comparison: signs and infinities have the greater patterns.
  @inlinable
  @inline(__always)
  static func admits(_ time: Double) -> Bool { (time + 0.0).bitPattern < Double.infinity.bitPattern }

  @inlinable
  init(high: UInt64, low: UInt64) { bits = UInt128(_low: low, _high: high) }

  /// After every event; its time is not a number, so no limit reaches it.
  @inlinable static var never: EventKey { EventKey(high: .max, low: .max) }

  @inlinable var high: UInt64 { UInt64(truncatingIfNeeded: bits >> 64) }
  @inlinable var low: UInt64 { UInt64(truncatingIfNeeded: bits) }

  /// When the event occurs, in the model's unit of time.
  @inlinable public var time: Double { Double(bitPattern: UInt64(truncatingIfNeeded: bits >> 64)) }
  /// Decides among events of one instant: the lower occurs first. In `0 ... 15`.
  @inlinable public var precedence: Int { Int(truncatingIfNeeded: UInt64(truncatingIfNeeded: bits) >> 60) }
  @inlinable var slot: Int { Int(truncatingIfNeeded: UInt64(truncatingIfNeeded: bits) & 0xFF_FFFF) }

  @inlinable
  public static func < (a: EventKey, b: EventKey) -> Bool { a.bits < b.bits }

  /// The same instant and precedence with another sequence number.
  @inlinable
  func renumbered(_ sequence: UInt64) -> EventKey {
    EventKey(time: time, precedence: precedence, sequence: sequence, slot: slot)
  }
}
