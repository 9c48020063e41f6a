import Foundation
import Testing

@testable import OutputAnalysis

/// Maxima found by another program: scipy 1.x, minus the sum of `logpdf` of ended, `logsf` of open and
/// `log(cdf(d + ½) − cdf(max(0, d − ½)))` of rounded durations, minimised by Nelder and Mead to 1e-11, with the laws
/// `expon`, `gamma`, `lognorm`, `weibull_min` and `fisk`. Its own fits of `CensoredData` agree to 1e-6, and lifelines'
/// `WeibullFitter`, `LogNormalFitter`, `LogLogisticFitter` and `ExponentialFitter` gave the standard errors.
@Suite("Maximum likelihood against scipy and lifelines")
struct LikelihoodOracleTests {
  static let censored = DurationSample(
    ended: [
      30.453, 24.03, 41.404, 10.992, 8.08, 30.386, 83.247, 121.547, 16.396, 53.719, 28.983, 22.969, 71.282, 27.243,
      13.833, 19.755, 63.052, 19.839, 60.912, 36.27, 5.646, 8.264, 36.008, 13.291, 14.982, 84.192,
    ],
    open: [
      111.304, 71.245, 81.963, 42.33, 39.989, 30.353, 174.72, 146.921, 51.839, 179.286, 91.937, 142.561, 241.827,
      106.919,
    ])

  static let rounded = DurationSample(
    ended: [
      2, 1, 5, 8, 3, 5, 0, 1, 2, 2, 9, 6, 3, 3, 2, 4, 1, 5, 2, 6, 4, 1, 2, 0, 6, 10, 5, 5, 3, 4, 2, 4, 8, 1, 2, 6, 3, 5,
      2, 2, 9, 5, 0, 5, 10, 1, 4, 8, 8, 2, 6, 2, 5, 4, 3, 3, 1, 1, 4, 7,
    ], resolution: 1)

  static let cases: [(DurationFamily, [Double], Double)] = [
    (.exponential, [94.61419312093626], -144.2949947191887),
    (.gamma, [95.92401356044003, 1.0216229825710135], -144.27823182574426),
    (.lognormal, [56.77654736521531, 1.2799165143933597], -140.9129502197929),
    (.weibull, [95.74649858476796, 0.9063393494006261], -144.09721082158853),
    (.logLogistic, [53.97430905698033, 1.2954673108992079], -141.5983840998674),
  ]

  static let roundedCases: [(DurationFamily, [Double], Double)] = [
    (.exponential, [3.875157979703897], -143.51460014170826),
    (.gamma, [3.8882770884893487, 0.7278802892621623], -138.21646097301186),
    (.lognormal, [2.9583130262490176, 0.8246110837436452], -142.67846311868223),
    (.weibull, [4.302164085440531, 1.5135579772008907], -137.31107995937865),
    (.logLogistic, [3.1781965832140053, 2.1280026083263754], -142.40863192737322),
  ]

  private func check(_ sample: DurationSample, _ family: DurationFamily, _ parameters: [Double], _ value: Double) {
    let maximum = LawMaximum(DurationCells(sample), family: family)
    #expect(maximum.hasConverged)
    for (found, expected) in zip(maximum.law.law.parameters.map(\.value), parameters) {
      #expect(abs(found / expected - 1) < 2e-6)
    }
    #expect(abs(maximum.logLikelihood - value) < 1e-8)
  }

  @Test("Open cases", arguments: cases)
  func open(family: DurationFamily, parameters: [Double], value: Double) {
    check(Self.censored, family, parameters, value)
  }

  @Test("Rounded durations, some to 0", arguments: roundedCases)
  func intervals(family: DurationFamily, parameters: [Double], value: Double) {
    check(Self.rounded, family, parameters, value)
  }

