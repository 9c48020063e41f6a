import EventKernel
import RandomStreams

/// The classical test of an event list: take the next event and schedule it again, an exponential time later.
enum HoldModel {
  struct Event: CalendarEvent {
    var number: Int32
    var code: UInt64 { UInt64(UInt32(bitPattern: number)) }
  }

  /// Nanoseconds a hold, the draw included, with so many events pending.
  static func nanoseconds(pending: Int, stream: RandomStream) -> Double {
    var times = SequentialExponentials(from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: 0)))
    var calendar = EventCalendar<Event>()
    for number in 0..<pending { calendar.schedule(Event(number: Int32(number)), at: times.next(mean: 1)) }
    func hold(_ count: Int, _ calendar: inout EventCalendar<Event>, _ times: inout SequentialExponentials) {
      for _ in 0..<count {
        guard let next = calendar.popNext() else { preconditionFailure("a hold keeps as many as there were") }
        calendar.schedule(next.event, at: next.time + times.next(mean: 1))
      }
    }
    hold(pending, &calendar, &times)
    let count = max(2_000_000, 2 * pending)
    let start = CPUClock.seconds()
    hold(count, &calendar, &times)
    return (CPUClock.seconds() - start) / Double(count) * 1e9
  }
}
