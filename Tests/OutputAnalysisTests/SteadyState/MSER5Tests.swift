import Testing

@testable import OutputAnalysis

@Suite("MSER5")
struct MSER5Tests {
  /// The definition, term by term; `extraFactor` divides by k − d − 1 as well, the common mistake.
  static func naive(_ series: [Double], extraFactor: Bool = false) -> Int {
    let means = (0..<series.count / 5).map { series[5 * $0..<5 * $0 + 5].reduce(0, +) / 5 }
    let statistics = (0...means.count / 2).map { deleted in
      let rest = means[deleted...]
      let mean = rest.reduce(0, +) / Double(rest.count)
      let squares = rest.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let divisor = Double(rest.count * rest.count) * (extraFactor ? Double(rest.count - 1) : 1)
      return squares / divisor
    }
    return 5 * (statistics.indices.min { statistics[$0] < statistics[$1] } ?? 0)
  }

  static func transient(seed: UInt64, length: Int = 400, initial: Double = 8) -> [Double] {
    var generator = DeterministicGenerator(seed: seed)
    return (0..<length).map { initial * max(0, 1 - Double($0) / 60) + generator.normal() }
  }

  @Test("The truncation point is that of the definition", arguments: 1...30)
  func definition(seed: UInt64) throws {
    let series = Self.transient(seed: seed)
    #expect(try #require(MSER5(series)).truncationPoint == Self.naive(series))
  }

  @Test("Dividing by n − 1 too would delete less; the cases tell the two apart")
  func extraFactor() {
    let cases = (1...30).map { Self.transient(seed: UInt64($0)) }
    let deleted = cases.map { (right: Self.naive($0), wrong: Self.naive($0, extraFactor: true)) }
    #expect(deleted.allSatisfy { $0.wrong <= $0.right })
    #expect(deleted.contains { $0.wrong < $0.right })
  }

  @Test("A step is cut at the step")
  func step() throws {
    let series = [Double](repeating: 9, count: 40) + (0..<160).map { $0 % 2 == 0 ? 1.0 : 1.5 }
    let result = try #require(MSER5(series))
    #expect(result.truncationPoint == 40)
    #expect(result.isTrustworthy)
    #expect(result.batches == 40)
    #expect(agree(result.truncatedMean, 1.25, within: 1e-12))
  }

  @Test("A series that never settles is not trusted")
  func trend() throws {
    let result = try #require(MSER5((0..<200).map { Double($0) }))
    #expect(!result.isTrustworthy)
    #expect(result.truncationPoint == 100)
  }

  @Test("A constant series is kept whole")
  func constant() throws {
    let result = try #require(MSER5([Double](repeating: 2, count: 100)))
    #expect(result.truncationPoint == 0)
    #expect(result.isTrustworthy)
    #expect(result.statistic == 0)
  }

  @Test("Fewer than four batches have no truncation point, and an incomplete batch is ignored")
  func short() throws {
    #expect(MSER5([Double](repeating: 1, count: 19)) == nil)
    #expect(try #require(MSER5([Double](repeating: 1, count: 24))).batches == 4)
  }
}
