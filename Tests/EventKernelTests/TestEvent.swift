import EventKernel

/// An event that is told from others by its number.
struct TestEvent: CalendarEvent, Hashable {
  var number: Int32
  var rank: Int32 = 0

  var precedence: Int { Int(rank) }
  var code: UInt64 { UInt64(UInt32(bitPattern: number)) }
}

/// A calendar in a box, because an expectation cannot look into a value that cannot be copied.
final class BoxedCalendar {
  private var calendar: EventCalendar<TestEvent>

  init() { calendar = EventCalendar() }
  private init(_ calendar: consuming EventCalendar<TestEvent>) { self.calendar = calendar }

  var count: Int { calendar.count }
  var isEmpty: Bool { calendar.isEmpty }
  var laneLength: Int { calendar.laneLength }
  var leafCount: Int { calendar.leafCount }
  var fault: String? { calendar.checkInvariants() }

  func copy() -> BoxedCalendar { BoxedCalendar(calendar.copy()) }
  func startNumbering(at sequence: UInt64) { calendar.startNumbering(at: sequence) }
  func cancel(_ handle: EventHandle) -> Bool { calendar.cancel(handle) }
  func nextTime() -> Double? { calendar.nextTime() }
  func scheduleInOrder(_ event: TestEvent, at time: Double) { calendar.scheduleInOrder(event, at: time) }

  @discardableResult
  func schedule(_ event: TestEvent, at time: Double) -> EventHandle { calendar.schedule(event, at: time) }

  @discardableResult
  func popNext(notAfter limit: Double = .infinity) -> (time: Double, event: TestEvent)? {
    calendar.popNext(notAfter: limit)
  }

  /// The numbers of all events, in the order in which they occur.
  func drain() -> [Int32] {
    var numbers: [Int32] = []
    while let next = popNext() { numbers.append(next.event.number) }
    return numbers
  }
}
