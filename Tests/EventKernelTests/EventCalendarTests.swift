import EventKernel
import Testing

@Suite("EventCalendar")
struct EventCalendarTests {
  @Test("Events occur in order of time")
  func time() {
    let calendar = BoxedCalendar()
    for (number, time) in [5.0, 1, 3, 0.5, 4].enumerated() {
      calendar.schedule(TestEvent(number: Int32(number)), at: time)
    }
    #expect(calendar.count == 5)
    #expect(calendar.nextTime() == 0.5)
    #expect(calendar.drain() == [3, 1, 2, 4, 0])
    #expect(calendar.isEmpty && calendar.nextTime() == nil)
  }

  @Test("Events of one instant occur by precedence, then in the order in which they were scheduled")
  func ties() {
    let calendar = BoxedCalendar()
    for (number, rank) in [3, 0, 15, 3, 0, 1].enumerated() {
      calendar.schedule(TestEvent(number: Int32(number), rank: Int32(rank)), at: 7)
    }
    #expect(calendar.drain() == [1, 4, 5, 0, 3, 2])
  }

  @Test("Both lanes keep the one order of ties")
  func tiesAcrossLanes() {
    let calendar = BoxedCalendar()
    calendar.scheduleInOrder(TestEvent(number: 0, rank: 1), at: 2)
    calendar.schedule(TestEvent(number: 1, rank: 1), at: 2)
    calendar.scheduleInOrder(TestEvent(number: 2, rank: 1), at: 2)
    calendar.schedule(TestEvent(number: 3), at: 2)
    calendar.scheduleInOrder(TestEvent(number: 4), at: 3)
    calendar.schedule(TestEvent(number: 5), at: 2.5)
    #expect(calendar.drain() == [3, 0, 1, 2, 5, 4])
  }

  @Test("An event at -0 is one at 0 and no earlier than those before it")
  func negativeZero() {
    let calendar = BoxedCalendar()
    calendar.schedule(TestEvent(number: 0), at: 0)
    calendar.schedule(TestEvent(number: 1), at: -0.0)
    calendar.schedule(TestEvent(number: 2), at: 0)
    calendar.scheduleInOrder(TestEvent(number: 3), at: -0.0)
    #expect(calendar.nextTime()?.sign == .plus)
    #expect(calendar.drain() == [0, 1, 2, 3])
  }

  @Test("A limit leaves later events where they are, and takes one at the very limit")
  func limit() {
    let calendar = BoxedCalendar()
    calendar.schedule(TestEvent(number: 0), at: 2)
    calendar.scheduleInOrder(TestEvent(number: 1), at: 3)
    #expect(calendar.popNext(notAfter: 2.0.nextDown) == nil)
    #expect(calendar.popNext(notAfter: 2)?.event.number == 0)
    #expect(calendar.popNext(notAfter: 2.5) == nil)
    #expect(calendar.count == 1)
    #expect(calendar.popNext(notAfter: 3)?.event.number == 1)
  }

  @Test("A cancelled event never occurs, and a handle names nothing once its event is gone")
  func cancelling() {
    let calendar = BoxedCalendar()
    let first = calendar.schedule(TestEvent(number: 0), at: 1)
    let second = calendar.schedule(TestEvent(number: 1), at: 2)
    #expect(calendar.cancel(first))
    #expect(!calendar.cancel(first))
    #expect(calendar.count == 1 && calendar.nextTime() == 2)
    #expect(calendar.popNext()?.event.number == 1)
    #expect(!calendar.cancel(second))
    // New events take the places of both; the old handles must not reach them.
    let third = calendar.schedule(TestEvent(number: 2), at: 3)
    calendar.schedule(TestEvent(number: 3), at: 4)
    #expect(!calendar.cancel(first) && !calendar.cancel(second) && !calendar.cancel(.none))
    #expect(calendar.count == 2)
    #expect(calendar.cancel(third))
    #expect(calendar.drain() == [3])
  }

  @Test("An event scheduled while the root is vacant takes its right place")
  func vacantRoot() {
    let calendar = BoxedCalendar()
    calendar.schedule(TestEvent(number: 0), at: 1)
    #expect(calendar.popNext()?.event.number == 0)
    #expect(calendar.isEmpty)
    calendar.schedule(TestEvent(number: 1), at: 5)
    calendar.schedule(TestEvent(number: 2), at: 4)
    #expect(calendar.popNext()?.event.number == 2)
    let handle = calendar.schedule(TestEvent(number: 3), at: 9)
    #expect(calendar.fault == nil)
    #expect(calendar.cancel(handle) && calendar.count == 1)
    #expect(calendar.drain() == [1])
  }

  @Test("A copy goes its own way under the same handles")
  func copying() {
    let calendar = BoxedCalendar()
    let handles = (0..<20).map { calendar.schedule(TestEvent(number: $0), at: Double(20 - $0)) }
    calendar.scheduleInOrder(TestEvent(number: 20), at: 5.5)
    calendar.popNext()
    #expect(calendar.cancel(handles[3]))
    let other = calendar.copy()
    #expect(other.count == calendar.count)
    #expect(other.cancel(handles[4]))
    other.schedule(TestEvent(number: 99), at: 0)
    #expect(other.fault == nil && calendar.fault == nil)
    #expect(calendar.drain() == [18, 17, 16, 15, 20, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 2, 1, 0])
    #expect(other.drain() == [99, 18, 17, 16, 15, 20, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 2, 1, 0])
  }

  @Test("An in-order lane that is never empty keeps its order and its size")
  func longLane() {
    let calendar = BoxedCalendar()
    for number in 0..<10 as Range<Int32> { calendar.scheduleInOrder(TestEvent(number: number), at: Double(number)) }
    for number in 10..<5_000 as Range<Int32> {
      #expect(calendar.popNext()?.event.number == number - 10)
      calendar.scheduleInOrder(TestEvent(number: number), at: Double(number))
    }
    #expect(calendar.count == 10)
    #expect(calendar.laneLength < 200)
    #expect(calendar.drain() == Array(4_990..<5_000))
  }
}
