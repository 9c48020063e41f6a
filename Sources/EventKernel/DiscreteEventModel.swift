/// A model that lives by events: it holds a calendar and changes only when one of its events occurs.
///
/// ```swift
/// struct Clock: ~Copyable, DiscreteEventModel {
///   enum Event: CalendarEvent {
///     case tick
///     var code: UInt64 { 0 }
///   }
///   var calendar = EventCalendar<Event>()
///   var ticks = 0
///   mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
///     calendar.popNext(notAfter: limit)
///   }
///   mutating func occur(_ event: Event, at time: Double) {
///     ticks += 1
///     calendar.schedule(.tick, at: time + 1)
///   }
/// }
/// ```
///
/// A model holds a calendar, which cannot be copied unseen, and so is `~Copyable` itself.
public protocol DiscreteEventModel: ~Copyable {
  associatedtype Event: CalendarEvent
  /// Takes the next event from the model's calendar: ``EventCalendar/popNext(notAfter:)``.
  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)?
  /// Whether the run may end before its stopping rule.
  var isFinished: Bool { get }
  /// Carries an event out and schedules what follows from it, at `time` or later.
  mutating func occur(_ event: Event, at time: Double)
}

extension DiscreteEventModel where Self: ~Copyable {
  /// A model that says nothing else goes on until its stopping rule.
  @inlinable public var isFinished: Bool { false }
}

extension CalendarEvent {
  /// Events that say nothing else occur at one instant in the order in which they were scheduled.
  @inlinable public var precedence: Int { 0 }
}
