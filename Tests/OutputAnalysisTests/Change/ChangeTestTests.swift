import Foundation
import TestSupport
import Testing

@testable import OutputAnalysis

@Suite("Whether a series keeps its level")
struct ChangeTestTests {
  /// A first-order autoregression around a level that may step in the middle, or for a part of it.
  private func series(
    _ steps: Int, memory: Double, step: Double = 0, in part: Range<Double> = 0.5..<1, seed: UInt64
  ) -> LevelSeries {
    var generator = SeededGenerator(seed: seed)
    var value = 0.0
    let sums = (0..<steps).map { index in
      // A sum of twelve uniform numbers is as good as normal.
      let noise = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
      value = memory * value + noise * (1 - memory * memory).squareRoot()
      return 10 + value + (part.contains(Double(index) / Double(steps)) ? step : 0)
    }
    return LevelSeries(sums: sums, weights: [Double](repeating: 1, count: steps))
  }

  private func pValue(_ series: [LevelSeries]) -> Double? {
    if case .tested(let pValue, _) = ChangeTest.outcome(series, seed: 9) { pValue } else { nil }
  }

  @Test(
    "P-values of series that keep their level are uniform, with memory and in families", arguments: [0.0, 0.5, 0.8])
  func size(memory: Double) {
    let found = (1...200).compactMap { seed in
      pValue([
        series(800, memory: memory, seed: UInt64(seed)), series(800, memory: memory, seed: UInt64(seed) + 1000),
      ])
    }
    // Five standard errors above a tenth of 200; few are refused.
    #expect(
      found.count > 150 && found.count { $0 <= 0.1 } <= 20 + 5 * 5, "\(found.count { $0 <= 0.1 }) of \(found.count)")
  }

  @Test(
    "A step of one deviation is found and dated, and one of two wherever it is, also where it is taken back",
    arguments: [(1.0, 0.5..<1), (2, 0..<0.33), (2, 0.34..<0.66), (2, 0.67..<1)])
  func power(step: Double, part: Range<Double>) throws {
    let outcome = ChangeTest.outcome(
      [series(200, memory: 0, seed: 1), series(200, memory: 0, step: step, in: part, seed: 2)], seed: 1)
    guard case .tested(let pValue, let stretches) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    let stretch = try #require(stretches[1])
    #expect(pValue <= 0.005 && stretch.pValue == pValue)
    // What changes once is as well told by what comes before it.
    let (begin, end) = (Int(200 * part.lowerBound), Int(200 * part.upperBound))
    let other = end == 200 ? 0..<begin : begin == 0 ? end..<200 : begin..<end
    #expect(
      [begin..<end, other].contains {
        abs(stretch.steps.lowerBound - $0.lowerBound) < 15 && abs(stretch.steps.upperBound - $0.upperBound) < 15
      }, "\(stretch.steps)")
    #expect((stretches[0]?.pValue ?? 0) > 0.01)
  }

  @Test("A series that hangs together for too long leaves the others of its family to be tested")
  func alone() throws {
    let outcome = ChangeTest.outcome(
      [series(90, memory: 0.97, seed: 3), series(90, memory: 0, step: 2, seed: 4)], seed: 1)
    guard case .tested(let pValue, let stretches) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(stretches[0] == nil && pValue <= 0.005)
  }

  @Test("What hangs together for too long is not tested, and a step is not taken for memory")
  func memory() {
    #expect(pValue([series(60, memory: 0.97, seed: 3)]) == nil)
    #expect(series(400, memory: 0, step: 6, seed: 4).memory < 2)
    #expect(series(400, memory: 0, step: 6, in: 0.34..<0.67, seed: 4).memory < 2)
    // (1 + φ) / (1 − φ) = 9, less what a finite series hides.
    let memory = series(4000, memory: 0.8, seed: 5).memory
    #expect(memory > 6 && memory < 12)
    #expect(ChangeTest.outcome([], seed: 1) == .untested(memory: 1))
    #expect(
      pValue([LevelSeries(sums: [Double](repeating: 2, count: 40), weights: [Double](repeating: 3, count: 40))]) == 1)
  }

  @Test("The same seed gives the same answer")
  func repeatable() {
    let family = [series(100, memory: 0.3, seed: 6)]
    #expect(ChangeTest.outcome(family, seed: 2) == ChangeTest.outcome(family, seed: 2))
  }
}
