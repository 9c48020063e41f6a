import ScenarioLanguage
import Testing

@Suite("Work keeps its hours")
struct CalendarFlowTests {
  private func office(_ rule: EndOfShift) -> Scenario {
    var scenario = Cities.queue(rate: 0.002, work: .constant(100), observe: 60 * 1440)
    scenario.start = CivilDate(year: 2025, month: 1, day: 6)
    scenario.calendars = [Cities.office]
    scenario.tiers[0].calendar = "office"
    scenario.tiers[0].endOfShift = rule
    return scenario
  }

  private func isOpen(_ time: Double) -> Bool {
    let day = Int(time / 1440)
    let minute = time - Double(day) * 1440
    return day % 7 < 5 && ((540 <= minute && minute < 720) || (780 <= minute && minute < 1020))
  }

  @Test("Work begins only in office hours, whatever becomes of it at closing", arguments: EndOfShift.allCases)
  func beginsInHours(rule: EndOfShift) throws {
    let log = try Cities.run(office(rule)).log
    #expect(log.visits.count > 100)
    for visit in log.visits { #expect(isOpen(visit.started), "began at \(visit.started)") }
  }

  @Test("A make-up workday that would be shorter or closed has Monday's hours; another keeps its own")
  func makeUpWorkdays() throws {
    var scenario = Cities.queue(rate: 0.002, work: .constant(100), observe: 60 * 1440)
    scenario.start = CivilDate(year: 2025, month: 2, day: 3)
    var calendar = Cities.office
    let morning = [MinuteInterval(start: 540, end: 720)]
    let long = [MinuteInterval(start: 480, end: 1200)]
    calendar.closedOnHolidays = true
    scenario.tiers[0].calendar = "office"
    // Saturday 8 and Sunday 9 February, and Wednesday the 5th.
    scenario.holidays = [(8, true), (9, true), (5, true), (4, false)].map { day, isWorkday in
      HolidayRule(date: CivilDate(year: 2025, month: 2, day: day), isWorkday: isWorkday)
    }
    func minutes(_ saturday: [MinuteInterval], _ sunday: [MinuteInterval], day: Int) throws -> Double {
      calendar.week[5] = saturday
      calendar.week[6] = sunday
      scenario.calendars = [calendar]
      let hours = try Cities.model(scenario).calendars[1]
      return hours.workingTime(from: Double(day - 3) * 1440, to: Double(day - 2) * 1440)
    }
    #expect(try minutes(morning, [], day: 8) == 420)
    #expect(try minutes([], morning, day: 8) == 420)
    #expect(try minutes([], morning, day: 9) == 420)
    #expect(try minutes(long, [], day: 8) == 720)
    #expect(try minutes([], [], day: 5) == 420)
    #expect(try minutes([], [], day: 4) == 0)
    #expect(try minutes(morning, [], day: 15) == 180)
  }

  @Test("Paused work takes its hundred minutes of office time")
  func pausedWorkTakesOfficeTime() throws {
    let calendar = try Cities.model(office(.pause)).calendars[1]
    for visit in try Cities.run(office(.pause)).log.visits where visit.end != .unfinished {
      #expect(abs(calendar.workingTime(from: visit.started, to: visit.ended) - 100) < 1e-6)
    }
  }

  @Test("Overtime ends after a hundred minutes by the clock")
  func finishingIsByTheClock() throws {
    for visit in try Cities.run(office(.finishAndLeave)).log.visits where visit.end != .unfinished {
      #expect(abs(visit.ended - visit.started - 100) < 1e-6)
    }
  }

  @Test("With one worker, handing over ends when pausing does")
  func handOverEqualsPauseForOneWorker() throws {
    let paused = try Cities.run(office(.pause)).log.visits.map(\.ended)
    let handed = try Cities.run(office(.handOver)).log.visits.map(\.ended)
    #expect(paused.count == handed.count)
    for (a, b) in zip(paused, handed) { #expect(abs(a - b) < 1e-6) }
  }

  @Test("Utilisation counts the same work under every end of shift", arguments: EndOfShift.allCases)
  func workIsCounted(rule: EndOfShift) throws {
    let run = try Cities.run(office(rule))
    let visits = run.log.visits.filter { $0.started < 60 * 1440 }
    // All visits of 100 minutes; the last may reach beyond the window.
    let work = run.totals.stations[0].work
    #expect(work <= Double(visits.count) * 100 + 1e-6)
    #expect(work >= Double(visits.count - 1) * 100 - 1e-6)
  }

  @Test("A public holiday closes the desk and a make-up Saturday opens it")
  func holidays() throws {
    var scenario = office(.pause)
    scenario.holidays = [
      HolidayRule(date: CivilDate(year: 2025, month: 1, day: 7), isWorkday: false),
      HolidayRule(date: CivilDate(year: 2025, month: 1, day: 11), isWorkday: true),
    ]
    let calendar = try Cities.model(scenario).calendars[1]
    #expect(calendar.isOpen(at: 600))
    #expect(!calendar.isOpen(at: 1440 + 600))
    #expect(calendar.isOpen(at: 5 * 1440 + 600))
    #expect(!calendar.isOpen(at: 6 * 1440 + 600))
  }
}
