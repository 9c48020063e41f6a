import EventKernel
import OutputAnalysis
import Queueing
import RandomStreams
import Testing

/// Busy periods are independent, so that each is a replication that needs no warm-up.
@Suite("Oracles: pre-emption and batches")
struct PreemptionOracleTests {
  /// Times in the system, and customers, of each class in one busy period.
  static func busyPeriod(
    _ station: InterruptibleStation, classes: Int, source: @escaping (Int) -> InterruptedQueue.Arrival
  ) -> (times: [Double], customers: [Double]) {
    var model = InterruptedQueue(station: station, source: source)
    var run = SimulationRun()
    run.advance(&model, until: .never)
    var times = Array(repeating: 0.0, count: classes)
    var customers = times
    for (arrival, departure) in zip(model.arrivals, model.departures) {
      guard let departure else { continue }
      times[Int(arrival.priorityClass)] += departure - arrival.time
      customers[Int(arrival.priorityClass)] += 1
    }
    return (times, customers)
  }

  static func exponential(_ stream: RandomStream, _ purpose: StreamPurpose, _ number: Int, mean: Double) -> Double {
    stream.exponential(mean: mean, at: StreamAddress(purpose: purpose, ordinal: number))
  }

  @Test("Q12: pre-emptive resume, 1.25 for the urgent and 6.25 for the others")
  func q12() throws {
    var sums: [[[Double]]] = [[[], []], [[], []]]
    let (replications, precision) = OracleAcceptance.effort(quick: 100_000, slow: 600_000)
    for replication in 0..<replications {
      let stream = RandomStream(key: StreamKey(masterSeed: 112, replication: UInt32(replication)))
      let station = InterruptibleStation(servers: 1, discipline: .priorityClass, isPreemptive: true)
      var time = 0.0
      let seen = Self.busyPeriod(station, classes: 2) { number in
        if number > 0 { time += Self.exponential(stream, Purpose.interarrival, number, mean: 1 / 0.8) }
        let isUrgent = stream.uniform(at: StreamAddress(purpose: Purpose.kind, ordinal: number)) < 0.25
        let work = Self.exponential(stream, Purpose.service, number, mean: 1)
        return InterruptedQueue.Arrival(time: time, priorityClass: isUrgent ? 0 : 1, work: work)
      }
      for kind in 0..<2 {
        sums[0][kind].append(seen.times[kind])
        sums[1][kind].append(seen.customers[kind])
      }
    }
    for (kind, expected) in [1.25, 6.25].enumerated() {
      try OracleAcceptance.expect(
        "Q12 pre-emptive class \(kind)", sums[0][kind], per: sums[1][kind], toBe: expected,
        precision: precision)
    }
  }

  /// L = 2.25 (batches of 2 at 0.3, service 1), so that by Little's law each stays 2.25 / 0.6.
  @Test("Customers who come in pairs stay 3.75 in M/M/1")
  func pairs() throws {
    var times: [Double] = []
    var customers: [Double] = []
    let (replications, precision) = OracleAcceptance.effort(quick: 30_000, slow: 150_000)
    for replication in 0..<replications {
      let stream = RandomStream(key: StreamKey(masterSeed: 113, replication: UInt32(replication)))
      var time = 0.0
      let seen = Self.busyPeriod(InterruptibleStation(servers: 1), classes: 1) { number in
        if number > 0, number % 2 == 0 {
          time += Self.exponential(stream, Purpose.interarrival, number, mean: 1 / 0.3)
        }
        return InterruptedQueue.Arrival(time: time, work: Self.exponential(stream, Purpose.service, number, mean: 1))
      }
      times.append(seen.times[0])
      customers.append(seen.customers[0])
    }
    try OracleAcceptance.expect("pairs", times, per: customers, toBe: 3.75, precision: precision)
  }
}
