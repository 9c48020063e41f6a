import EventKernel
import OutputAnalysis
import Queueing
import RandomStreams
import Testing

/// Means over the first customers of M/M/1 that starts empty (Law and Kelton; arrival rate 1, mean service 0.9).
@Suite("Oracles: from an empty start")
struct TransientOracleTests {
  /// Delays of the first customers, averaged, one element per replication and prefix.
  static func means(of prefixes: [Int], replications: Int) -> [[Double]] {
    var means = prefixes.map { _ in [Double]() }
    for replication in 0..<replications {
      let key = StreamKey(masterSeed: 16, replication: UInt32(replication))
      var queue = FirstDelays(limit: prefixes[prefixes.count - 1], stream: RandomStream(key: key))
      var run = SimulationRun()
      run.advance(&queue, until: .never)
      for (index, prefix) in prefixes.enumerated() {
        means[index].append(queue.delays[..<prefix].reduce(0, +) / Double(prefix))
      }
    }
    return means
  }

  @Test("Q16: the first 25 customers of an empty M/M/1 wait 2.12 on average")
  func q16() throws {
    let means = Self.means(of: [25], replications: 21_000)
    try OracleAcceptance.expect("Q16 first 25", means[0], toBe: 2.12449)
  }

  @Test("Q16: the first 500 and 2,000 customers", .enabled(if: OracleAcceptance.runsSlowTests))
  func q16Long() throws {
    let means = Self.means(of: [500, 2_000], replications: 30_000)
    try OracleAcceptance.expect("Q16 first 500", means[0], toBe: 6.60978)
    try OracleAcceptance.expect("Q16 first 2000", means[1], toBe: 7.69515)
  }
}

/// M/M/1 from empty until so many customers have begun their service.
struct FirstDelays: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case serviceEnds
    case arrival
    var code: UInt64 { self == .arrival ? 1 : 0 }
  }

  let limit: Int
  let stream: RandomStream
  var calendar = EventCalendar<Event>()
  var station = Station(servers: 1)
  var arrivals: [Double] = []
  var delays: [Double] = []

  init(limit: Int, stream: RandomStream) {
    self.limit = limit
    self.stream = stream
    scheduleArrival(after: 0)
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    calendar.popNext(notAfter: limit)
  }

  var isFinished: Bool { delays.count >= limit }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .arrival:
      arrivals.append(time)
      scheduleArrival(after: time)
      if case .startsService = station.arrive(Customer(arrivals.count - 1)) { begin(arrivals.count - 1, at: time) }
    case .serviceEnds:
      if let next = station.endService() { begin(Int(next), at: time) }
    }
  }

  private mutating func scheduleArrival(after time: Double) {
    let address = StreamAddress(purpose: Purpose.interarrival, ordinal: arrivals.count)
    calendar.schedule(.arrival, at: time + stream.exponential(mean: 1, at: address))
  }

  private mutating func begin(_ customer: Int, at time: Double) {
    delays.append(time - arrivals[customer])
    let address = StreamAddress(purpose: Purpose.service, ordinal: customer)
    calendar.schedule(.serviceEnds, at: time + stream.exponential(mean: 0.9, at: address))
  }
}
