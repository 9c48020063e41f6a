import EventKernel
import Foundation
import RandomStreams

/// The libraries alone, in this process: queues, the chain, the event list, memory.
enum LibraryBenchmarks {
  struct Speed {
    let eventsPerSecond: Double
    let note: String
  }

  private static func stream(_ round: Int) -> RandomStream {
    RandomStream(key: StreamKey(masterSeed: 721, replication: UInt32(round)))
  }

  /// Runs a queue for so many events.
  static func queue(servers: Int, order: NumberOrder, events: Int, round: Int = 0) -> Speed {
    var model = QueueModel(servers: servers, load: 0.9, stream: stream(round), order: order)
    var run = SimulationRun()
    let start = CPUClock.seconds()
    run.advance(&model, until: StoppingRule(events: events))
    let seconds = CPUClock.seconds() - start
    let figures = [model.meanTime, model.meanQueue(at: run.clock), model.utilisation(at: run.clock)]
    return Speed(
      eventsPerSecond: Double(events) / seconds,
      note: "W Lq rho " + figures.map { String(format: "%.4f", $0) }.joined(separator: " "))
  }

  static func chain(isAddressed: Bool, events: Int, round: Int = 0) -> Speed {
    var model = ChainModel(stream: stream(round), isAddressed: isAddressed)
    var run = SimulationRun()
    let start = CPUClock.seconds()
    run.advance(&model, until: StoppingRule(events: events))
    let seconds = CPUClock.seconds() - start
    let closed = [model.closed.0, model.closed.1, model.closed.2]
    let shares = closed.map { String(format: "%.4f", Double($0) / Double(closed.reduce(0, +))) }
    return Speed(eventsPerSecond: Double(events) / seconds, note: "shares " + shares.joined(separator: " "))
  }

  static func hold(pending: Int) -> Double { HoldModel.nanoseconds(pending: pending, stream: stream(0)) }

  /// Peak memory after a long M/M/1 less that after a short one, in MiB: what a customer leaves behind.
  static func memory(customers: Int) -> (growth: Double, peak: Double) {
    _ = queue(servers: 1, order: .draws, events: 2_000_000)
    let before = CPUClock.peakMemory()
    _ = queue(servers: 1, order: .draws, events: 2 * customers)
    let after = CPUClock.peakMemory()
    return (after - before, after)
  }
}
