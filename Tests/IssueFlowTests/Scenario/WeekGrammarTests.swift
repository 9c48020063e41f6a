import Testing

@testable import ScenarioLanguage

@Suite struct WeekGrammarTests {
  private func interval(_ start: Double, _ end: Double) -> MinuteInterval { .init(start: start * 60, end: end * 60) }

  @Test("A week lists days and their hours")
  func weeks() throws {
    let week = try WeekGrammar.week("Mon-Fri 08:30-12:00 13:30-17:30, Sat 09:00-12:00")
    #expect(week.count == 7)
    #expect(week[0] == [interval(8.5, 12), interval(13.5, 17.5)] && week[4] == week[0])
    #expect(week[5] == [interval(9, 12)] && week[6] == [])
    #expect(try WeekGrammar.week("always") == Array(repeating: [interval(0, 24)], count: 7))
  }

  @Test("Chinese days, day lists and ranges over the weekend are read")
  func days() throws {
    #expect(try WeekGrammar.week("周一-周五 09:00-17:00") == WeekGrammar.week("Mon-Fri 09:00-17:00"))
    #expect(try WeekGrammar.week("周一至周五 09:00-17:00") == WeekGrammar.week("Mon-Fri 09:00-17:00"))
    #expect(try WeekGrammar.week("Sat,Sun 9:00-12:00")[6] == [interval(9, 12)])
    let shift = try WeekGrammar.week("Fri-Mon 22:00-24:00, Mon 00:00-06:00")
    #expect(shift[0] == [interval(0, 6), interval(22, 24)] && shift[1] == [] && shift[4] == [interval(22, 24)])
  }

  @Test(
    "What is wrong with a week is said where it is",
    arguments: [
      ("Mon 09:00-12:00 11:00-13:00", "16: 09:00-12:00 and 11:00-13:00 overlap; join them"),
      (
        "Mon 22:00-06:00",
        "4: '22:00-06:00' is out of range; use an end after the start and by 24:00; hours after midnight belong to the next day"
      ),
      ("Mon 09:00-25:00", "10: '25:00' is out of range; use 00:00 to 24:00"),
      ("Mun 09:00-12:00", "0: there is no day of the week 'Mun'; did you mean 'Mon'?"),
      (
        "09:00-12:00",
        "0: '09:00-12:00' is not a list of opening hours; write always, or for example Mon-Fri 08:30-12:00 13:30-17:30, Sat 09:00-12:00"
      ),
    ])
  func wrongWeeks(text: String, expected: String) {
    #expect(complaint { () throws(TextProblem) in try WeekGrammar.week(text) } == expected)
  }

  @Test("Sessions are sorted minutes of the week")
  func sessions() throws {
    let expected: [Double] = [1440 + 19 * 60, 3 * 1440 + 19 * 60]
    #expect(try WeekGrammar.sessions("Thu 19:00, Tue 19:00") == expected)
    #expect(try WeekGrammar.sessions("Tue,Thu 19:00") == expected)
    #expect(try WeekGrammar.sessions("周二,周四 19:00") == expected)
    #expect(
      complaint { () throws(TextProblem) in try WeekGrammar.sessions("Tue 19:00, Tue 19:00") }
        == "15: 'Tue 19:00, Tue 19:00' is not a list of sessions; write each day and time once, such as Tue,Thu 19:00")
    #expect(complaint { () throws(TextProblem) in try WeekGrammar.sessions("Tue 24:00") } != nil)
    #expect(complaint { () throws(TextProblem) in try WeekGrammar.sessions("Tue") } != nil)
  }
}