  @Test(
    "Standard errors from the observed information",
    arguments: [
      (DurationFamily.exponential, [18.555357]), (.weibull, [20.853738, 0.145244]),
      (.logLogistic, [12.100903, 0.211074]),
      // lifelines gives that of μ = ln median, 0.221597.
      (.lognormal, [0.221597 * 56.776547, 0.190950]),
    ])
  func errors(family: DurationFamily, expected: [Double]) throws {
    let fit = try FittedDuration.fitted(
      Self.censored, DurationCells(Self.censored), families: [family], hasZeroShare: false
    ).get()
    guard case .family(let found) = fit else {
      Issue.record("\(fit) is not of one family")
      return
    }
    for (error, known) in zip(found.standardErrors, expected) { #expect(abs(error / known - 1) < 1e-4) }
    #expect(found.standardErrors.count == expected.count)
  }

  @Test("Derivatives are those of the value", arguments: DurationFamily.allCases)
  func derivatives(family: DurationFamily) {
    var cells = DurationCells(Self.censored)
    let intervals = DurationCells(Self.rounded)
    (cells.lower, cells.upper, cells.intervalWeight) = (intervals.lower, intervals.upper, intervals.intervalWeight)
    let h = 1e-4
    func at(_ i: Double, _ j: Double) -> LogLikelihood {
      cells.likelihood(LawCoordinates(family, location: 2.5 + i * h, spread: 0.2 + j * h))
    }
    let here = at(0, 0)
    func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-4 * (1 + abs(b)) }
    #expect(near(here.g0, (at(1, 0).value - at(-1, 0).value) / (2 * h)))
    #expect(near(here.g1, (at(0, 1).value - at(0, -1).value) / (2 * h)))
    #expect(near(here.h00, (at(1, 0).g0 - at(-1, 0).g0) / (2 * h)))
    #expect(near(here.h01, (at(1, 0).g1 - at(-1, 0).g1) / (2 * h)))
    #expect(near(here.h11, (at(0, 1).g1 - at(0, -1).g1) / (2 * h)))
    let law = LawCoordinates(family, location: 2.5, spread: 0.2)
    let sum = zip(cells.logDensities(law), cells.weights).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(sum - here.value) < 1e-9 * abs(sum))
  }

  @Test("Joining a large sample into cells costs less than a thousandth of a standard error")
  func cells() throws {
    let sample = FittingSamples(.lognormal(median: 600, sigma: 2.2)).sample(60_000, open: 0.2, seed: 4)
    var whole = DurationCells(DurationSample(ended: [], open: []))
    (whole.exact, whole.exactWeight) = (sample.ended.map { log($0) }, sample.ended.map { _ in 1 })
    (whole.open, whole.openWeight) = (sample.open.map { log($0) }, sample.open.map { _ in 1 })
    let cells = DurationCells(sample)
    #expect(cells.exact.count < 5000 && cells.weight == whole.weight)
    for family in [DurationFamily.lognormal, .gamma, .weibull] {
      let (a, b) = (LawMaximum(whole, family: family), LawMaximum(cells, family: family))
      #expect(abs(a.law.location - b.law.location) < 1e-3 * a.variances.location.squareRoot())
      #expect(abs(a.law.spread - b.law.spread) < 1e-3 * a.variances.spread.squareRoot())
    }
  }
}

extension LikelihoodOracleTests {
  @Test("A log of years by day needs few intervals, and loses nothing by it", arguments: DurationFamily.allCases)
  func narrowIntervals(family: DurationFamily) {
    let sample = FittingSamples(.lognormal(median: 60_000, sigma: 1.8)).sample(
      3000, open: 0.1, resolution: 1440, seed: 4)
    let cells = DurationCells(sample)
    #expect(cells.lower.count < 60 && cells.exact.count > 100)
    #expect(cells.endedWeight == Double(sample.ended.count))
    var whole = cells
    (whole.exact, whole.exactWeight, whole.widths) = ([], [], 0)
    (whole.lower, whole.upper) = ([], [])
    for value in sample.ended {
      whole.lower.append(log(sample.interval(of: value).lower))
      whole.upper.append(log(sample.interval(of: value).upper))
    }
    whole.intervalWeight = sample.ended.map { _ in 1 }
    let (a, b) = (LawMaximum(whole, family: family), LawMaximum(cells, family: family))
    #expect(abs(a.law.location - b.law.location) < 0.01 * a.variances.location.squareRoot())
    #expect(abs(a.law.spread - b.law.spread) <= 0.01 * a.variances.spread.squareRoot())
    #expect(abs(a.logLikelihood - b.logLikelihood - cells.widths) < 0.05)
  }
}
