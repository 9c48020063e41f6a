import Foundation
import Testing

@testable import OutputAnalysis

/// The same for methods that stand beside the verdict: intervals of other kinds, and selections of the best.
///
/// A promise of "at least" is held from below only, three standard errors of a frequency being allowed.
@Suite("Coverage of methods", .enabled(if: slowTestsAreEnabled))
struct CoverageOfMethodsTests {
  static let experiments = CoverageTests.experiments
  static let least = 0.95 - 3 * (0.05 * 0.95 / Double(experiments)).squareRoot()

  /// How often something holds in so many experiments, which is printed.
  static func share(_ name: String, seed: UInt64, _ holds: (inout DeterministicGenerator) throws -> Bool) rethrows
    -> Double
  {
    var generator = DeterministicGenerator(seed: seed)
    var count = 0
    for _ in 0..<experiments where try holds(&generator) { count += 1 }
    let share = Double(count) / Double(experiments)
    print("\(name): \(CoverageTests.percent(share))")
    return share
  }

  static func holds(_ estimate: Estimate, _ truth: Double) -> Bool {
    guard let low = estimate.low, let high = estimate.high else { return false }
    return low <= truth && truth <= high
  }

  /// Replications of systems with these means, on luck of their own and `common` luck.
  static func samples(
    _ means: [Double], count: Int, common: Double, using generator: inout DeterministicGenerator
  ) -> [[Double]] {
    var samples = means.map { _ in [Double]() }
    for _ in 0..<count {
      let luck = common * generator.normal()
      for system in means.indices { samples[system].append(means[system] + luck + generator.normal()) }
    }
    return samples
  }

  // MARK: Intervals

  @Test("Comparisons with the best hold together", arguments: [0.0, 2])
  func withBest(common: Double) throws {
    let share = try Self.share("MCB of 3 systems, n = 8, common luck \(common)", seed: 5) { generator in
      let samples = Self.samples([0, 0.3, 0.5], count: 8, common: common, using: &generator)
      let intervals = try MultipleComparisonsWithBest(paired: samples, goal: .largest).intervals
      return zip(intervals, [-0.5, -0.2, 0.2]).allSatisfy { $0.low <= $1 && $1 <= $0.high }
    }
    #expect(share >= Self.least)
  }

  @Test("An interval of a quantile holds it as often as it says", arguments: [0.5, 0.9], [20, 60])
  func quantile(p: Double, count: Int) throws {
    let truth = -log(1 - p)
    var stated = 1.0
    let share = try Self.share("quantile \(p) of exponentials, n = \(count)", seed: 17) { generator in
      let interval = try QuantileInterval((0..<count).map { _ in generator.exponential(mean: 1) }, p: p)
      stated = interval.coverage
      return (interval.low ?? -.infinity) <= truth && truth <= (interval.high ?? .infinity)
    }
    print("  stated: \(CoverageTests.percent(stated))")
    #expect(abs(share - stated) <= 3 * (stated * (1 - stated) / Double(Self.experiments)).squareRoot())
  }

