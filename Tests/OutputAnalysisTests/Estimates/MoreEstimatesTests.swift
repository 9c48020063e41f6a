import Testing

@testable import OutputAnalysis

@Suite("Quantiles, controls, precision, variance ratios")
struct MoreEstimatesTests {
  @Test("An interval of order statistics: Conover's table for the median of ten")
  func medianOfTen() throws {
    let interval = try QuantileInterval((1...10).map(Double.init), p: 0.5)
    #expect(interval.low == 2 && interval.high == 9)
    #expect(agree(interval.coverage, 1 - 2 * 11.0 / 1024, within: 1e-12))
    #expect(interval.value == 5)
    let few = try QuantileInterval([1, 2, 3], p: 0.5)
    #expect(few.low == nil && few.high == nil)
    #expect(throws: EstimateError.noObservations) { try QuantileInterval([], p: 0.5) }
  }

  @Test("A control with a known slope leaves the mean of the rest")
  func exactControl() throws {
    let control = [1.0, 2, 3, 4, 5]
    let values = control.map { 10 + 2 * ($0 - 2) }
    let estimate = try ControlVariates(values, controls: [control], knownMeans: [2])
    #expect(agree(estimate.mean, 10, within: 1e-12))
    #expect(agree(estimate.coefficients[0], 2, within: 1e-12))
    #expect(estimate.halfWidth < 1e-6)
    #expect(throws: ControlVariates.Failure.collinear(control: 1)) {
      try ControlVariates(values, controls: [control, control.map { 3 * $0 }], knownMeans: [2, 6])
    }
    #expect(throws: ControlVariates.Failure.tooFewObservations(2, controls: 1)) {
      try ControlVariates([1, 2], controls: [[1, 2]], knownMeans: [1])
    }
  }

  @Test("Controlled intervals cover, and are narrower by 1 − ρ²")
  func controlCoverage() throws {
    var generator = DeterministicGenerator(seed: 21)
    let runs = 1_000
    var held = 0
    var gain = 0.0
    for _ in 0..<runs {
      let control = (0..<20).map { _ in generator.normal() }
      let values = control.map { 3 + 2 * $0 + generator.normal() }
      let estimate = try ControlVariates(values, controls: [control], knownMeans: [0])
      if abs(estimate.mean - 3) <= estimate.halfWidth { held += 1 }
      gain += estimate.varianceReduction
    }
    #expect(abs(Double(held) / Double(runs) - 0.95) < 3 * (0.95 * 0.05 / Double(runs)).squareRoot())
    // ρ² = 4/5, and the price of one slope with 20 observations is (n − 2) / (n − 3).
    #expect(abs(gain / Double(runs) - 5) < 1)
  }

  @Test("A2 and A17: sequential stopping agrees with the definition")
  func sequentialPrecision() throws {
    let first = [9.842379990825465, 10.060423560536304, 9.925089673744292]
    #expect(try SequentialPrecision(goal: .relative(0.05), initial: 2).stop(first) == 3)
    #expect(try SequentialPrecision(goal: .absolute(0.2), initial: 2).stop(first) == nil)
    #expect(try SequentialPrecision(goal: .absolute(0.28), initial: 2).stop(first) == 3)
    #expect(try SequentialPrecision(goal: .relative(0.05), initial: 2).stop([0, 0, 0]) == nil)
  }

  @Test("Pairing that leaves a hundredth of the variance is seen, with a limit below it")
  func varianceRatio() throws {
    var generator = DeterministicGenerator(seed: 2)
    let common = (0..<100).map { _ in generator.normal() }
    let x = common.map { $0 + 0.1 * generator.normal() }
    let y = common.map { $0 + 0.1 * generator.normal() }
    func inUnit(_ unit: Double) throws -> VarianceRatio {
      var luck = DeterministicGenerator(seed: 3)
      return try VarianceRatio(x.map { $0 * unit }, y.map { $0 * unit }) { Double.random(in: 0..<1, using: &luck) }
    }
    let ratio = try inUnit(1)
    let value = try #require(ratio.ratio)
    let low = try #require(ratio.low)
    // (1.01 + 1.01) / 0.02 = 101; the ratio of χ² variables with 99 degrees spreads by about a fifth.
    #expect(value > 60 && value < 170)
    #expect(low < value && low > 40)
    #expect(try VarianceRatio([1, 2, 3], [2, 3, 4]) { 0.5 }.ratio == nil)
    // Of numbers whose fourth powers are none, the same.
    for unit in [0x1p400, 0x1p-400] { #expect(try inUnit(unit) == ratio) }
  }

  @Test("A Gaussian process passes through values without noise, and doubts between them")
  func gaussianProcess() {
    let points = [[0.0], [0.25], [0.5], [0.75], [1.0]]
    let values = points.map { 1 + 2 * $0[0] + $0[0] * $0[0] }
    let process = GaussianProcess(points: points, values: values, noise: values.map { _ in 0 })
    for (point, value) in zip(points, values) {
      #expect(agree(process.prediction(at: point).mean, value, within: 1e-3))
      #expect(agree(process.mean(at: point), process.prediction(at: point).mean, within: 1e-9))
    }
    let between = process.prediction(at: [0.6])
    #expect(agree(between.mean, 1 + 1.2 + 0.36, within: 0.02))
    #expect(between.standardDeviation > process.prediction(at: [0.5]).standardDeviation)
  }
}
