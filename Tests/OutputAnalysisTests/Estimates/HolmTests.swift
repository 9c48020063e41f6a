import Testing

@testable import OutputAnalysis

@Suite("Holm's procedure")
struct HolmTests {
  @Test("p-values are multiplied by the tests that are left, and never decrease")
  func adjusted() {
    let adjusted = Holm.adjusted([0.01, 0.04, 0.03, 0.005])
    for (value, expected) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) { #expect(abs(value - expected) < 1e-15) }
    #expect(Holm.adjusted([0.5, 0.9]) == [1, 1])
    #expect(Holm.adjusted([]) == [])
  }
}
