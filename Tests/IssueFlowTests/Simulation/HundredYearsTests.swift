import Foundation
import IssueFlow
import RandomStreams
import ScenarioLanguage
import Testing

/// A time is a Double of minutes. After a hundred years, 5.3 · 10⁷ minutes, neighbouring times lie 7.5 · 10⁻⁹ minutes or
/// half a microsecond apart; after the two hundred years that a scenario may take at most, one.
@Suite("A hundred years")
struct HundredYearsTests {
  static let minutes = 36_525.0 * 1440

  @Test("Times are known to half a microsecond after a hundred years")
  func precision() {
    #expect(Self.minutes.ulp * 60 <= 0.5e-6)
    #expect((2 * Self.minutes).ulp * 60 <= 1e-6)
  }

  @Test("A queue behaves after a hundred years as it did in the first year, in order and to the microsecond")
  func queue() throws {
    // Two issues a day for a hundred years, and after them: 73,000 in all.
    var scenario = Cities.queue(rate: 2 / 1440.0, work: .exponential(mean: 300), observe: Self.minutes)
    scenario.start = CivilDate(year: 2025, month: 1, day: 1)
    let log = try Cities.run(scenario).log
    #expect(abs(Double(log.visits.count) - 73_050) < 5 * 73_050.0.squareRoot())
    var last = 0.0
    for visit in log.visits.sorted(by: { $0.arrived < $1.arrived }) {
      #expect(visit.arrived <= visit.started && visit.started <= visit.ended)
      // First come, first served, by one worker.
      #expect(visit.started >= last)
      last = visit.ended
      // What a stay takes is the difference of two large numbers; work is known before it is added.
      #expect(abs((visit.ended - visit.started) - visit.work) <= 2 * visit.ended.ulp)
    }
    let late = log.visits.filter { $0.arrived > 0.9 * Self.minutes }
    let early = log.visits.filter { $0.arrived < 0.1 * Self.minutes }
    func meanWait(_ visits: [VisitRecord]) -> Double {
      visits.reduce(0) { $0 + $1.started - $1.arrived } / Double(visits.count)
    }
    // M/M/1 at load 5/12: a mean wait of 214 minutes; of 7,300 waits a mean within 12 with great certainty.
    for wait in [meanWait(early), meanWait(late)] { #expect(abs(wait - 300 * (5 / 12.0) / (7 / 12.0)) < 25, "\(wait)") }
  }

  @Test("Calendars keep the weeks and leap years of a century")
  func calendar() throws {
    var scenario = Cities.queue(rate: 1 / 1440.0, work: .constant(30), observe: Self.minutes)
    scenario.start = CivilDate(year: 2025, month: 1, day: 1)
    scenario.calendars = [Cities.office]
    scenario.tiers[0].calendar = "office"
    let model = try Cities.model(scenario)
    // 2100 is no leap year: 36,524 days to the first of January 2125, a Monday.
    let lastDay = model.horizon.date(ofDay: 36_524)
    #expect(lastDay == CivilDate(year: 2125, month: 1, day: 1))
    #expect(lastDay.weekday == 0)
    #expect(model.horizon.date(ofDay: 27_452) == CivilDate(year: 2100, month: 3, day: 1))
    #expect(model.horizon.timestamp(at: 36_524 * 1440 + 9.5) == "2125-01-01T00:09:30")
    for visit in try Cities.run(scenario).log.visits where visit.end != .unfinished {
      let day = (visit.started / 1440).rounded(.down)
      let minute = visit.started - day * 1440
      // The first of January 2025 was a Wednesday.
      #expect((Int(day) + 2) % 7 < 5 && (540..<720).contains(minute) || (780..<1020).contains(minute))
    }
  }
}
