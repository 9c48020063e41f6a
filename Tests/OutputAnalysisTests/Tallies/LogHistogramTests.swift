import Foundation
import Testing

@testable import OutputAnalysis

/// A bucket whose observations are the least that it may hold.
private func bucket(_ index: Int, _ count: Int) -> LogHistogram.Bucket {
  let low = LogHistogram.validIndices.contains(index) ? LogHistogram.bounds(ofBucket: index).lowerBound : 0
  return LogHistogram.Bucket(index: index, count: count, least: low, greatest: low)
}

@Suite("LogHistogram")
struct LogHistogramTests {
  @Test("Longer observations push a quantile up, and out when it is one of them")
  func longerObservations() throws {
    var histogram = LogHistogram()
    for value in 1...90 { histogram.add(Double(value)) }
    #expect(histogram.quantile(0.9, withLonger: 0) == histogram.quantile(0.9))
    // Of 100 the 90th is the largest that is known.
    #expect(histogram.quantile(0.9, withLonger: 10) == histogram.quantile(1))
    #expect(histogram.quantile(0.9, withLonger: 11) == nil)
    #expect(histogram.quantile(0.5, withLonger: 10) == histogram.quantile(50.0 / 90))
  }

  @Test("A quantile of observations that agree is what they agree on, and none leaves what was observed")
  func exactQuantiles() {
    var histogram = LogHistogram()
    histogram.add(60, count: 900)
    #expect(histogram.quantile(0.5) == 60 && histogram.range(ofQuantile: 0.9) == 60...60)
    histogram.add(60.2, count: 100)
    // All share a bucket, whose middle is 60.125; the first and the last are known, what lies between is not.
    #expect(histogram.quantile(0) == 60 && histogram.quantile(1) == 60.2)
    #expect(histogram.quantile(0.5) == 60.125 && histogram.range(ofQuantile: 0.5) == 60...60.2)
    var narrow = LogHistogram()
    for value in [60.01, 60.02, 60.03] { narrow.add(value) }
    #expect(narrow.quantile(0.5) == 60.03 && narrow.range(ofQuantile: 0.5) == 60.01...60.03)
  }

  @Test("An empty histogram has no quantiles")
  func empty() {
    #expect(LogHistogram().quantile(0.5) == nil)
    #expect(LogHistogram().buckets.isEmpty)
  }

  @Test("Zeros are exact and are below everything else")
  func zeros() {
    var histogram = LogHistogram()
    histogram.add(0, count: 9)
    histogram.add(100)
    #expect(histogram.quantile(0) == 0)
    #expect(histogram.quantile(0.9) == 0)
    #expect(histogram.quantile(1) == 100)
    #expect(histogram.zeroCount == 9)
    #expect(histogram.count == 10)
  }

  @Test("The rank of a quantile is not shifted by the rounding of p × n")
  func rankRounding() {
    var histogram = LogHistogram()
    for x in 1...100 { histogram.add(Double(x)) }
    #expect(agree(histogram.quantile(0.07), 7, within: 7 * LogHistogram.relativeError))
    #expect(agree(histogram.quantile(0.0701), 8, within: 8 * LogHistogram.relativeError))
  }

  @Test("Quantiles are within the stated error of the order statistics", arguments: [1, 2, 3, 4])
  func quantileError(seed: UInt64) throws {
    var generator = DeterministicGenerator(seed: seed)
    // Lognormal over some thirty orders of magnitude, with a few zeros and the extremes of the range.
    var values = (0..<3000).map { _ in exp(generator.normal(deviation: 10)) }
    values += [0, 0, .leastNormalMagnitude, .greatestFiniteMagnitude, .leastNonzeroMagnitude]
    var histogram = LogHistogram()
    for value in values { histogram.add(value) }
    values.sort()
    for p in [0, 0.001, 0.1, 0.25, 0.5, 0.9, 0.99, 0.9999, 1] {
      let rank = max(1, Int((p * Double(values.count)).rounded(.up)))
      let exact = values[rank - 1] < .leastNormalMagnitude ? 0 : values[rank - 1]
      let estimate = try #require(histogram.quantile(p))
      // Divided first, since the largest finite number has no room for a bound above it.
      #expect(exact == 0 ? estimate == 0 : abs(estimate / exact - 1) <= LogHistogram.relativeError)
    }
  }

