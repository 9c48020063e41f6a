import RandomStreams
import Testing

@Suite("Piecewise constant rates")
struct PiecewiseConstantRateTests {
  /// Total 16 + 0 + 6 = 22 over 10.
  static func rate(cycles: Bool) throws -> PiecewiseConstantRate {
    try PiecewiseConstantRate(breakpoints: [0, 4, 7, 10], rates: [4, 0, 2], cycles: cycles)
  }

  @Test("The cumulative rate is the area so far, in every period")
  func cumulative() throws {
    let once = try Self.rate(cycles: false)
    let cycling = try Self.rate(cycles: true)
    for (time, area) in [(0, 0), (1, 4), (4, 16), (5.5, 16), (7, 16), (8, 18), (9.5, 21)] as [(Double, Double)] {
      #expect(once.cumulative(at: time) == area)
      #expect(cycling.cumulative(at: time) == area)
      #expect(abs(cycling.cumulative(at: time + 30) - (area + 66)) < 1e-12)
    }
    #expect(once.cumulative(at: 15) == 32)
    #expect(cycling.cumulative(at: 11) == 26)
  }

  @Test("The rate holds from its breakpoint up to the next, which it does not include")
  func halfOpen() throws {
    let cycling = try Self.rate(cycles: true)
    #expect([0, 3.99, 4, 6.99, 7, 10, 14, 17].map(cycling.rate(at:)) == [4, 4, 0, 0, 2, 4, 0, 2])
    #expect(try Self.rate(cycles: false).rate(at: 100) == 2)
  }

  @Test("The inverse steps over pieces with rate 0")
  func skipping() throws {
    let cycling = try Self.rate(cycles: true)
    #expect(cycling.time(ofCumulative: 16) == 7)
    #expect(cycling.time(ofCumulative: 15) == 3.75)
    #expect(cycling.time(ofCumulative: 22) == 10)
    #expect(cycling.time(ofCumulative: 38) == 17)
    let late = try PiecewiseConstantRate(breakpoints: [0, 5, 6], rates: [0, 1], cycles: false)
    #expect(late.time(ofCumulative: 0) == 5)
    #expect(late.time(ofCumulative: 3) == 8)
  }

  @Test("Inverse and cumulative rate undo each other")
  func inverse() throws {
    let stream = RandomStream(key: StreamKey(masterSeed: 3, replication: 3))
    for cycles in [false, true] {
      let rate = try Self.rate(cycles: cycles)
      for ordinal in 0..<2_000 {
        let level =
          1e5 * stream.uniform(at: StreamAddress(purpose: StreamPurpose(rawValue: 1), ordinal: ordinal))
        let time = rate.time(ofCumulative: level)
        #expect(abs(rate.cumulative(at: time) - level) < 1e-9 * 1e5)
        #expect(rate.rate(at: time) > 0)
      }
    }
  }

  @Test("Where the rate ends at 0 no time is late enough")
  func never() throws {
    let ending = try PiecewiseConstantRate(breakpoints: [0, 1, 2], rates: [3, 0], cycles: false)
    #expect(ending.time(ofCumulative: 2.5) < 1)
    #expect(ending.time(ofCumulative: 3) == .infinity)
    let silent = try PiecewiseConstantRate(breakpoints: [0, 1], rates: [0], cycles: true)
    #expect(silent.time(ofCumulative: 0) == .infinity)
    #expect(silent.cumulative(at: 1_000) == 0)
  }

  @Test("Bad pieces are refused with all their problems")
  func problems() {
    let examples: [([Double], [Double], [RateProblem])] = [
      ([0], [], [.noPieces]),
      ([0, 1], [1, 2], [.countsDiffer(breakpoints: 2, rates: 2)]),
      (
        [1, 1, .infinity], [-1, .infinity],
        [
          .firstBreakpoint(1), .breakpoint(index: 1, value: 1), .breakpoint(index: 2, value: .infinity),
          .rate(index: 0, value: -1), .rate(index: 1, value: .infinity),
        ]
      ),
      ([0, 10], [.greatestFiniteMagnitude], [.totalOverflow]),
    ]
    for (breakpoints, rates, problems) in examples {
      #expect(throws: RateProblems(problems: problems)) {
        try PiecewiseConstantRate(breakpoints: breakpoints, rates: rates, cycles: true)
      }
    }
    #expect(PiecewiseConstantRate.problems(breakpoints: [0, .nan], rates: [.nan]).count == 2)
  }

  @Test("Messages say what is wrong and what is allowed, in both languages")
  func messages() {
    let examples: [(RateProblem, english: String, chinese: String)] = [
      (.noPieces, "rates: the list is empty; use at least one rate", "rates：列表为空；至少需要一个速率"),
      (
        .countsDiffer(breakpoints: 2, rates: 2), "breakpoints: 2 for 2 rates; use one more than there are rates",
        "breakpoints：2 个速率却有 2 个分界点；分界点应比速率多一个"
      ),
      (.firstBreakpoint(1), "breakpoints[0]: 1.0 is not the start; use 0", "breakpoints[0]：1.0 不是起点；应为 0"),
      (
        .breakpoint(index: 2, value: 1),
        "breakpoints[2]: 1.0 is not above the one before; use finite, rising numbers",
        "breakpoints[2]：1.0 不大于前一个；应为递增的有限数"
      ),
      (
        .rate(index: 0, value: -1), "rates[0]: -1.0 is not a rate; use 0 or a positive number",
        "rates[0]：-1.0 不是速率；应为零或正数"
      ),
      (
        .totalOverflow, "rates: their integral is too large; use smaller rates or a shorter span",
        "rates：积分过大；请用较小的速率或较短的时段"
      ),
    ]
    for (problem, english, chinese) in examples {
      #expect(problem.message(language: .english) == english)
      #expect(problem.message(language: .chinese) == chinese)
    }
  }
}
