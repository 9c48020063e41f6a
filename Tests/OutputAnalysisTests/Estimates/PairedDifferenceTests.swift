import Testing

@testable import OutputAnalysis

@Suite("PairedDifference and Bonferroni")
struct PairedDifferenceTests {
  @Test("A3: two inventory policies on common random numbers")
  func a3() throws {
    let difference = try PairedDifference(
      [126.97, 124.31, 126.68, 122.66, 127.23], [118.21, 120.22, 122.45, 122.68, 119.4], confidence: 0.9)
    #expect(agree(difference.estimate.mean, 4.978, within: 1e-9))
    #expect(agree(difference.varianceOfMean, 2.438274000000006, within: 1e-9))
    #expect(agree(difference.estimate.low, 1.6491268748354875, within: 1e-9))
    #expect(agree(difference.estimate.high, 8.306873125164511, within: 1e-9))
  }

  static let one = [63.72, 32.24, 40.28, 36.94, 36.29, 56.94, 34.1, 63.36, 49.29, 87.2]
  static let two = [63.06, 31.78, 40.32, 37.71, 36.79, 57.93, 33.39, 62.92, 47.67, 80.79]
  static let three = [57.74, 29.65, 36.52, 35.71, 33.81, 51.54, 31.39, 57.24, 42.63, 67.27]
  static let four = [62.63, 31.56, 39.87, 37.35, 36.65, 57.15, 33.3, 62.21, 47.46, 79.6]

  @Test(
    "A5: pairwise intervals, single and joint by Bonferroni",
    arguments: [
      (
        one, two, -0.7171638975845073, 2.3171638975845044, -1.4562747079492544, 3.0562747079492514
      ),
      (
        one, three, 1.8671698937512144, 9.504830106248784, 0.006765346181484055, 11.365234653818515
      ),
      (
        one, four, -0.4180696795029526, 2.9340696795029544, -1.2345939990029877, 3.7505939990029895
      ),
      (
        two, three, 2.4227030055426577, 7.349296994457344, 1.2226682297078986, 8.549331770292103
      ),
      (
        two, four, 0.21155519103347087, 0.7044448089665337, 0.09149563599433408, 0.8245043640056705
      ),
      (
        three, four, -6.6730630574395, -2.182936942560498, -7.766781658538523, -1.0892183414614753
      ),
    ])
  func a5(
    x: [Double], y: [Double], low: Double, high: Double, jointLow: Double, jointHigh: Double
  ) throws {
    let single = try PairedDifference(x, y).estimate
    #expect(agree(single.low, low, within: 1e-6))
    #expect(agree(single.high, high, within: 1e-6))
    let confidence = Bonferroni.confidence(family: 0.95, comparisons: Bonferroni.pairs(of: 4))
    let joint = try PairedDifference(x, y, confidence: confidence).estimate
    #expect(agree(joint.low, jointLow, within: 1e-6))
    #expect(agree(joint.high, jointHigh, within: 1e-6))
  }

  @Test("Correlation is 1 for shifted samples, −1 for mirrored ones and unknown without spread")
  func correlation() throws {
    #expect(agree(try PairedDifference([1, 2, 4], [11, 12, 14]).correlation, 1, within: 1e-12))
    #expect(agree(try PairedDifference([1, 2, 4], [-1, -2, -4]).correlation, -1, within: 1e-12))
    #expect(try PairedDifference([1, 2, 4], [3, 3, 3]).correlation == nil)
    #expect(try PairedDifference([1], [3]).correlation == nil)
    #expect(try PairedDifference([1], [3]).varianceOfMean == nil)
  }

  @Test("Samples that do not pair are refused")
  func refusal() {
    let unequal = EstimateError.unequalCounts(first: 2, second: 1)
    #expect(throws: unequal) { try PairedDifference([1, 2], [1]) }
    #expect(
      unequal.description == "paired samples of 2 and 1 observations; they must be equally many")
    #expect(throws: EstimateError.noObservations) { try PairedDifference([], []) }
    #expect(throws: EstimateError.notFinite(index: 1, value: .infinity)) {
      try PairedDifference([1, 2], [1, .infinity])
    }
    #expect(throws: EstimateError.notFinite(index: 0, value: -.infinity)) {
      try PairedDifference([-.infinity, 2], [1, 3])
    }
  }
}
