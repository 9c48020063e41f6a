/// Something that can be scheduled: a small plain value, so that it can be printed, compared, hashed and saved.
///
/// Conform an enum whose payloads are integers. A closure or a reference has no place in an event set.
public protocol CalendarEvent: BitwiseCopyable, Sendable {
  /// Decides among events of one instant: the lower occurs first. In `0 ... 15`.
  var precedence: Int { get }
  /// Kind and entities of the event in 64 bits, for the ``Fingerprint``.
  var code: UInt64 { get }
}

/// An enum without payloads needs no more than numbers: `enum Event: UInt8, CalendarEvent { case serviceEnds, arrival }`.
extension CalendarEvent where Self: RawRepresentable, RawValue == UInt8 {
  /// The raw value of the case.
  @inlinable public var code: UInt64 { UInt64(rawValue) }
}
