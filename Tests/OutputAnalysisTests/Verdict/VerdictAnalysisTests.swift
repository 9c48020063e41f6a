import Foundation
import Testing

@testable import OutputAnalysis

@Suite("VerdictAnalysis")
struct VerdictAnalysisTests {
  /// n equally spaced values, without skewness, with exactly the given mean and sample standard deviation.
  static func sample(_ n: Int, mean: Double, deviation: Double) -> [Double] {
    let step = deviation / (Double(n * (n + 1)) / 12).squareRoot()
    return (0..<n).map { mean + step * (Double($0) - Double(n - 1) / 2) }
  }

  static let tiers = [
    Criterion.share(name: "grid", target: 0.7, tolerance: 0.03),
    Criterion.share(name: "community", target: 0.2, tolerance: 0.03),
    Criterion.share(name: "street", target: 0.1, tolerance: 0.03),
  ]

  /// The same bands of a variable that nothing bounds, for which Student's t stands alone where nothing is skewed.
  static let bands = tiers.map { Criterion(name: $0.name, lower: $0.lower, upper: $0.upper) }

  static func decide(_ means: [Double], deviation: Double, n: Int = 20) throws -> VerdictAnalysis {
    try VerdictAnalysis.decide(
      samples: means.map { sample(n, mean: $0, deviation: deviation) }, criteria: bands, confidence: 0.95)
  }

  @Test("Shares well inside their bands are met, at α each without correction")
  func met() throws {
    let analysis = try Self.decide([0.71, 0.195, 0.095], deviation: 0.01)
    #expect(analysis.decision == .met)
    #expect(analysis.additionalReplications == 0)
    #expect(analysis.results.allSatisfy { $0.holds && !$0.violated && $0.position == .inside })
    // T = 0.02 √20 / 0.01
    let expected = StudentT.upperTail(0.02 * 20.0.squareRoot() / 0.01, degreesOfFreedom: 19)
    #expect(agree(analysis.results[0].upperPValue, expected, within: 1e-12))
  }

  @Test("Met at exactly the critical distance of one test at α, however many criteria there are")
  func metBoundary() throws {
    let critical = StudentT.quantile(0.95, degreesOfFreedom: 19) * 0.01 / 20.0.squareRoot()
    let just = 0.73 - critical * 1.0001
    #expect(try Self.decide([just, 0.195, 0.095], deviation: 0.01).decision == .met)
    let notQuite = 0.73 - critical * 0.9999
    #expect(try Self.decide([notQuite, 0.195, 0.095], deviation: 0.01).decision == .undecided)
  }

  @Test("Not met at exactly the critical distance of α/2m for a band")
  func notMetBoundary() throws {
    let critical = StudentT.quantile(1 - 0.05 / 6, degreesOfFreedom: 19) * 0.01 / 20.0.squareRoot()
    let just = try Self.decide([0.73 + critical * 1.0001, 0.18, 0.09], deviation: 0.01)
    #expect(just.decision == .notMet)
    #expect(just.results[0].violated && just.results[0].position == .above)
    #expect((just.results[0].simultaneousLow ?? 0) > 0.73)
    #expect(!just.results[1].violated)
    let notQuite = try Self.decide([0.73 + critical * 0.9999, 0.18, 0.09], deviation: 0.01)
    #expect(notQuite.decision == .undecided)
    #expect((notQuite.results[0].simultaneousLow ?? 1) < 0.73)
  }

