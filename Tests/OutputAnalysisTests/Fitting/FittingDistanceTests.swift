import Foundation
import Testing

@testable import OutputAnalysis

@Suite("Distances between logs")
struct FittingDistanceTests {
  @Test("Wasserstein's distance of samples, as scipy.stats.wasserstein_distance gives it")
  func wasserstein() {
    let a = [1.5, 2, 7, 3.25, 3.25, 10]
    let b = [0.5, 2, 2, 8, 30]
    #expect(agree(WassersteinDistance.between(a, b), 5.1, within: 1e-12))
    #expect(agree(WassersteinDistance.between(b, a), 5.1, within: 1e-12))
    #expect(WassersteinDistance.between(a, a) == 0)
    #expect(agree(WassersteinDistance.between([1], [4]), 3, within: 0))
    #expect(WassersteinDistance.between([], a) == nil)
    #expect(agree(WassersteinDistance.between([1, .nan], [4]), 3, within: 0))
  }

  @Test("Between survival curves without open cases it is the distance of the samples")
  func curves() {
    let a = [1.5, 2, 7, 3.25, 3.25, 10]
    let b = [0.5, 2, 2, 8, 30]
    let distance = WassersteinDistance.between(
      KaplanMeier(DurationSample(ended: a)), KaplanMeier(DurationSample(ended: b)))
    #expect(agree(distance, 5.1, within: 1e-12))
  }

  @Test("With open cases only what both have seen counts")
  func common() {
    let first = KaplanMeier(DurationSample(ended: [1, 2], open: [5, 5]))
    let second = KaplanMeier(DurationSample(ended: [3, 100]))
    // Up to 5: |1 − 1| to 1, |3/4 − 1| to 2, |1/2 − 1| to 3, then |1/2 − 1/2|.
    #expect(agree(WassersteinDistance.between(first, second), 0.75, within: 1e-12))
    #expect(WassersteinDistance.between(first, KaplanMeier(DurationSample(ended: []))) == nil)
  }

  @Test("Distances of what follows what, by hand")
  func sequences() {
    // Pairs: of [g, c] ·g gc c·; of [g] ·g g·. Shares ⅓ each and ½ each: (|⅓ − ½| + ⅓ + ⅓ + ½) / 2 = ⅔.
    #expect(agree(SequenceDistance.between([["g", "c"]: 1], [["g"]: 1]), 2.0 / 3, within: 1e-15))
    #expect(SequenceDistance.between([["g"]: 1], [["g"]: 2]) == 0)
    #expect(SequenceDistance.between([["g"]: 1], [["s"]: 1]) == 1)
    #expect(agree(SequenceDistance.between([["g"]: 1], [["g", "s"]: 1], length: 1), 0.5, within: 1e-15))
    // Three of [g] and one of [g, c]: ·g 4, g· 3, gc 1, c· 1 of 9, against ½ each.
    #expect(
      agree(SequenceDistance.between([["g"]: 3, ["g", "c"]: 1], [["g"]: 1]), 2.0 / 9, within: 1e-15))
    #expect(SequenceDistance.between([[String]: Int](), [["g"]: 1]) == nil)
    #expect(SequenceDistance.between([[]: 1], [["g"]: 1]) == 1)
  }

  @Test("Quantiles side by side")
  func quantiles() {
    let first = KaplanMeier(DurationSample(ended: [1, 2, 3, 4]))
    let second = KaplanMeier(DurationSample(ended: [2, 3], open: [9, 9, 9]))
    let found = QuantileComparison.between(first, second, at: [0.25, 0.5])
    #expect(found[0].relativeDifference == 2)
    #expect(found[1].first == 2 && found[1].second == nil && found[1].relativeDifference == nil)
  }
}
