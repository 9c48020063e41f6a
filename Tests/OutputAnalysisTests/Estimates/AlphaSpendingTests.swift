import Testing

@testable import OutputAnalysis

@Suite("AlphaSpending")
struct AlphaSpendingTests {
  @Test("The error is shared evenly over the planned looks")
  func sharing() {
    let plan = AlphaSpending(confidence: 0.95, looks: [10, 20, 40, 80])
    #expect(agree(plan.confidencePerLook, 0.9875, within: 1e-12))
    #expect(plan.alphaSpent(after: 9) == 0)
    #expect(agree(plan.alphaSpent(after: 25), 0.025, within: 1e-12))
    #expect(agree(plan.alphaSpent(after: 500), 0.05, within: 1e-12))
    #expect(plan.isLook(20))
    #expect(!plan.isLook(21))
    #expect(plan.nextLook(after: 20) == 40)
    #expect(plan.nextLook(after: 80) == nil)
  }

  @Test("A single look costs nothing")
  func single() {
    #expect(AlphaSpending(confidence: 0.9, looks: [30]).confidencePerLook == 0.9)
  }

  @Test("Doubling ends at the limit exactly")
  func doubling() {
    #expect(AlphaSpending.doubling(confidence: 0.95, first: 10, limit: 100).looks == [10, 20, 40, 80, 100])
    #expect(AlphaSpending.doubling(confidence: 0.95, first: 10, limit: 80).looks == [10, 20, 40, 80])
    #expect(AlphaSpending.doubling(confidence: 0.95, first: 7, limit: 7).looks == [7])
    #expect(AlphaSpending.doubling(confidence: 0.95, first: 1, limit: .max).looks.count == 64)
  }
}
