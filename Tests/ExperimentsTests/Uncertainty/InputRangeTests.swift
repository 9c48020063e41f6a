import Testing

@testable import Experiments

@Suite("Ranges of inputs")
struct InputRangeTests {
  @Test("An end is told as the author wrote it, not as a number in the program's own unit")
  func writtenEnds() throws {
    let range = InputRange(
      path: "a", source: "log", low: 3.4e-8, value: 4e-8, high: 5e-8,
      writtenEnds: ["0.05 per 1000 households per day", "0.07 per 1000 households per day"])
    #expect(range.writtenEnds.first == "0.05 per 1000 households per day")
    #expect(InputRange(path: "a", source: "log", low: 1, value: 2, high: 3).writtenEnds == ["1.0", "3.0"])
  }

  private func moments(_ range: InputRange) -> (mean: Double, variance: Double) {
    // Midpoints of ten thousand slices of equal probability.
    let draws = (0..<10_000).map { range.quantile((Double($0) + 0.5) / 10_000) }
    let mean = draws.reduce(0, +) / 10_000
    return (mean, draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 10_000)
  }

  @Test("A value between the ends is the mode of a triangle")
  func triangular() {
    let range = InputRange(path: "a", source: "guess", low: 1, value: 2, high: 6)
    let (mean, variance) = moments(range)
    #expect(abs(mean - 3) < 1e-3)
    #expect(abs(variance - (1 + 4 + 36 - 2 - 12 - 6) / 18.0) < 1e-3)
    #expect(range.quantile(0) == 1 && range.quantile(1) == 6)
  }

  @Test("A value at an end makes all of the range equally likely")
  func uniform() {
    let (mean, variance) = moments(InputRange(path: "a", source: "guess", low: 2, value: 2, high: 8))
    #expect(abs(mean - 5) < 1e-6)
    #expect(abs(variance - 3) < 1e-3)
  }

  @Test("Ends a factor of more than ten apart are drawn on a logarithmic scale")
  func logarithmic() {
    let range = InputRange(path: "a", source: "guess", low: 1, value: 1, high: 100)
    #expect(range.isLogarithmic)
    #expect(abs(range.quantile(0.5) - 10) < 1e-9)
    #expect(range.quantile(0) == 1 && range.quantile(1) == 100)
    #expect(!InputRange(path: "a", source: "guess", low: 1, value: 2, high: 10).isLogarithmic)
    #expect(!InputRange(path: "a", source: "guess", low: 0, value: 2, high: 100).isLogarithmic)
  }

  @Test("Whole numbers are drawn whole, and a range of no width is its value")
  func whole() {
    let range = InputRange(path: "a", source: "guess", low: 1, value: 2, high: 4, isWhole: true)
    let draws = Set((0...100).map { range.quantile(Double($0) / 100) })
    #expect(draws == [1, 2, 3, 4])
    #expect(InputRange(path: "a", source: "guess", low: 3, value: 3, high: 3).quantile(0.3) == 3)
  }

  @Test(
    "Draws rise with the uniform number",
    arguments: [
      InputRange(path: "a", source: "", low: 1, value: 2, high: 6),
      InputRange(path: "b", source: "", low: 1, value: 50, high: 90),
      InputRange(path: "c", source: "", low: -3, value: 0, high: 3),
    ])
  func monotone(range: InputRange) {
    let draws = (0...1000).map { range.quantile(Double($0) / 1000) }
    #expect(zip(draws, draws.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(draws.allSatisfy { (range.low...range.high).contains($0) })
  }
}
