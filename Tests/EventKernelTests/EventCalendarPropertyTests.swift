import EventKernel
import TestSupport
import Testing

/// The calendar beside a sorted array, through thousands of random steps.
@Suite("EventCalendar beside a sorted array")
struct EventCalendarPropertyTests {
  /// Times are few, so that many events share one; ranks are few as well.
  struct Walk {
    let calendar = BoxedCalendar()
    var reference = ReferenceCalendar()
    var handles: [(handle: EventHandle, number: Int32)] = []
    var random: SeededGenerator
    var clock = 0.0
    var laneEnd = (time: 0.0, rank: Int32(0))
    var number: Int32 = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func schedule() {
      let event = TestEvent(number: number, rank: Int32(random.below(3)))
      let time = clock + Double(random.below(40)) / 4
      number += 1
      handles.append((calendar.schedule(event, at: time), event.number))
      reference.schedule(event, at: time)
    }

    mutating func scheduleInOrder() {
      // The lane asks for ascending keys while something is pending in it; always is simpler here.
      let step = Double(random.below(3))
      let start = max(clock, laneEnd.time)
      let time = start + step
      let rank = time > laneEnd.time ? Int32(random.below(3)) : laneEnd.rank
      laneEnd = (time, rank)
      let event = TestEvent(number: number, rank: rank)
      number += 1
      calendar.scheduleInOrder(event, at: time)
      reference.schedule(event, at: time)
    }

    /// Cancels any event that was ever scheduled: pending, gone or cancelled.
    mutating func cancel() {
      guard !handles.isEmpty else { return }
      let (handle, number) = handles[handles.count - 1 - random.below(min(handles.count, 200))]
      let isCancelled = calendar.cancel(handle)
      #expect(isCancelled == reference.cancel(number: number))
    }

    mutating func pop() {
      let limit = random.happens(0.3) ? clock + Double(random.below(8)) / 4 : .infinity
      let next = calendar.popNext(notAfter: limit)
      let expected = reference.popNext(notAfter: limit)
      #expect(next?.time == expected?.time && next?.event == expected?.event)
      if let next { clock = next.time }
    }

    /// Compares what can be seen without changing anything.
    mutating func compare() {
      #expect(calendar.count == reference.entries.count)
      if random.happens(0.5) { #expect(calendar.nextTime() == reference.entries.first?.time) }
      #expect(calendar.fault == nil)
    }
  }

  @Test("It gives the same events in the same order", arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func sameOrder(seed: UInt64) {
    var walk = Walk(seed: seed)
    for step in 0..<4_000 {
      // Phases of growth, churn and shrinking, so that sweeps and an empty calendar are met.
      let growth = [0.55, 0.4, 0.15][step / 250 % 3]
      let draw = Double.random(in: 0..<1, using: &walk.random)
      if draw < growth * 0.8 {
        walk.schedule()
      } else if draw < growth {
        walk.scheduleInOrder()
      } else if draw < growth + 0.3 {
        walk.cancel()
      } else {
        walk.pop()
      }
      if step % 7 == 0 { walk.compare() }
    }
    while !walk.reference.entries.isEmpty { walk.pop() }
    walk.compare()
  }

  /// Through all depths of the tree, and leaves at two depths.
  @Test("40,000 pending events occur in the order of a sort, a third of them cancelled")
  func many() {
    let calendar = BoxedCalendar()
    var random = SeededGenerator(seed: 5)
    var pending: [(time: Double, rank: Int32, number: Int32)] = []
    for number in 0..<40_000 as Range<Int32> {
      let event = TestEvent(number: number, rank: Int32(random.below(3)))
      let time = Double(random.below(5_000))
      let handle = calendar.schedule(event, at: time)
      if number.isMultiple(of: 3) {
        let isCancelled = calendar.cancel(handle)
        #expect(isCancelled && !calendar.cancel(handle))
      } else {
        pending.append((time, event.rank, number))
      }
    }
    #expect(calendar.fault == nil)
    #expect(calendar.count == pending.count)
    #expect(calendar.leafCount < 33_000)
    pending.sort { ($0.time, $0.rank, $0.number) < ($1.time, $1.rank, $1.number) }
    #expect(calendar.drain() == pending.map(\.number))
    #expect(calendar.fault == nil)
  }

  @Test("Many cancellations leave no trace")
  func sweep() {
    var walk = Walk(seed: 99)
    for _ in 0..<400 { walk.schedule() }
    walk.calendar.popNext()
    _ = walk.reference.popNext(notAfter: .infinity)
    for _ in 0..<2_000 { walk.cancel() }
    walk.compare()
    for _ in 0..<200 { walk.schedule() }
    walk.compare()
    while !walk.reference.entries.isEmpty { walk.pop() }
    #expect(walk.calendar.isEmpty)
  }

  @Test("Renumbering keeps the order of both lanes", arguments: [0, 1, 2, 50, 51, 299] as [UInt64])
  func renumbering(before: UInt64) {
    var walk = Walk(seed: 1_000 + before)
    walk.calendar.startNumbering(at: EventKey.sequenceLimit - before)
    for step in 0..<600 {
      switch walk.random.below(10) {
      case 0..<4: walk.schedule()
      case 4..<6: walk.scheduleInOrder()
      case 6..<7: walk.cancel()
      default: walk.pop()
      }
      if step % 5 == 0 { walk.compare() }
    }
    while !walk.reference.entries.isEmpty { walk.pop() }
  }

  @Test("Renumbering keeps ties that were scheduled in turn through both lanes")
  func renumberingTies() {
    let calendar = BoxedCalendar()
    calendar.startNumbering(at: EventKey.sequenceLimit - 10)
    for number in 0..<30 as Range<Int32> {
      if number.isMultiple(of: 3) {
        calendar.scheduleInOrder(TestEvent(number: number), at: 5)
      } else {
        calendar.schedule(TestEvent(number: number), at: 5)
      }
    }
    #expect(calendar.fault == nil)
    #expect(calendar.drain() == Array(0..<30))
  }
}