  @Test("Every bucket holds its own representative and is at most 1/128 wide")
  func bucketBounds() {
    for exponent in [-1022, -300, -1, 0, 1, 40, 1022] {
      for step in 0..<128 {
        let x = scalbn(1 + Double(step) / 128, exponent)
        let index = LogHistogram.index(of: x)
        let bounds = LogHistogram.bounds(ofBucket: index)
        #expect(bounds.lowerBound == x)
        #expect(bounds.upperBound / bounds.lowerBound - 1 <= 1.0 / 128)
        #expect(LogHistogram.index(of: bounds.upperBound) == index + 1)
        #expect(LogHistogram.index(of: bounds.upperBound.nextDown) == index)
      }
    }
    #expect(LogHistogram.bounds(ofBucket: 0).contains(0))
  }

  @Test("Merging is exact, commutative and associative", arguments: [1, 2, 3])
  func merging(seed: UInt64) {
    var generator = DeterministicGenerator(seed: seed)
    let values = (0..<1000).map { _ in exp(generator.normal(deviation: 4)) } + [0, 0]
    var whole = LogHistogram()
    for value in values { whole.add(value) }
    var parts = [LogHistogram](repeating: LogHistogram(), count: 7)
    for value in values.shuffled(using: &generator) {
      parts[Int.random(in: 0..<6, using: &generator)].add(value)
    }
    for _ in 0..<5 {
      var merged = LogHistogram()
      for part in parts.shuffled(using: &generator) { merged.merge(part) }
      #expect(merged == whole)
      #expect(merged.hashValue == whole.hashValue)
    }
  }

  @Test("Buckets restore the same histogram")
  func roundTrip() throws {
    var histogram = LogHistogram()
    for (x, count) in [(0.0, 2), (1e-3, 1), (5, 40), (7.5, 3), (1e12, 1)] { histogram.add(x, count: count) }
    histogram.add(5.01)
    let restored = try LogHistogram(buckets: histogram.buckets)
    #expect(restored == histogram)
    #expect(histogram.buckets.map(\.count) == [2, 1, 41, 3, 1])
    #expect(histogram.buckets[2].least == 5 && histogram.buckets[2].greatest == 5.01)
    #expect(histogram.buckets.first?.index == 0)
    #expect(try LogHistogram(buckets: []) == LogHistogram())
  }

  @Test("Adding zero times changes nothing")
  func zeroTimes() {
    var histogram = LogHistogram()
    histogram.add(5, count: 0)
    #expect(histogram == LogHistogram())
  }

  @Test(
    "Buckets that contradict themselves are refused with a reason",
    arguments: [
      ([bucket(5, 1)], "histogram bucket 5: no such bucket; use 0 for zeros or 128..<262016"),
      ([bucket(0, 0)], "histogram bucket 0: 0 is not a number of observations; use 1 or more"),
      ([bucket(200, 1), bucket(200, 1)], "histogram bucket 200: out of order; indices increase and occur once"),
      (
        [bucket(0, Int.max), bucket(200, 1)], "histogram: the counts add up to more than 9223372036854775807"
      ),
      (
        [LogHistogram.Bucket(index: 0, count: 1, least: 0, greatest: 3)],
        "histogram bucket 0: observations from 0.0 to 3.0 are not in it"
      ),
    ])
  func refusal(buckets: [LogHistogram.Bucket], message: String) {
    let error = #expect(throws: LogHistogramError.self) { try LogHistogram(buckets: buckets) }
    #expect(error?.description == message)
  }
}
