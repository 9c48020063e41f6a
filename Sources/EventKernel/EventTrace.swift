/// Takes one line for each event that occurs, for debugging and for golden tests.
public protocol EventTrace: Sendable {
  func record<Event: CalendarEvent>(_ event: Event, at time: Double)
}
