import EventKernel

/// The event set as it would be written without a thought for speed: a sorted array.
struct ReferenceCalendar {
  struct Entry {
    var time: Double
    var event: TestEvent
    var sequence: Int
  }

  private(set) var entries: [Entry] = []
  private var sequence = 0

  mutating func schedule(_ event: TestEvent, at time: Double) {
    let entry = Entry(time: time, event: event, sequence: sequence)
    sequence += 1
    let place = entries.firstIndex {
      ($0.time, $0.event.precedence, $0.sequence) > (entry.time, entry.event.precedence, entry.sequence)
    }
    entries.insert(entry, at: place ?? entries.count)
  }

  mutating func cancel(number: Int32) -> Bool {
    guard let place = entries.firstIndex(where: { $0.event.number == number }) else { return false }
    entries.remove(at: place)
    return true
  }

  mutating func popNext(notAfter limit: Double) -> Entry? {
    guard let first = entries.first, first.time <= limit else { return nil }
    return entries.removeFirst()
  }
}
