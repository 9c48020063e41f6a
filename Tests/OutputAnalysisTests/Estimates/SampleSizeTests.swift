import Testing

@testable import OutputAnalysis

@Suite("SampleSize")
struct SampleSizeTests {
  @Test("A2: replications for an absolute and a relative precision")
  func a2() throws {
    let pilot = try Estimate(of: bankDelays, confidence: 0.9)
    #expect(SampleSize.absolute(pilot: pilot, halfWidth: 0.25) == 16)
    #expect(SampleSize.relative(pilot: pilot, relativeError: 0.1) == 27)
  }

  @Test("A19: observations for a mean and for a proportion")
  func a19() {
    #expect(SampleSize.normalMean(standardDeviation: 4.7536998, halfWidth: 0.5, confidence: 0.99) == 600)
    #expect(SampleSize.proportion(0.8, halfWidth: 0.05, confidence: 0.95) == 246)
  }

  @Test("A pilot that is precise enough needs no more than itself")
  func enough() throws {
    let pilot = try Estimate(of: bankDelays, confidence: 0.9)
    #expect(SampleSize.absolute(pilot: pilot, halfWidth: 1) == 10)
    #expect(SampleSize.absolute(pilot: try Estimate(of: [1, 1]), halfWidth: 1e-9) == 2)
  }

  @Test("The recommended size is the first that suffices")
  func smallest() throws {
    let pilot = try Estimate(of: bankDelays, confidence: 0.95)
    let deviation = try #require(pilot.standardDeviation)
    for halfWidth in [0.3, 0.1, 0.03, 0.01] {
      let n = try #require(SampleSize.absolute(pilot: pilot, halfWidth: halfWidth))
      func reached(_ i: Int) -> Double {
        StudentT.quantile(0.975, degreesOfFreedom: Double(i - 1)) * deviation / Double(i).squareRoot()
      }
      #expect(reached(n) <= halfWidth)
      #expect(n == 10 || reached(n - 1) > halfWidth)
    }
  }

  @Test("Unknown spread, a mean of zero and more than the limit give no number")
  func none() throws {
    #expect(SampleSize.absolute(pilot: try Estimate(of: [3]), halfWidth: 1) == nil)
    #expect(SampleSize.relative(pilot: try Estimate(of: [-1, 1]), relativeError: 0.1) == nil)
    #expect(SampleSize.absolute(pilot: try Estimate(of: [0, 1]), halfWidth: 1e-6) == nil)
    #expect(SampleSize.normalMean(standardDeviation: 1, halfWidth: 1e-6, confidence: 0.95) == nil)
  }

  @Test("A proportion of 0 needs a single trial by this formula")
  func proportionEdge() {
    #expect(SampleSize.proportion(0, halfWidth: 0.05, confidence: 0.95) == 1)
  }

  @Test("The search returns the first number of every threshold, and nil beyond the end")
  func search() {
    for threshold in 3...60 {
      let found = SmallestCount.find(from: 3, through: 50) { $0 >= threshold }
      #expect(found == (threshold <= 50 ? threshold : nil))
    }
    #expect(SmallestCount.find(from: 5, through: 4) { _ in true } == nil)
  }
}
