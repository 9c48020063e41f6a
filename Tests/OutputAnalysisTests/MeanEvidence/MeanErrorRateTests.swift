import Foundation
import Testing

@testable import OutputAnalysis

/// How often statements about a mean are false at the edge: 1,000 studies of some shapes always, 10,000 of all in the
/// slow tests, which print the figures.
@Suite("Error rates of means")
struct MeanErrorRateTests {
  static let studies = slowTestsAreEnabled ? 10_000 : 1_000
  /// 5 % and three standard errors, as of 1,000 studies.
  static let permitted = 0.05 + 3 * (0.05 * 0.95 / 1_000).squareRoot()

  struct Rates {
    /// How often the mean was said to be more, and to be less, than it is.
    var above = 0.0
    var below = 0.0
    /// How often the 95 % interval covers it.
    var covered = 0.0
  }

  static func rates(of shape: ErrorRateShape, count: Int) throws -> Rates {
    var generator = DeterministicGenerator(seed: 1_000 &+ UInt64(count))
    var rates = Rates()
    for _ in 0..<studies {
      let evidence = try #require(shape.evidence(count, using: &generator))
      let above = evidence.pValue(ofAtMost: shape.mean)
      let below = evidence.pValue(ofAtLeast: shape.mean)
      if above <= 0.05 { rates.above += 1 }
      if below <= 0.05 { rates.below += 1 }
      if min(above, below) > 0.025 { rates.covered += 1 }
    }
    rates.above /= Double(studies)
    rates.below /= Double(studies)
    rates.covered /= Double(studies)
    print(
      "\(shape.name), n = \(count): said to be above \(CoverageTests.percent(rates.above)), "
        + "below \(CoverageTests.percent(rates.below)), covered \(CoverageTests.percent(rates.covered))")
    return rates
  }

  /// Every shape in the slow tests, and every so many of them else.
  static func some(_ shapes: [ErrorRateShape], every step: Int) -> [ErrorRateShape] {
    slowTestsAreEnabled ? shapes : stride(from: 0, to: shapes.count, by: step).map { shapes[$0] }
  }

  @Test(
    "Means of sparse differences are said to be above or below themselves in at most 5 %, and covered in 93 %",
    arguments: some(ErrorRateShape.sparse, every: 2), [2, 3, 5, 10, 20])
  func sparse(shape: ErrorRateShape, count: Int) throws {
    let rates = try Self.rates(of: shape, count: count)
    #expect(rates.above <= Self.permitted)
    #expect(rates.below <= Self.permitted)
    #expect(rates.covered >= 0.93)
  }

  @Test(
    "Over-dispersed and rare shares at a bound are called met in at most 5 %",
    arguments: some(ErrorRateShape.shares, every: 3), [5, 10, 20])
  func shares(shape: ErrorRateShape, count: Int) throws {
    let rates = try Self.rates(of: shape, count: count)
    #expect(rates.above <= Self.permitted)
    #expect(rates.below <= Self.permitted)
  }

  @Test(
    "Means of long-tailed times at a bound are called met in at most 5 %",
    arguments: some(ErrorRateShape.times, every: 4), [5, 10, 20])
  func times(shape: ErrorRateShape, count: Int) throws {
    let rates = try Self.rates(of: shape, count: count)
    #expect(rates.above <= Self.permitted)
    #expect(rates.below <= Self.permitted)
  }

  @Test(
    "Plain means err in at most 5 %, and 4 standard errors are decided in 80 %",
    arguments: some(ErrorRateShape.plain, every: 3), slowTestsAreEnabled ? [5, 10, 20] : [20])
  func plain(shape: ErrorRateShape, count: Int) throws {
    let rates = try Self.rates(of: shape, count: count)
    #expect(rates.above <= Self.permitted)
    #expect(rates.below <= Self.permitted)
    guard count == 20 else { return }
    let power = try Self.power(of: shape)
    #expect(min(power.above, power.below) >= 0.8)
  }

  @Test(
    "So much holds of shapes that were drawn up after the rule was chosen", .enabled(if: slowTestsAreEnabled),
    arguments: ErrorRateShape.added, [2, 3, 5, 10, 20])
  func added(shape: ErrorRateShape, count: Int) throws {
    let isDifference = shape.support?.lowerBound == -1
    guard count >= 5 || isDifference else { return }
    let rates = try Self.rates(of: shape, count: count)
    #expect(rates.above <= Self.permitted)
    #expect(rates.below <= Self.permitted)
    #expect(rates.covered >= 0.93)
  }

  @Test("What cannot be known is measured", .enabled(if: slowTestsAreEnabled), arguments: ErrorRateShape.unknowable)
  func unknowable(shape: ErrorRateShape) throws {
    for count in [3, 5, 10, 20] { #expect(try Self.rates(of: shape, count: count).covered > 0.6) }
  }

  @Test("What sparse and long-tailed means decide at 4 standard errors", .enabled(if: slowTestsAreEnabled))
  func powerElsewhere() throws {
    for shape in ErrorRateShape.sparse + ErrorRateShape.shares + ErrorRateShape.times + ErrorRateShape.added {
      let power = try Self.power(of: shape)
      #expect((0...1).contains(power.above))
    }
  }

  /// How often bounds four standard errors of the mean below and above it are excluded at n = 20.
  static func power(of shape: ErrorRateShape) throws -> (above: Double, below: Double) {
    var generator = DeterministicGenerator(seed: 77)
    var tally = Tally()
    if shape.deviation == nil { for _ in 0..<20_000 { tally.add(shape.draw(&generator).value) } }
    let distance = 4 * (try #require(shape.deviation ?? tally.standardDeviation)) / 20.0.squareRoot()
    var counts = (above: 0, below: 0)
    for _ in 0..<studies {
      let evidence = try #require(shape.evidence(20, using: &generator))
      if evidence.pValue(ofAtMost: shape.mean - distance) <= 0.05 { counts.above += 1 }
      if evidence.pValue(ofAtLeast: shape.mean + distance) <= 0.05 { counts.below += 1 }
    }
    let shares = (above: Double(counts.above) / Double(studies), below: Double(counts.below) / Double(studies))
    print(
      "\(shape.name), n = 20, power: above \(CoverageTests.percent(shares.above)), below \(CoverageTests.percent(shares.below))"
    )
    return shares
  }
}
