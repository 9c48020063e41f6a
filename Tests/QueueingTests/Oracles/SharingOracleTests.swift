import OutputAnalysis
import Queueing
import RandomStreams
import Testing

@Suite("Oracles: processor sharing")
struct SharingOracleTests {
  /// Laws of work with mean 0.2.
  enum Law: CaseIterable {
    case exponential, constant, hyper

    func draw(_ stream: RandomStream, _ customer: Int) -> Double {
      let address = StreamAddress(purpose: Purpose.service, ordinal: customer)
      return switch self {
      case .exponential: stream.exponential(mean: 0.2, at: address)
      case .constant: 0.2
      case .hyper: stream.gamma(mean: 0.2, cv: 1.5, at: address)
      }
    }
  }

  /// One busy period: times in the system, customers, and the time spent with 0, 1, 2 … present until the next begins.
  static func busyPeriod(
    _ rates: ServiceRates, arrivalRate: Double, stream: RandomStream, work: (Int) -> Double
  ) -> (time: Double, customers: Double, stay: [Double]) {
    var station = SharedStation(rates: rates)
    var arrivals = [0.0]
    var total = 0.0
    var left = 0
    var stay = Array(repeating: 0.0, count: 5)
    var now = 0.0
    func gap(_ number: Int) -> Double {
      stream.exponential(mean: 1 / arrivalRate, at: StreamAddress(purpose: Purpose.interarrival, ordinal: number))
    }
    _ = station.arrive(0, work: work(0), at: 0)
    var next = gap(0)
    while true {
      let end = station.nextEnd()
      let time = min(next, end?.time ?? .infinity)
      stay[min(station.busy, 4)] += time - now
      now = time
      if let end, end.time <= next {
        total += now - arrivals[Int(end.customer)]
        left += 1
        _ = station.endService(at: now)
      } else if end == nil {
        return (total, Double(left), stay)
      } else {
        _ = station.arrive(Customer(arrivals.count), work: work(arrivals.count), at: now)
        next = now + gap(arrivals.count)
        arrivals.append(now)
      }
    }
  }

  @Test("Q20: M/G/1 with processor sharing, the same time for every law of work", arguments: Law.allCases)
  func q20(law: Law) throws {
    var times: [Double] = []
    var customers: [Double] = []
    let (replications, precision) = OracleAcceptance.effort(quick: 75_000, slow: 350_000)
    for replication in 0..<replications {
      let stream = RandomStream(key: StreamKey(masterSeed: 20, replication: UInt32(replication)))
      let seen = Self.busyPeriod(.total(1), arrivalRate: 3, stream: stream) { law.draw(stream, $0) }
      times.append(seen.time)
      customers.append(seen.customers)
    }
    try OracleAcceptance.expect("Q20 \(law)", times, per: customers, toBe: 0.5, precision: precision)
  }

  /// Three servers shared, arrivals 10, work 1/12 on average: that of M/M/3, for every law of work.
  @Test("Sharing of three servers has the states of M/M/3, whatever the law of work (Ciw's limited sharing)")
  func servers() throws {
    var stays: [[Double]] = Array(repeating: [], count: 5)
    for replication in 0..<25_000 {
      let stream = RandomStream(key: StreamKey(masterSeed: 120, replication: UInt32(replication)))
      let seen = Self.busyPeriod(.servers(3, speed: 1), arrivalRate: 10, stream: stream) { customer in
        stream.gamma(mean: 1.0 / 12, cv: 1.5, at: StreamAddress(purpose: Purpose.service, ordinal: customer))
      }
      for number in 0..<5 { stays[number].append(seen.stay[number]) }
    }
    let whole = (0..<25_000).map { index in stays.reduce(0) { $0 + $1[index] } }
    for (number, expected) in [0.4321330, 0.3601108, 0.1500462, 0.0416795].enumerated() {
      try OracleAcceptance.expect(
        "sharing p\(number)", stays[number], per: whole, toBe: expected, precision: number < 3 ? 0.05 : 0.15)
    }
  }

  @Test("A closed system of five who think for 1 and share a server for 2 (exact: LINE)")
  func closed() throws {
    var ends: [Double] = []
    for replication in 0..<60 {
      let stream = RandomStream(key: StreamKey(masterSeed: 220, replication: UInt32(replication)))
      var station = SharedStation(rates: .total(1))
      var draws = 0
      func draw(_ mean: Double) -> Double {
        draws += 1
        return stream.exponential(mean: mean, at: StreamAddress(purpose: Purpose.service, ordinal: draws))
      }
      /// When each of those who think comes back; nobody else does.
      var returns = (0..<5).map { _ in draw(1) }
      var ended = 0
      var now = 0.0
      while now < 1_050 {
        let comes = returns.indices.min { returns[$0] < returns[$1] } ?? 0
        if let end = station.nextEnd(), end.time <= returns[comes] {
          now = end.time
          returns[Int(station.endService(at: now).ended)] = now + draw(1)
          if now >= 50, now < 1_050 { ended += 1 }
        } else {
          now = returns[comes]
          returns[comes] = .infinity
          _ = station.arrive(Customer(comes), work: draw(2), at: now)
        }
      }
      ends.append(Double(ended) / 1_000)
    }
    try OracleAcceptance.expect("closed X", ends, toBe: 0.4999210)
  }
}
