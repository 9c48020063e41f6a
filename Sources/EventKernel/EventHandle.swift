/// Names one scheduled event, so that it can be cancelled.
///
/// A handle stays safe to use: once its event has occurred or was cancelled, it names nothing, until its place has
/// been used another 2³² times.
@frozen
public struct EventHandle: Hashable, BitwiseCopyable, Sendable {
  @usableFromInline let slot: UInt32
  @usableFromInline let generation: UInt32

  @inlinable
  init(slot: UInt32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }

  /// A handle that names no event.
  public static let none = EventHandle(slot: .max, generation: 0)
}
