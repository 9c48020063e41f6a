import EventKernel
import Testing

/// The examples of the documentation, as they stand there.
@Suite("Examples of EventKernel's documentation")
struct DocumentationTests {
  struct Clock: ~Copyable, DiscreteEventModel {
    enum Event: CalendarEvent {
      case tick
      var code: UInt64 { 0 }
    }
    var calendar = EventCalendar<Event>()
    var ticks = 0

    mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
      calendar.popNext(notAfter: limit)
    }

    mutating func occur(_ event: Event, at time: Double) {
      ticks += 1
      calendar.schedule(.tick, at: time + 1)
    }
  }

  @Test("A clock until time 10 ticks ten times")
  func clock() {
    var clock = Clock()
    clock.calendar.schedule(.tick, at: 1)
    var run = SimulationRun()
    run.advance(&clock, until: StoppingRule(time: 10))
    #expect(clock.ticks == 10)
  }

  @Test("The table of the order of events is right")
  func order() {
    let calendar = BoxedCalendar()
    for (number, (time, rank)) in [(7.0, 3), (7, 0), (7, 3), (7, 0), (6.5, 9)].enumerated() {
      calendar.schedule(TestEvent(number: Int32(number), rank: Int32(rank)), at: time)
    }
    #expect(calendar.drain() == [4, 1, 3, 0, 2])
  }

  @Test("An event scheduled during an instant can still occur in it, by its precedence")
  func sameInstant() {
    let calendar = BoxedCalendar()
    calendar.schedule(TestEvent(number: 0, rank: 1), at: 7)
    calendar.schedule(TestEvent(number: 1, rank: 1), at: 7)
    calendar.popNext()
    calendar.schedule(TestEvent(number: 2, rank: 1), at: 7)
    calendar.schedule(TestEvent(number: 3, rank: 0), at: 7)
    #expect(calendar.drain() == [3, 1, 2])
  }

  @Test("A precedence outside 0...15 stops a debug build")
  func precedence() async {
    #if DEBUG
      await #expect(processExitsWith: .failure) {
        var calendar = EventCalendar<TestEvent>()
        calendar.schedule(TestEvent(number: 0, rank: 16), at: 1)
      }
    #endif
  }
}