  @Test("A guard is judged on its one side, with α/m")
  func guardBoundary() throws {
    let criteria = [
      Criterion(name: "reopened", upper: 0.05), Criterion(name: "satisfaction", lower: 0.8),
    ]
    let critical = StudentT.quantile(1 - 0.05 / 2, degreesOfFreedom: 19) * 0.01 / 20.0.squareRoot()
    func decide(_ reopened: Double, _ satisfaction: Double) throws -> VerdictAnalysis {
      try VerdictAnalysis.decide(
        samples: [reopened, satisfaction].map { Self.sample(20, mean: $0, deviation: 0.01) },
        criteria: criteria)
    }
    #expect(try decide(0.01, 0.9).decision == .met)
    #expect(try decide(-5, 90).decision == .met)
    #expect(try decide(0.05 + critical * 1.0001, 0.9).decision == .notMet)
    #expect(try decide(0.05 + critical * 0.9999, 0.9).decision == .undecided)
    #expect(try decide(0.01, 0.8 - critical * 1.0001).decision == .notMet)
    let result = try decide(0.01, 0.9).results
    #expect(result[0].simultaneousHigh == nil && result[0].simultaneousLow != nil)
    #expect(result[1].simultaneousHigh != nil && result[1].simultaneousLow == nil)
    #expect(result[0].lowerPValue == nil && result[1].upperPValue == nil)
  }

  @Test("One replication is undecided and no number of replications is promised")
  func single() throws {
    let analysis = try VerdictAnalysis.decide(samples: [[0.7], [0.2], [0.1]], criteria: Self.tiers)
    #expect(analysis.decision == .undecided)
    #expect(analysis.additionalReplications == nil)
    #expect(analysis.results.allSatisfy { $0.lowerPValue == nil && $0.simultaneousLow == nil })
    #expect(analysis.results.allSatisfy { $0.estimate.halfWidth == nil })
  }

  // MARK: - How many more

