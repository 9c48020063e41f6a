/// When a run ends, whichever comes first; a run also ends when nothing is scheduled or the model says it is done.
@frozen
public struct StoppingRule: Hashable, Sendable {
  /// No event after this time occurs; one at this very time does.
  public var time: Double
  /// At most so many events occur.
  public var events: Int

  /// Both ends are inclusive; by default neither ever comes.
  /// - Precondition: neither is negative, and the time is a number.
  @inlinable
  public init(time: Double = .infinity, events: Int = .max) {
    precondition(time >= 0, "a run cannot end at \(time)")
    precondition(events >= 0, "a run cannot end after \(events) events")
    self.time = time
    self.events = events
  }

  /// Until nothing is scheduled.
  @inlinable public static var never: StoppingRule { StoppingRule() }
}
