import IssueFlow
import ScenarioLanguage
import Testing

@Suite("Dates and the horizon")
struct HorizonTests {
  @Test("Day numbers and dates are one another's inverse over three centuries")
  func roundTrip() {
    var date = CivilDate(year: 1900, month: 1, day: 1)
    var weekday = 0
    for number in date.dayNumber...CivilDate(year: 2199, month: 12, day: 31).dayNumber {
      #expect(CivilDate(dayNumber: number) == date)
      #expect(date.weekday == weekday)
      date = date.adding(days: 1)
      weekday = (weekday + 1) % 7
    }
  }

  @Test(
    "Dates that are none are refused",
    arguments: ["2025-02-29", "2025-13-01", "2025-1-1", "25-01-01", "2025-04-31"])
  func noDates(text: String) {
    #expect(CivilDate(iso: text) == nil)
  }

  @Test("The warm-up lies before the start, in whole days")
  func warmUpIsBefore() throws {
    var scenario = Cities.threeTiers()
    scenario.start = CivilDate(year: 2025, month: 1, day: 1)
    scenario.warmUp = .fixed(1.5 * 1440)
    let horizon = try FlowModel(validating: scenario).horizon
    #expect(horizon.origin.iso == "2024-12-30")
    #expect(horizon.observationStart == 2 * 1440)
    #expect(horizon.timestamp(at: 2 * 1440 + 61.5) == "2025-01-01T01:01:30")
  }
}
