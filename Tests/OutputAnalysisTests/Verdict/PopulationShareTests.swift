import Testing

@testable import OutputAnalysis

@Suite("Demands on single units")
struct PopulationShareTests {
  private func unit(_ inside: Double, _ outside: Double = 1) -> CensoredMean {
    CensoredMean(insidePValue: inside, outsidePValue: outside)
  }

  @Test("At least 90 % of ten units is nine, and one may be anything")
  func nineOfTen() {
    // (10 − 9 + 1) p₍₉₎ ≤ 5 %.
    let nine = [CensoredMean](repeating: unit(0.025), count: 9)
    let share = PopulationShare(units: nine + [unit(1, 0)], atLeast: 0.9, confidence: 0.95)
    #expect(share.holds && !share.violated)
    #expect(share.least == 0.9 && share.greatest == 0.9)
    #expect(share.standings.last == .outside)
    let weaker = [CensoredMean](repeating: unit(0.0251), count: 9)
    let open = PopulationShare(units: weaker + [unit(1)], atLeast: 0.9, confidence: 0.95)
    #expect(!open.holds && !open.violated)
    #expect(open.least == 0 && open.greatest == 1)
  }

  @Test("It is violated when more units than may be are shown to be outside, at the family's error")
  func violated() {
    // Two of ten outside: (10 − 2 + 1) p₍₂₎ ≤ 5 % / 4.
    let eight = [CensoredMean](repeating: unit(0), count: 8)
    func share(_ p: Double) -> PopulationShare {
      PopulationShare(units: eight + [unit(1, p), unit(1, p)], atLeast: 0.9, confidence: 0.95, comparisons: 4)
    }
    #expect(share(0.0013).violated)
    #expect(!share(0.0014).violated)
    #expect(!share(0.0013).holds)
  }

  @Test("An upper bound asks how many are shown not to be")
  func upper() {
    let units = [unit(1, 0.01), unit(1, 0.01), unit(1, 0.01), unit(0, 1)]
    #expect(PopulationShare(units: units, atMost: 0.25, confidence: 0.95).holds)
    #expect(PopulationShare(units: units, atMost: 0, confidence: 0.95).violated)
    #expect(!PopulationShare(units: [], atMost: 0.25, confidence: 0.95).holds)
  }

  @Test("A unit is judged at both ends of what was not closed, over all its tiers")
  func unitEvidence() {
    let band = Criterion(name: "", lower: 0.65, upper: 0.75, support: 0...1)
    let least = Tally([0.69, 0.70, 0.71, 0.70, 0.69, 0.71])
    let greatest = Tally([0.79, 0.80, 0.81, 0.80, 0.79, 0.81])
    let exact = CensoredMean(least: least, greatest: least, criterion: band)
    #expect(exact.insidePValue < 0.01 && exact.outsidePValue == 1 || exact.outsidePValue > 0.9)
    let censored = CensoredMean(least: least, greatest: greatest, criterion: band)
    #expect(censored.insidePValue > 0.9 && censored.outsidePValue > 0.9)
    let outside = CensoredMean(least: greatest, greatest: greatest, criterion: band)
    #expect(outside.outsidePValue < 0.01)
    #expect(CensoredMean(all: [exact, outside]).insidePValue == outside.insidePValue)
    #expect(CensoredMean(all: [exact, outside]).outsidePValue == 2 * outside.outsidePValue)
    #expect(CensoredMean(least: Tally([0.7]), greatest: Tally([0.7]), criterion: band).insidePValue == 1)
  }
}
