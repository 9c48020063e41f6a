/// A model that lives by events: it holds a calendar and changes only when one of its events occurs.
///
/// ```swift
/// struct Clock: DiscreteEventModel {
///   enum Event: CalendarEvent { case tick }
///   var calendar = EventCalendar<Event>()
///   var ticks = 0
///   mutating func occur(_ event: Event, at time: Double) {
///     ticks += 1
///     calendar.schedule(.tick, at: time + 1)
///   }
/// }
/// ```
public protocol DiscreteEventModel {
  associatedtype Event: CalendarEvent
  var calendar: EventCalendar<Event> { get set }
  /// Whether the run may end before its stopping rule.
  var isFinished: Bool { get }
  /// Carries an event out and schedules what follows from it, at `time` or later.
  mutating func occur(_ event: Event, at time: Double)
}

extension DiscreteEventModel {
  @inlinable public var isFinished: Bool { false }
}

extension CalendarEvent {
  @inlinable public var precedence: Int { 0 }
}
