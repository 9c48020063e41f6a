import Foundation
import TestSupport
import Testing

@testable import OutputAnalysis

@Suite("Whether a series keeps its level")
struct ChangeTestTests {
  /// A first-order autoregression around a level that may step in the middle.
  private func series(_ steps: Int, memory: Double, step: Double = 0, seed: UInt64) -> LevelSeries {
    var generator = SeededGenerator(seed: seed)
    var value = 0.0
    let sums = (0..<steps).map { index in
      // A sum of twelve uniform numbers is as good as normal.
      let noise = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
      value = memory * value + noise * (1 - memory * memory).squareRoot()
      return 10 + value + (index >= steps / 2 ? step : 0)
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
        series(400, memory: memory, seed: UInt64(seed)), series(400, memory: memory, seed: UInt64(seed) + 1000),
      ])
    }
    // Five standard errors above a tenth of 200; few are refused.
    #expect(
      found.count > 150 && found.count { $0 <= 0.1 } <= 20 + 5 * 5, "\(found.count { $0 <= 0.1 }) of \(found.count)")
  }

  @Test("A step of one deviation is found, and dated")
  func power() throws {
    let outcome = ChangeTest.outcome(
      [series(200, memory: 0, seed: 1), series(200, memory: 0, step: 1, seed: 2)], seed: 1)
    guard case .tested(let pValue, let splits) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    let split = try #require(splits[1])
    #expect(pValue <= 0.005 && split.pValue == pValue && abs(split.step - 100) < 15)
    #expect((splits[0]?.pValue ?? 0) > 0.01)
  }

  @Test("What hangs together for too long is not tested, and a step is not taken for memory")
  func memory() {
    #expect(pValue([series(60, memory: 0.97, seed: 3)]) == nil)
    #expect(series(400, memory: 0, step: 6, seed: 4).memory < 2)
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