  @Test("Batch means of a long run of M/M/1 at half load cover its mean wait; a short run covers it less")
  func batchMeans() throws {
    let truth = try #require(QueueingTheory.mmcWait(arrivalRate: 0.5, serviceRate: 1, servers: 1))
    func covered(_ customers: Int) throws -> Double {
      try Self.share("20 batch means of \(customers) customers of M/M/1 at 0.5", seed: 23) { generator in
        var wait = generator.uniform() < 0.5 ? generator.exponential(mean: 2) : 0
        let run = (0..<customers).map { _ in
          defer { wait = max(0, wait + generator.exponential(mean: 1) - generator.exponential(mean: 2)) }
          return wait
        }
        return Self.holds(try #require(try BatchMeans(run)).estimate, truth)
      }
    }
    // A batch of so many customers is long beside the twelve over which their waits forget (1 / (1 − √ρ)²).
    #expect(try covered(16_000) >= Self.least)
    // Batches of two hundred are not quite long enough: measured 92.97 %.
    let short = try covered(4_000)
    withKnownIssue { #expect(short >= 0.93) }
    #expect(try (0.80...0.93).contains(covered(400)), "twenty batches of twenty customers are no independent means")
  }

  @Test("Estimates with control variates cover the mean", arguments: [1, 2])
  func controls(count: Int) throws {
    let share = try Self.share("control variates, q = \(count), n = 12", seed: 29) { generator in
      let controls = (0..<count).map { _ in generator.normals(12, mean: 3) }
      let values = (0..<12).map { row in
        7 + controls.reduce(0) { $0 + 0.8 * ($1[row] - 3) } + generator.normal(deviation: 0.5)
      }
      let estimate = try ControlVariates(
        values, controls: controls, knownMeans: [Double](repeating: 3, count: count))
      return abs(estimate.mean - 7) <= estimate.halfWidth
    }
    #expect((0.94...0.96).contains(share))
  }

  @Test("Simultaneous intervals of three shares hold them together")
  func simultaneous() throws {
    let shares = [0.7, 0.2, 0.1]
    func counts(_ generator: inout DeterministicGenerator) -> [Int] {
      var counts = [0, 0, 0]
      for _ in 0..<300 {
        let u = generator.uniform()
        counts[u < 0.7 ? 0 : u < 0.9 ? 1 : 2] += 1
      }
      return counts
    }
    func held(_ intervals: [ClosedRange<Double>]?) -> Bool {
      intervals.map { zip($0, shares).allSatisfy { $0.contains($1) } } ?? false
    }
    let goodman = Self.share("Goodman, 300 of three classes", seed: 37) {
      held(GoodmanInterval.intervals(counts: counts(&$0), alpha: 0.05))
    }
    let sisonGlaz = Self.share("Sison and Glaz, 300 of three classes", seed: 37) {
      held(SisonGlazInterval.intervals(counts: counts(&$0), alpha: 0.05))
    }
    #expect(goodman >= 0.94)
    // An approximation for many classes, which falls short here, as its page says: measured 93.21 %.
    withKnownIssue { #expect(sisonGlaz >= 0.94) }
  }

  @Test("Simultaneous intervals of ten shares hold them together")
  func simultaneousOfMany() {
    let shares = [0.2, 0.15, 0.15, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05]
    let ends = shares.indices.map { shares[...$0].reduce(0, +) }
    let held = Self.share("Sison and Glaz, 1000 of ten classes", seed: 89) { generator in
      var counts = shares.map { _ in 0 }
      for _ in 0..<1_000 {
        let u = generator.uniform()
        counts[ends.firstIndex { u < $0 } ?? 9] += 1
      }
      return SisonGlazInterval.intervals(counts: counts, alpha: 0.05)
        .map { zip($0, shares).allSatisfy { $0.contains($1) } } ?? false
    }
    #expect(held >= Self.least)
  }

  @Test("The lower limit of what common luck gains is too high in few studies", arguments: [10, 20, 60, 100])
  func varianceRatio(count: Int) throws {
    // (25 + 1 + 25 + 1) / (1 + 1)
    let truth = 26.0
    var luck = DeterministicGenerator(seed: 83)
    let wrong = try Self.share("variance ratio, lower limit too high, n = \(count)", seed: 41) { generator in
      let samples = Self.samples([0, 0], count: count, common: 5, using: &generator)
      let ratio = try VarianceRatio(samples[0], samples[1], resamples: 400) { luck.uniform() }
      return ratio.low.map { $0 > truth } ?? false
    }
    #expect(wrong <= CoverageTests.permitted)
  }

  // MARK: Tests

  @Test("Tests of equivalence at the edge of their band err in at most 5 %")
  func equivalence() throws {
    let mean = try Self.share("mean equivalence at the edge, n = 12", seed: 43) {
      try MeanEquivalence(of: $0.normals(12, mean: 0.75, deviation: 0.02), within: 0.65...0.75)?
        .isEquivalent(alpha: 0.05) ?? false
    }
    #expect(mean <= CoverageTests.permitted)
    let share = Self.share("share equivalence at the edge, 400 trials", seed: 47) { generator in
      var successes = 0
      for _ in 0..<400 where generator.uniform() < 0.75 { successes += 1 }
      return (ProportionEquivalence(successes: successes, trials: 400, within: 0.65...0.75)?.pValue ?? 1) <= 0.05
    }
    // The normal approximation of a binomial number is coarse by half a unit.
    #expect(share <= CoverageTests.permitted + 0.01)
  }

  @Test("Holm's and Bonferroni's family errors are at most 5 % when nothing differs")
  func families() throws {
    func pValues(_ generator: inout DeterministicGenerator) throws -> [Double] {
      try (0..<6).map { _ in
        let estimate = try Estimate(of: generator.normals(10))
        let t = abs(estimate.mean) / (estimate.standardError ?? .infinity)
        return 2 * (1 - StudentT.cdf(t, degreesOfFreedom: 9))
      }
    }
    let holm = try Self.share("Holm, some of six called different", seed: 53) {
      Holm.adjusted(try pValues(&$0)).contains { $0 <= 0.05 }
    }
    let each = 1 - Bonferroni.confidence(family: 0.95, comparisons: 6)
    let bonferroni = try Self.share("Bonferroni, some of six called different", seed: 53) {
      try pValues(&$0).contains { $0 <= each }
    }
    #expect(holm <= CoverageTests.permitted && bonferroni <= CoverageTests.permitted)
  }

  // MARK: Sequential rules

  @Test("Stopping when an interval is narrow costs coverage, the less the more replications come first")
  func sequential() throws {
    func covered(initial: Int) throws -> Double {
      let rule = SequentialPrecision(goal: .absolute(0.5), initial: initial)
      return try Self.share("stopped at half-width 0.5, first \(initial)", seed: 59) { generator in
        let values = generator.normals(80)
        guard let count = try rule.stop(values) else { return false }
        return Self.holds(try Estimate(of: Array(values.prefix(count))), 0)
      }
    }
    #expect(try covered(initial: 10) >= 0.92)
    let algorithm = ReplicationsAlgorithm(precision: 0.05)
    let replications = try Self.share("replications algorithm, 5 % of the mean", seed: 61) { generator in
      var values = generator.normals(3, mean: 10, deviation: 1)
      while true {
        switch try algorithm.evaluate(values) {
        case .sufficient(let count): return Self.holds(try Estimate(of: Array(values.prefix(count))), 10)
        case .continueTo(let next):
          while values.count < next { values.append(generator.normal(mean: 10)) }
        }
      }
    }
    #expect(replications >= 0.90)
  }

  // MARK: Selection

  @Test("Screening keeps the best", arguments: [0.0, 2])
  func screening(common: Double) throws {
    let share = try Self.share("screening keeps the best of 5 equals, n = 10, common luck \(common)", seed: 67) {
      try SubsetScreening(
        Self.samples([0, 0, 0, 0, 0], count: 10, common: common, using: &$0), goal: .largest
      ).survivors.contains(0)
    }
    #expect(share >= Self.least)
  }

  @Test("Kim and Nelson choose the best at the edge of the indifference", arguments: [0.0, 2])
  func kimNelson(common: Double) throws {
    let share = try Self.share("KN of 4, edge of the indifference, common luck \(common)", seed: 71) { generator in
      func stage(_ systems: [Int]) -> [Double] {
        let luck = common * generator.normal()
        return systems.map { ($0 == 2 ? 0.5 : 0) + luck + generator.normal() }
      }
      var first = [[Double]](repeating: [], count: 4)
      for _ in 0..<10 { for (system, value) in zip(0..<4, stage(Array(0..<4))) { first[system].append(value) } }
      var race = try KimNelson(firstStage: first, indifference: 0.5, goal: .largest)
      while !race.isDone { race.add(stage(race.survivors)) }
      return race.survivors == [2]
    }
    #expect(share >= Self.least)
  }

  @Test("A second stage on common luck chooses the best at the edge of the indifference")
  func twoStages() throws {
    let share = try Self.share("two stages on common luck, 4 systems", seed: 73) { generator in
      let means = [0, 0, 0.5, 0]
      var samples = Self.samples(means, count: 10, common: 2, using: &generator)
      let total = try TwoStageSelection.replications(samples, indifference: 0.5)
      if total > 10 {
        let more = Self.samples(means, count: total - 10, common: 2, using: &generator)
        for system in samples.indices { samples[system] += more[system] }
      }
      let best = samples.map { $0.reduce(0, +) }
      return best[2] == best.max()
    }
    #expect(share >= Self.least)
  }

  @Test("Rinott's procedure chooses the best at the edge of the indifference, with unequal spreads")
  func rinott() throws {
    let deviations = [0.5, 1, 1.5, 2]
    let means = [0, 0, 0.5, 0]
    // The constant is the same in every study; the sizes are those of the procedure.
    let h = SelectionConstants.rinott(systems: 4, probability: 0.95, degreesOfFreedom: 9)
    #expect(
      RinottProcedure.replications(deviations: deviations, firstStage: 10, indifference: 0.5)
        == deviations.map { max(10, Int((h * $0 / 0.5 * (h * $0 / 0.5)).rounded(.up))) })
    let share = try Self.share("Rinott, 4 systems, edge of the indifference", seed: 79) { generator in
      let results = try zip(means, deviations).map { mean, deviation in
        var values = generator.normals(10, mean: mean, deviation: deviation)
        let spread = try #require(Tally(values).standardDeviation)
        let total = max(10, Int((h * spread / 0.5 * (h * spread / 0.5)).rounded(.up)))
        values += generator.normals(total - 10, mean: mean, deviation: deviation)
        return values.reduce(0, +) / Double(total)
      }
      return results[2] == results.max()
    }
    #expect(share >= Self.least)
  }
}
