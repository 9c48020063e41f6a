import EventKernel
import StateStorage
import TestSupport
import Testing

@Suite("Saved calendars and runs")
struct SavingTests {
  /// A hold model with cancellations and an in-order lane: every event schedules others by a generator of its own.
  private struct Churn: ~Copyable, DiscreteEventModel {
    var calendar = EventCalendar<TestEvent>()
    var random: UInt64 = 42
    var handles = FlatTable<EventHandle>()

    init() { for number in 0..<40 { add(number, 0) } }

    init(from reader: inout StateReader) throws(SavedStateError) {
      calendar = try EventCalendar(from: &reader)
      random = try reader.read(UInt64.self)
      handles = try FlatTable(from: &reader)
    }

    func save(to writer: inout StateWriter) {
      calendar.save(to: &writer)
      writer.write(random)
      handles.save(to: &writer)
    }

    mutating func draw(below limit: UInt64) -> UInt64 {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (random >> 33) % limit
    }

    mutating func add(_ number: Int, _ time: Double) {
      let delay = Double(draw(below: 1000)) / 8
      handles.append(calendar.schedule(TestEvent(number: Int32(number)), at: time + delay))
    }

    mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: TestEvent)? {
      calendar.popNext(notAfter: limit)
    }

    mutating func occur(_ event: TestEvent, at time: Double) {
      add(Int(draw(below: 1 << 20)), time)
      if draw(below: 4) == 0 {
        let handle = handles[Int(draw(below: UInt64(handles.count)))]
        if calendar.cancel(handle) { add(7, time) }
      }
      if draw(below: 50) == 0 { calendar.scheduleInOrder(TestEvent(number: 9), at: time + 500) }
    }
  }

  @Test("A run that is saved, read back and continued goes the same way to the bit", arguments: [0, 1, 777, 5000])
  func resumed(half: Int) throws {
    var whole = Churn()
    var unbroken = SimulationRun()
    unbroken.advance(&whole, until: StoppingRule(events: 10_000))

    var first = Churn()
    var run = SimulationRun()
    run.advance(&first, until: StoppingRule(events: half))
    var writer = StateWriter(model: "churn", version: 1)
    writer.write(run)
    first.save(to: &writer)
    let bytes = writer.finish()

    var reader = try StateReader(bytes, model: "churn", version: 1)
    var resumed = try reader.read(SimulationRun.self)
    var second = try Churn(from: &reader)
    try reader.finish()
    #expect(second.calendar.checkInvariants() == nil)
    #expect(second.calendar.count == first.calendar.count)
    resumed.advance(&second, until: StoppingRule(events: 10_000))
    #expect(resumed.fingerprint == unbroken.fingerprint)
    #expect(resumed.clock == unbroken.clock)
    #expect(second.calendar.count == whole.calendar.count)
  }

  @Test("Branches of one state go the same way until they are treated differently")
  func branched() throws {
    var model = Churn()
    var run = SimulationRun()
    run.advance(&model, until: StoppingRule(events: 3000))
    var writer = StateWriter(model: "churn", version: 1)
    writer.write(run)
    model.save(to: &writer)
    let bytes = writer.finish()
    func branch(_ extra: Int?) throws -> (Fingerprint, Fingerprint) {
      var reader = try StateReader(bytes, model: "churn", version: 1)
      var run = try reader.read(SimulationRun.self)
      var model = try Churn(from: &reader)
      run.advance(&model, until: StoppingRule(events: 4000))
      let before = run.fingerprint
      if let extra { model.add(extra, run.clock) }
      run.advance(&model, until: StoppingRule(events: 5000))
      return (before, run.fingerprint)
    }
    let (a, b) = (try branch(nil), try branch(3))
    #expect(a.0 == b.0)
    #expect(a.1 != b.1)
  }
}
