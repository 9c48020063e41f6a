import EventKernel
import Foundation
import RandomStreams
import StateStorage
import Testing

/// A queue saved at half-time and resumed: 10⁷ customers with `ISSUEFLOW_SLOW_TESTS=1`, else 10⁵.
@Suite("Saved queue")
struct SavedQueueTests {
  private static let customers =
    ProcessInfo.processInfo.environment["ISSUEFLOW_SLOW_TESTS"] == "1" ? 10_000_000 : 100_000
  private static var stream: RandomStream { RandomStream(key: StreamKey(masterSeed: 721, replication: 1)) }
  private static var queue: MultiServerQueue {
    MultiServerQueue(servers: 1, arrivalRate: 0.9, serviceRate: 1, stream: stream)
  }

  private static func saved(events: Int) -> [UInt8] {
    var model = queue
    var run = SimulationRun()
    run.advance(&model, until: StoppingRule(events: events))
    return model.save(run)
  }

  /// Every way in which two runs could differ, as one line.
  private static func signature(_ run: SimulationRun, _ model: borrowing MultiServerQueue) -> String {
    "\(run.fingerprint) \(run.clock.bitPattern) \(run.eventCount) \(model.waiting) \(model.station.customersWaiting)"
  }

  @Test("Resumed in another process, it ends as the unbroken run does")
  func otherProcess() async throws {
    let customers = Self.customers
    var whole = Self.queue
    var unbroken = SimulationRun()
    unbroken.advance(&whole, until: StoppingRule(events: 2 * customers))
    let expected = Self.signature(unbroken, whole)

    let path = FileManager.default.temporaryDirectory.appendingPathComponent("saved-queue-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(Self.saved(events: customers)).write(to: URL(fileURLWithPath: path))
    await #expect(processExitsWith: .success) {
      [path = path as String, expected = expected as String, customers = customers as Int] in
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      var resumed = try MultiServerQueue.resume(bytes, stream: Self.stream)
      #expect(resumed.run.eventCount == customers)
      resumed.run.advance(&resumed.model, until: StoppingRule(events: 2 * customers))
      #expect(Self.signature(resumed.run, resumed.model) == expected)
    }
  }

  @Test("One state, two policies: the same past and the same luck, and a second server from then on")
  func branched() throws {
    let state = Self.saved(events: 50_000)
    var one = try MultiServerQueue.resume(state, stream: Self.stream)
    var two = try MultiServerQueue.resume(state, stream: Self.stream)
    #expect(Self.signature(one.run, one.model) == Self.signature(two.run, two.model))

    let branching = one.run.clock
    two.model.station.setServers(2)
    while two.model.station.startNext() != nil {
      two.model.calendar.schedule(.serviceEnds, at: branching + two.model.works.next(mean: two.model.means.work))
    }
    one.model.waiting.reset(at: branching)
    two.model.waiting.reset(at: branching)
    let end = branching + 20_000
    one.run.advance(&one.model, until: StoppingRule(time: end))
    two.run.advance(&two.model, until: StoppingRule(time: end))
    #expect(one.run.fingerprint != two.run.fingerprint)
    // The next gap is the same number in both only if as many customers have arrived, at the same times.
    #expect(one.model.gaps.next(mean: 1) == two.model.gaps.next(mean: 1))
    // Of M/M/1 and M/M/2 at 0.9 a minute: lines of 8.1 and of 0.23.
    let lines = (try #require(one.model.waiting.average(at: end)), try #require(two.model.waiting.average(at: end)))
    #expect(lines.0 > 10 * lines.1)

    var unbroken = Self.queue
    var run = SimulationRun()
    run.advance(&unbroken, until: StoppingRule(time: end))
    #expect(run.fingerprint == one.run.fingerprint)
  }

  @Test("The state of another model, another version or a cut file is refused")
  func refused() {
    let state = Self.saved(events: 1000)
    #expect(throws: SavedStateError.damaged) {
      _ = try MultiServerQueue.resume(Array(state.dropLast(9)), stream: Self.stream)
    }
    let other = StateWriter(model: "M/G/1", version: 1).finish()
    #expect(throws: SavedStateError.otherModel(found: "M/G/1", expected: "M/M/c")) {
      _ = try MultiServerQueue.resume(other, stream: Self.stream)
    }
    let newer = StateWriter(model: "M/M/c", version: 2).finish()
    #expect(throws: SavedStateError.otherVersion(found: 2, expected: 1)) {
      _ = try MultiServerQueue.resume(newer, stream: Self.stream)
    }
  }
}
