import EventKernel
import OutputAnalysis
import Queueing
import RandomStreams
import Testing

@Suite("Oracles: fluid limit")
struct FluidOracleTests {
  /// Peak backlog over the scale, and days from the end of the surge until nobody is left, one each per replication.
  static func surges(scale: Double, replications: Int) throws -> (peaks: [Double], days: [Double]) {
    let rate = try PiecewiseConstantRate(breakpoints: [0, 14, 1_000], rates: [16 * scale, 8 * scale], cycles: false)
    let number = StationaryNumber(birth: { _ in 8 }, death: { _ in 10 })
    var peaks: [Double] = []
    var days: [Double] = []
    for replication in 0..<replications {
      let stream = RandomStream(key: StreamKey(masterSeed: 18, replication: UInt32(replication)))
      let backlog = number.draw(stream.uniform(at: StreamAddress(purpose: Purpose.start)))
      let arrivals = NonhomogeneousPoisson(rate: rate, purpose: Purpose.interarrival)
      var model = Surge(arrivals: arrivals, serviceRate: 10 * scale, surgeEnd: 14, backlog: backlog, stream: stream)
      var run = SimulationRun()
      run.advance(&model, until: .never)
      peaks.append(Double(model.peak) / scale)
      if let clearedAt = model.clearedAt { days.append(clearedAt - 14) }
    }
    return (peaks, days)
  }

  /// What begins in the line of a stationary queue is a constant, and so less and less beside a growing scale.
  @Test("Q18: a surge of 14 days comes to a backlog of 84 and 42 days to clear, the nearer the larger the scale")
  func q18() throws {
    var gaps: [(peak: Double, days: Double)] = []
    for (scale, replications) in [(1.0, 600), (10, 120), (100, 16)] {
      let (peaks, days) = try Self.surges(scale: scale, replications: replications)
      #expect(days.count == replications)
      let peak = try #require(Tally(peaks).mean)
      let mean = try #require(Tally(days).mean)
      gaps.append((abs(peak - 84), abs(mean - 42)))
      if scale == 100 {
        try OracleAcceptance.expect("Q18 peak", peaks, toBe: 84, precision: 0.03)
        try OracleAcceptance.expect("Q18 days", days, toBe: 42, precision: 0.05)
      }
    }
    for (index, share) in [0.15, 0.04, 0.02].enumerated() {
      #expect(gaps[index].peak < share * 84)
      #expect(gaps[index].days < share * 42)
    }
    #expect(gaps[0].peak > gaps[2].peak && gaps[0].days > gaps[2].days)
  }
}
