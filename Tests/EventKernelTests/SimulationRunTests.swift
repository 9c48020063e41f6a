import EventKernel
import Synchronization
import Testing

/// Two clocks that tick at their own pace; each tick schedules the next.
struct TwoClocks: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case tick(Int32)
    case tock(Int32)

    var precedence: Int {
      switch self {
      case .tick: 1
      case .tock: 0
      }
    }

    var code: UInt64 {
      switch self {
      case .tick(let number): UInt64(number)
      case .tock(let number): 1 << 32 | UInt64(number)
      }
    }
  }

  var calendar = EventCalendar<Event>()
  var ticks: Int32 = 0
  var tocks: Int32 = 0
  var lastTick = Int32.max
  var pace = 2.0

  init() {
    calendar.schedule(.tick(0), at: 2)
    calendar.schedule(.tock(0), at: 3)
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    calendar.popNext(notAfter: limit)
  }

  var isFinished: Bool { ticks > lastTick }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .tick:
      ticks += 1
      calendar.schedule(.tick(ticks), at: time + pace)
    case .tock:
      tocks += 1
      calendar.schedule(.tock(tocks), at: time + 3)
    }
  }
}

@Suite("SimulationRun")
struct SimulationRunTests {
  @Test("A run until a time includes the events at that time")
  func untilTime() {
    var model = TwoClocks()
    var run = SimulationRun()
    run.advance(&model, until: StoppingRule(time: 6))
    #expect(model.ticks == 3 && model.tocks == 2)
    #expect(run.eventCount == 5 && run.clock == 6)
    run.advance(&model, until: StoppingRule(time: 7.5))
    #expect(run.eventCount == 5 && run.clock == 6)
  }

  @Test("A run until a number of events counts those before")
  func untilEvents() {
    var model = TwoClocks()
    var run = SimulationRun()
    run.advance(&model, until: StoppingRule(events: 4))
    #expect(run.eventCount == 4 && run.clock == 6)
    run.advance(&model, until: StoppingRule(events: 4))
    #expect(run.eventCount == 4)
    run.advance(&model, until: StoppingRule(time: 100, events: 5))
    #expect(run.eventCount == 5)
  }

  @Test("A run ends when nothing is scheduled")
  func untilEmpty() {
    var model = TwoClocks()
    model.calendar = EventCalendar()
    var run = SimulationRun()
    run.advance(&model, until: .never)
    #expect(run.eventCount == 0 && run.clock == 0)
    #expect(run.fingerprint == Fingerprint())
  }

  @Test("A run ends when the model is finished")
  func untilFinished() {
    var model = TwoClocks()
    model.lastTick = 4
    var run = SimulationRun()
    run.advance(&model, until: .never)
    #expect(model.ticks == 5 && run.clock == 10)
    run.advance(&model, until: .never)
    #expect(model.ticks == 5)
  }

  @Test("A run continued piece by piece is the same as one run")
  func continued() {
    var whole = TwoClocks()
    var wholeRun = SimulationRun()
    wholeRun.advance(&whole, until: StoppingRule(time: 500))
    var parts = TwoClocks()
    var run = SimulationRun()
    for time in [0.0, 1, 6, 6, 6.5, 77, 200, 500] { run.advance(&parts, until: StoppingRule(time: time)) }
    #expect(run.fingerprint == wholeRun.fingerprint)
    #expect(run.eventCount == wholeRun.eventCount && run.clock == wholeRun.clock)
    for events in wholeRun.eventCount..<wholeRun.eventCount + 20 {
      run.advance(&parts, until: StoppingRule(events: events + 1))
    }
    wholeRun.advance(&whole, until: StoppingRule(events: run.eventCount))
    #expect(run.fingerprint == wholeRun.fingerprint)
  }

  @Test("Another order, another time or another entity gives another fingerprint")
  func fingerprints() {
    var model = TwoClocks()
    var run = SimulationRun()
    run.advance(&model, until: StoppingRule(events: 6))
    var slower = TwoClocks()
    slower.pace = 2.0 + 0x1p-40
    var slowerRun = SimulationRun()
    slowerRun.advance(&slower, until: StoppingRule(events: 6))
    #expect(run.fingerprint != slowerRun.fingerprint)

    var (first, second, third) = (Fingerprint(), Fingerprint(), Fingerprint())
    for word in [1, 2, 3] as [UInt64] { first.add(word) }
    for word in [1, 3, 2] as [UInt64] { second.add(word) }
    for word in [1, 2, 3] as [UInt64] { third.add(word) }
    #expect(first != second && first == third)
    #expect(first.text.count == 16)
    #expect(UInt64(first.text, radix: 16) == first.value)
  }

  @Test("An event scheduled in the past stops the program")
  func timeRunsBack() async {
    await #expect(processExitsWith: .failure) {
      var model = TwoClocks()
      model.pace = -1
      var run = SimulationRun()
      run.advance(&model, until: StoppingRule(events: 10))
    }
  }

  @Test("A trace gets one line for each event, in order")
  func trace() {
    let lines = TraceLines()
    var model = TwoClocks()
    var run = SimulationRun(trace: lines)
    run.advance(&model, until: StoppingRule(time: 6))
    #expect(
      lines.all == [
        "2.0 tick(0)", "3.0 tock(0)", "4.0 tick(1)", "6.0 tock(1)", "6.0 tick(2)",
      ])
    run.trace = nil
    run.advance(&model, until: StoppingRule(time: 60))
    #expect(lines.all.count == 5)
  }

  @Test("The event of a test model takes no more than 16 bytes")
  func payload() {
    #expect(MemoryLayout<TwoClocks.Event>.size <= 16)
    #expect(MemoryLayout<EventKey>.size == 16)
    #expect(MemoryLayout<EventHandle>.size == 8)
  }
}

/// Keeps trace lines.
private final class TraceLines: EventTrace {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func record<Event: CalendarEvent>(_ event: Event, at time: Double) {
    lines.withLock { $0.append("\(time) \(event)") }
  }
}
