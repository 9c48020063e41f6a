import Testing

@testable import OutputAnalysis

@Suite("GoodmanInterval and SisonGlazInterval")
struct MultinomialIntervalTests {
  static func check(_ intervals: [ClosedRange<Double>]?, _ expected: [(Double, Double)]) throws {
    let intervals = try #require(intervals)
    #expect(intervals.count == expected.count)
    for (interval, (low, high)) in zip(intervals, expected) {
      #expect(agree(interval.lowerBound, low, within: 1e-7))
      #expect(agree(interval.upperBound, high, within: 1e-7))
    }
  }

  @Test("A7a: Sison and Glaz for 23, 12, 44")
  func a7a() throws {
    try Self.check(
      SisonGlazInterval.intervals(counts: [23, 12, 44], alpha: 0.05),
      [(0.18987342, 0.4106703), (0.05063291, 0.27142979), (0.4556962, 0.67649308)])
  }

  @Test("A7b: Goodman for six categories")
  func a7b() throws {
    try Self.check(
      GoodmanInterval.intervals(counts: [44, 55, 43, 32, 67, 78], alpha: 0.05),
      [
        (0.09468368, 0.19664128), (0.12376893, 0.23504889), (0.09208527, 0.19310398),
        (0.06412671, 0.15356968), (0.15637944, 0.27606696), (0.18692732, 0.31301194),
      ])
  }

  @Test("A7d: Goodman for 700, 200, 100")
  func a7d() throws {
    try Self.check(
      GoodmanInterval.intervals(counts: [700, 200, 100], alpha: 0.05),
      [(0.66424846, 0.73347215), (0.17146588, 0.23195321), (0.07951849, 0.1250403)])
  }

  @Test("Nothing counted gives no intervals")
  func empty() {
    #expect(GoodmanInterval.intervals(counts: [0, 0], alpha: 0.05) == nil)
    #expect(GoodmanInterval.intervals(counts: [], alpha: 0.05) == nil)
    #expect(SisonGlazInterval.intervals(counts: [0, 0], alpha: 0.05) == nil)
    #expect(SisonGlazInterval.intervals(counts: [], alpha: 0.05) == nil)
  }

  @Test("Empty categories stay in 0...1 and contain their share")
  func emptyCategory() throws {
    let counts = [90, 10, 0]
    for intervals in [
      GoodmanInterval.intervals(counts: counts, alpha: 0.05),
      SisonGlazInterval.intervals(counts: counts, alpha: 0.05),
    ] {
      for (interval, count) in zip(try #require(intervals), counts) {
        #expect(interval.lowerBound >= 0 && interval.upperBound <= 1)
        #expect(interval.contains(Double(count) / 100))
      }
    }
  }
}
