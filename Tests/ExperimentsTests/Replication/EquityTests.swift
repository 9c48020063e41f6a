import Testing

@testable import Experiments

@Suite("Equity")
struct EquityTests {
  @Test("The Gini coefficient is 0 for equals, (n − 1)/n when one has all, and 1/3 for 0 to 1 evenly spread")
  func gini() {
    #expect(Equity([2, 2, 2]).gini == 0)
    #expect(Equity([0, 0, 0, 5]).gini == 0.75)
    let even = Equity((1...1000).map { Double($0) / 1000 }).gini ?? 0
    #expect(abs(even - 1.0 / 3) < 1e-3)
    #expect(Equity([nil, 3, nil]).gini == 0)
    #expect(Equity([]).gini == nil && Equity([0, 0]).gini == nil)
  }

  @Test("The worst tenth is at least one unit, and rounds up")
  func worstTenth() {
    #expect(Equity([5, 1, 3]).tenth(highest: true) == 5)
    #expect(Equity([5, 1, 3]).tenth(highest: false) == 1)
    #expect(Equity((1...11).map { Double($0) }).tenth(highest: true) == 10.5)
    #expect(Equity([]).tenth(highest: true) == nil)
  }
}
