import Foundation
import OutputAnalysis
import Testing

@Suite("Which input matters, from given data")
struct GivenDataIndexTests {
  private func sample(_ count: Int, seed: UInt64, inputs: Int = 3, _ output: ([Double], Double) -> Double)
    -> (inputs: [[Double]], outputs: [Double])
  {
    var source = DeterministicGenerator(seed: seed)
    let rows = (0..<count).map { _ in (0..<inputs).map { _ in source.uniform() } }
    return ((0..<inputs).map { input in rows.map { $0[input] } }, rows.map { output($0, source.normal()) })
  }

  @Test("Rising, falling and bands are told apart, and explain what they should")
  func shapes() throws {
    let cases: [(GivenDataIndex.Shape, (Double) -> Double)] = [
      (.raises, { 3 * $0 }), (.lowers, { -3 * $0 }), (.band, { -6 * abs($0 - 0.5) }), (.trough, { 6 * abs($0 - 0.5) }),
      (.raises, { exp(2 * $0) }), (.band, { $0 > 0.3 && $0 < 0.7 ? 3 : 0 }),
    ]
    for (shape, effect) in cases {
      let data = sample(100, seed: 3) { x, luck in effect(x[0]) + 0.1 * luck }
      let index = try #require(GivenDataIndex(data.inputs[0], data.outputs))
      #expect(index.shape == shape)
      #expect(index.index > 0.8 && index.index <= 1)
      let other = try #require(GivenDataIndex(data.inputs[1], data.outputs))
      #expect(other.index < 0.2)
    }
  }

  @Test("The index is that of the model: Ishigami's first order indices are 0.314, 0.442 and 0")
  func ishigami() throws {
    let data = sample(2000, seed: 8) { x, _ in
      let angle = x.map { (2 * $0 - 1) * Double.pi }
      return sin(angle[0]) + 7 * sin(angle[1]) * sin(angle[1]) + 0.1 * pow(angle[2], 4) * sin(angle[0])
    }
    for (input, truth) in zip(data.inputs, [0.3139, 0.4424, 0]) {
      let index = try #require(GivenDataIndex(input, data.outputs))
      #expect(abs(index.index - truth) < 4 * index.standardError + 0.01)
    }
  }

  @Test("Without influence the index is 0 in the mean, and its standard error is about right")
  func unbiased() throws {
    var sum = Tally()
    var errors = Tally()
    for seed in 1...400 {
      let data = sample(60, seed: UInt64(seed), inputs: 1) { x, luck in x[0] + 0.5 * luck }
      let index = try #require(GivenDataIndex(data.inputs[0], data.outputs))
      sum.add(index.index)
      errors.add(index.standardError)
    }
    // Variance 1/12 of 1/12 + 1/4.
    #expect(abs((sum.mean ?? 0) - 0.25) < 0.02)
    #expect(abs((errors.mean ?? 0) / (sum.standardDeviation ?? 1) - 1) < 0.25)
  }

  @Test("Few distinct values, too few pairs and what does not vary are no trouble")
  func odd() throws {
    let values = (0..<30).map { Double($0 % 2) }
    let index = try #require(GivenDataIndex(values, values))
    #expect(index.terms == 1 && index.shape == .raises && abs(index.index - 1) < 1e-9)
    #expect(GivenDataIndex([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]) == nil)
    #expect(GivenDataIndex(values, [Double](repeating: 2, count: 30)) == nil)
    #expect(GivenDataIndex([Double](repeating: 2, count: 30), values) == nil)
  }

  private func order(_ count: Int, _ shuffle: Int, seed: UInt64) -> [Int] {
    var source = DeterministicGenerator(seed: seed &* 1_000_003 &+ UInt64(shuffle))
    return Array(0..<count).shuffled(using: &source)
  }

  @Test("Two inputs that only work together are named, and pairs that merely add up are not")
  func interactions() throws {
    let together = sample(120, seed: 4, inputs: 4) { x, luck in
      (x[0] - 0.5) * (x[2] - 0.5) * 12 + x[1] + 0.3 * luck
    }
    let found = InteractionIndex.found(
      inputs: together.inputs, outputs: together.outputs, strong: [1], error: 0.05, most: 199,
      order: { order(120, $0, seed: 4) })
    #expect(found.map { [$0.first, $0.second] } == [[0, 2]])
    #expect(try #require(found.first).index > 0.5)
    let few = sample(39, seed: 4) { x, _ in x[0] * x[1] }
    #expect(
      InteractionIndex.found(
        inputs: few.inputs, outputs: few.outputs, strong: [], error: 0.05, most: 9, order: { _ in [] }
      ).isEmpty)
  }

  @Test("A band that cosines do not fit, with luck that depends on it, is no interaction")
  func bandIsNoInteraction() {
    var wrong = 0
    for seed in 1...100 {
      let data = sample(50, seed: UInt64(seed)) { x, luck in
        0.2 - abs(x[0] - 0.45) + (0.01 + 0.05 * x[0] * x[0]) * luck
      }
      let found = InteractionIndex.found(
        inputs: data.inputs, outputs: data.outputs, strong: [0], error: 0.05, most: 99,
        order: { order(50, $0, seed: UInt64(seed)) })
      if !found.isEmpty { wrong += 1 }
    }
    print("bands without interaction: \(wrong) of 100 studies name a pair")
    #expect(wrong <= 12)
  }

  @Test("Where nothing interacts a pair is named in about one study of twenty")
  func falsePairs() {
    var wrong = 0
    for seed in 1...100 {
      let data = sample(60, seed: UInt64(seed), inputs: 4) { x, luck in x[0] + x[1] * x[1] + 0.5 * luck }
      let found = InteractionIndex.found(
        inputs: data.inputs, outputs: data.outputs, strong: [0, 1], error: 0.05, most: 99,
        order: { order(60, $0, seed: UInt64(seed)) })
      if !found.isEmpty { wrong += 1 }
    }
    print("pairs without interaction: \(wrong) of 100 studies name one")
    #expect(wrong <= 12)
  }
}
