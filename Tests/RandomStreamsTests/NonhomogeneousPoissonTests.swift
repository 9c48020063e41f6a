import CGSL
import RandomStreams
import TestSupport
import Testing

@Suite("Arrivals with a changing rate")
struct NonhomogeneousPoissonTests {
  static let purpose = StreamPurpose(rawValue: 2)

  /// Rates 5, 1.5 and 3 that change at 3.2, 7.9 and 10, over two cycles: 2 × 5 × 3.2 = 32, and so on.
  @Test("Two cycles of three rates bring 32, 14.1 and 12.6 arrivals on average")
  func meanCounts() throws {
    let breakpoints = [0, 3.2, 7.9, 10]
    let rate = try PiecewiseConstantRate(breakpoints: breakpoints, rates: [5, 1.5, 3], cycles: true)
    let replications = 4_000
    var counts = Array(repeating: Array(repeating: 0.0, count: replications), count: 3)
    for replication in 0..<replications {
      let stream = RandomStream(key: StreamKey(masterSeed: 13, replication: UInt32(replication)))
      var process = NonhomogeneousPoisson(rate: rate, purpose: Self.purpose)
      for arrival in process.arrivals(before: 20, from: stream) {
        let phase = arrival.time < 10 ? arrival.time : arrival.time - 10
        counts[phase < 3.2 ? 0 : phase < 7.9 ? 1 : 2][replication] += 1
      }
    }
    let quantile = gsl_cdf_tdist_Pinv(0.9995, Double(replications - 1))
    for (drawn, expected) in zip(counts, [32, 14.1, 12.6]) {
      let sample = Sample(drawn)
      let halfWidth = quantile * (sample.variance / Double(replications)).squareRoot()
      #expect(halfWidth < 0.02 * expected)
      #expect(abs(sample.mean - expected) < halfWidth)
      // A Poisson count has its mean as variance.
      #expect(abs(sample.variance - expected) < 4.5 * sample.standardErrorOfVariance)
    }
  }

  @Test("Arrivals come in order, numbered from 0, never in a piece with rate 0")
  func order() throws {
    let rate = try PiecewiseConstantRate(breakpoints: [0, 1, 3, 4], rates: [2, 0, 1], cycles: true)
    let stream = RandomStream(key: StreamKey(masterSeed: 1, replication: 1))
    var process = NonhomogeneousPoisson(rate: rate, purpose: Self.purpose)
    let arrivals = process.arrivals(before: 400, from: stream)
    #expect(arrivals.map(\.ordinal) == Array(0..<arrivals.count))
    #expect(zip(arrivals, arrivals.dropFirst()).allSatisfy { $0.time < $1.time })
    #expect(arrivals.allSatisfy { rate.rate(at: $0.time) > 0 })
  }

  @Test("Asking in portions or one by one gives the same arrivals", arguments: ["philox4x32-10", "taus2"])
  func portions(generator: String) throws {
    let rate = try PiecewiseConstantRate(breakpoints: [0, 1], rates: [3], cycles: true)
    let key = StreamKey(masterSeed: 1, replication: 2)
    func process() -> NonhomogeneousPoisson { NonhomogeneousPoisson(rate: rate, purpose: Self.purpose, place: 4) }
    var (whole, parts, single) = (process(), process(), process())
    let all = try whole.arrivals(before: 60, from: RandomStream(generator: generator, key: key))
    let partsStream = try RandomStream(generator: generator, key: key)
    let portions = [10, 10, 25.5, 60].flatMap { parts.arrivals(before: $0, from: partsStream) }
    let singleStream = try RandomStream(generator: generator, key: key)
    #expect(all == portions)
    #expect(all == all.map { _ in single.next(from: singleStream) })
  }

  @Test("Arrival k has the same luck under a doubled rate: it comes in half the time")
  func sameLuck() throws {
    let stream = RandomStream(key: StreamKey(masterSeed: 1, replication: 3))
    let slow = try PiecewiseConstantRate(breakpoints: [0, 1], rates: [1], cycles: false)
    let fast = try PiecewiseConstantRate(breakpoints: [0, 1], rates: [2], cycles: false)
    var first = NonhomogeneousPoisson(rate: slow, purpose: Self.purpose)
    var second = NonhomogeneousPoisson(rate: fast, purpose: Self.purpose)
    for _ in 0..<100 {
      let late = first.next(from: stream)
      let early = second.next(from: stream)
      #expect(try abs(#require(late).time - 2 * #require(early).time) < 1e-10)
    }
  }

  @Test("When the rate ends at 0 so do the arrivals")
  func ending() throws {
    let rate = try PiecewiseConstantRate(breakpoints: [0, 10, 11], rates: [1, 0], cycles: false)
    let stream = RandomStream(key: StreamKey(masterSeed: 1, replication: 4))
    var process = NonhomogeneousPoisson(rate: rate, purpose: Self.purpose)
    let arrivals = process.arrivals(before: .infinity, from: stream)
    #expect(arrivals.allSatisfy { $0.time < 10 })
    #expect(process.next(from: stream) == nil)
  }
}