  @Test("The replications said to be needed decide, and one fewer does not", arguments: [0.7, 0.715, 0.735])
  func needed(grid: Double) throws {
    let criteria = [Self.bands[0]]
    func analysis(_ n: Int) throws -> VerdictAnalysis {
      try VerdictAnalysis.decide(samples: [Self.sample(n, mean: grid, deviation: 0.08)], criteria: criteria)
    }
    let now = try analysis(10)
    #expect(now.decision == .undecided)
    let total = 10 + (try #require(now.additionalReplications))
    // Samples here have even sizes.
    let even = total + total % 2
    #expect(try analysis(even).decision == (grid > 0.73 ? .notMet : .met))
    #expect(try analysis(even - 2).decision == .undecided)
  }

  @Test("One criterion outside decides alone; all are needed inside")
  func neededOverCriteria() throws {
    let inside = try Self.decide([0.715, 0.19, 0.095], deviation: 0.08)
    let numbers = inside.results.compactMap(\.replicationsNeeded)
    #expect(inside.additionalReplications == numbers.max().map { $0 - 20 })
    let outside = try Self.decide([0.74, 0.19, 0.07], deviation: 0.05)
    #expect(outside.decision == .undecided)
    #expect(outside.additionalReplications == outside.results[0].replicationsNeeded.map { $0 - 20 })
  }

  @Test("A mean at an edge, or beyond a million replications, promises nothing")
  func neverDecided() throws {
    let criterion = [Criterion(name: "x", upper: 1)]
    let edge = try VerdictAnalysis.decide(samples: [[0.5, 1.5]], criteria: criterion)
    #expect(edge.decision == .undecided)
    #expect(edge.additionalReplications == nil)
    let far = try VerdictAnalysis.decide(samples: [[0.5 - 1e-6, 1.5]], criteria: criterion)
    #expect(far.additionalReplications == nil)
  }

  // MARK: - Zero variance

  static func constant(_ value: Double, n: Int, criterion: Criterion) throws -> VerdictAnalysis {
    try VerdictAnalysis.decide(samples: [Array(repeating: value, count: n)], criteria: [criterion])
  }

  @Test("No withdrawal in any replication is flagged and met only when the rule of three allows it")
  func zeroShare() throws {
    let criterion = Criterion(name: "withdrawn", upper: 0.02, support: 0...1)
    // 0.98ⁿ⁻¹ ≤ 0.05 from n = 150 on.
    let early = try Self.constant(0, n: 20, criterion: criterion)
    #expect(early.decision == .undecided)
    #expect(early.results[0].zeroVariance)
    #expect(early.additionalReplications == 130)
    #expect(agree(early.results[0].upperPValue, pow(0.98, 19), within: 1e-12))
    #expect(try Self.constant(0, n: 149, criterion: criterion).decision == .undecided)
    let late = try Self.constant(0, n: 150, criterion: criterion)
    #expect(late.decision == .met)
    #expect(late.results[0].zeroVariance)
  }

  @Test("A constant outside its band is not met only when the rule of three allows it")
  func constantOutside() throws {
    let criterion = Criterion(name: "withdrawn", upper: 0.5, support: 0...1)
    // (0.5 / 0.9)ⁿ⁻¹ ≤ 0.05 from n = 7 on.
    #expect(try Self.constant(0.9, n: 6, criterion: criterion).decision == .undecided)
    let decided = try Self.constant(0.9, n: 7, criterion: criterion)
    #expect(decided.decision == .notMet)
    #expect((decided.results[0].simultaneousLow ?? 0) > 0.5)
    let floor = Criterion(name: "on time", lower: 0.5, support: 0...1)
    #expect(try Self.constant(0.1, n: 6, criterion: floor).decision == .undecided)
    #expect(try Self.constant(0.1, n: 7, criterion: floor).decision == .notMet)
  }

  @Test("Without a support a constant is never decided")
  func noSupport() throws {
    for value in [0.0, 5] {
      let analysis = try Self.constant(value, n: 1000, criterion: Criterion(name: "x", upper: 1))
      #expect(analysis.decision == .undecided)
      #expect(analysis.additionalReplications == nil)
      #expect(analysis.results[0].simultaneousLow == nil)
    }
  }

  @Test("A bound that the support cannot cross is satisfied by meaning")
  func certainBound() throws {
    // A mechanism that is off, and a tolerance that reaches past the end of the shares.
    let off = Criterion(name: "withdrawn", upper: 0.02, support: 0...0)
    #expect(try Self.constant(0, n: 2, criterion: off).decision == .met)
    #expect(try Self.constant(0, n: 1, criterion: off).decision == .undecided)
    let high = Criterion(name: "on time", lower: 0.5, upper: 1, support: 0...1)
    #expect(try Self.constant(1, n: 10, criterion: high).decision == .met)
    let varying = try VerdictAnalysis.decide(samples: [[1, 1, 1, 0.99, 1, 1]], criteria: [high])
    #expect(varying.decision == .met)
    #expect(varying.results[0].upperPValue == 0)
  }

  @Test("Values that differ in their last bits do not count as a measured spread")
  func rounding() throws {
    let criterion = Criterion(name: "x", upper: 0.4, support: 0...1)
    let analysis = try VerdictAnalysis.decide(samples: [[0.3, 0.1 + 0.2]], criteria: [criterion])
    #expect(analysis.decision == .undecided)
    #expect(analysis.results[0].zeroVariance)
  }

  @Test("The edges of a band belong to it")
  func positions() {
    let criterion = Criterion(name: "x", lower: 1, upper: 2)
    #expect(criterion.position(of: 1) == .inside)
    #expect(criterion.position(of: 2) == .inside)
    #expect(criterion.position(of: 0.999) == .below)
    #expect(criterion.position(of: 2.001) == .above)
  }

  @Test("Met and not met exclude each other, and mirrored samples have mirrored verdicts", arguments: 1...200)
  func consistency(seed: UInt64) throws {
    var generator = DeterministicGenerator(seed: seed)
    let n = Int.random(in: 2...12, using: &generator)
    let values = generator.normals(n, mean: 3 * generator.normal(), deviation: generator.uniform())
    let analysis = try VerdictAnalysis.decide(
      samples: [values], criteria: [Criterion(name: "x", lower: -1, upper: 2)])
    let mirrored = try VerdictAnalysis.decide(
      samples: [values.map { -$0 }], criteria: [Criterion(name: "x", lower: -2, upper: 1)])
    #expect(!(analysis.results[0].holds && analysis.results[0].violated))
    #expect(analysis.decision == mirrored.decision)
    #expect(analysis.additionalReplications == mirrored.additionalReplications)
  }
}
