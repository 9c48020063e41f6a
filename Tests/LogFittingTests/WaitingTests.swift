import Foundation
import OutputAnalysis
import RandomStreams
import Testing

@testable import LogFitting
@testable import ScenarioLanguage

@Suite("Waiting in line and elsewhere")
struct WaitingTests {
  @Test("Nothing can be begun while all are at work or off duty, and moments between do not count")
  func blocked() {
    let times = BlockedTimes(
      work: [(0, 10), (5, 12), (12.5, 20), (11, 30), (40, 50)], staff: StaffByHour(always: 2),
      closed: [(30, 40), (60, 70)], gap: 1)
    // Both are at work from 5 to 10, from 11 to 12 and from 12.5 to 20.
    #expect(times.begin(before: 5) == nil && times.begin(before: 3) == nil)
    #expect(times.begin(before: 10) == 5 && times.begin(before: 20) == 5 && times.begin(before: 12.5) == 5)
    #expect(times.begin(before: 21.5) == nil)
    #expect(times.begin(before: 40) == 30 && times.begin(before: 45) == nil)
    #expect(times.begin(before: 70) == 60 && times.begin(before: 80) == nil)
  }

  /// By hand: of the times 1 and 3, each seen once, one more lies between 2 and 4: two thirds of all are 3. Between 0 and
  /// 4 it tells nothing, and shares stay even.
  @Test("Times between bounds are dealt to the times seen (Turnbull)")
  func elsewhere() {
    let one = ElsewhereLaw(exact: [1, 3], between: [(2, 4)])
    #expect(one.time(from: 0, to: 5, at: 0.32) == 1 && one.time(from: 0, to: 5, at: 0.34) == 3)
    let none = ElsewhereLaw(exact: [1, 3], between: [(0, 4)])
    #expect(none.time(from: 0, to: 5, at: 0.49) == 1 && none.time(from: 0, to: 5, at: 0.51) == 3)
    // Nothing was seen between the bounds: as little as can be.
    let lonely = ElsewhereLaw(exact: [1], between: [(5, 9)])
    #expect(lonely.time(from: 5, to: 9, at: 0.5) == 5)
    #expect(ElsewhereLaw(exact: [], between: []).time(from: 2, to: 3, at: 0.5) == 2)
  }

  @Test("One block of days fewer is drawn than there are, each as often as the others")
  func days() {
    var luck = SplitMix64(seed: 4)
    var counts = [Int](repeating: 0, count: 30)
    for _ in 0..<4000 {
      let drawn = DayResampling.drawn(30, using: &luck)
      // Blocks of two days.
      #expect(
        drawn.count == 28
          && zip(drawn, drawn.dropFirst()).enumerated().allSatisfy {
            $0.offset % 2 == 1 || $0.element.1 == $0.element.0 + 1
          })
      for day in drawn { counts[day] += 1 }
    }
    // 56,000 blocks over 15: 3733 each, with a deviation of 59.
    #expect(counts.allSatisfy { abs(Double($0) - 4000 * 14 / 15) < 5 * 59 })
    #expect(DayResampling.drawn(1, using: &luck) == [0])
    #expect(DayResampling.interval([(1, 2), (1, 2), (1, 2), (1, 2)]) == nil)
    let sure = DayResampling.interval(Array(repeating: (1, 2), count: 9))
    #expect(sure?.low == 0.5 && sure?.high == 0.5)
  }

  @Test("A law is fitted again with the families that the whole sample leaves plausible")
  func refit() throws {
    var luck = SplitMix64(seed: 9)
    let times = (0..<400).map { _ in -60 * log(luck.uniform()) }
    let report = DurationFitting(sample: DurationSample(ended: times), seed: 1, replicates: 99).chosen()
    let chosen = try #require(report.chosen)
    let refit = DurationRefit(report, chosen: chosen)
    #expect(abs(refit.fit(DurationSample(ended: times)).mean / chosen.mean - 1) < 1e-3)
    // A drawn sample of twice the times stands for a log whose times came out twice too long: the law is turned around.
    let twice = refit.fit(DurationSample(ended: times.map { 2 * $0 }))
    #expect(abs(twice.mean / chosen.mean - 0.5) < 1e-3)
    // Too little to learn from leaves what was known.
    #expect(refit.fit(DurationSample(ended: [])) == chosen && refit.fit(DurationSample(ended: [3, 3])) == chosen)
    #expect(DurationRefit(report, chosen: .constant(5)).fit(DurationSample(ended: [7, 7])) == .constant(7))
  }

  @Test("A sample that is written without a file keeps its mean, its median and its end")
  func inline() throws {
    let points = (1...200).map { Double($0 * $0) }
    let text = TimeText.inline(.empirical(try #require(EmpiricalFit(KaplanMeier(DurationSample(ended: points))))))
    let read = try #require(try DistributionGrammar(dimension: .time) { _, _, _ in nil }.distribution(text))
    #expect(abs(read.mean / (points.reduce(0, +) / 200) - 1) < 1e-3)
    #expect(text.utf8.count < ReadingLimits.scalarBytes)
  }
}
