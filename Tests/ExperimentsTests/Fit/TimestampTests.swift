import Testing

@testable import Experiments
@testable import IssueFlow

@Suite("Times of a log, however they are written")
struct TimestampTests {
  private func minutes(_ text: String, _ dates: LogDates) -> Double? {
    TimestampReader(dates: dates).minutes(Array(text.utf8)[...])
  }

  private static let instant = Double(CivilDate(year: 2025, month: 2, day: 3).dayNumber * 1440 + 15 * 60 + 20)

  @Test(
    "One instant in many notations",
    arguments: [
      ("2025-02-03 15:20", LogDates.yearFirst), ("2025-02-03T15:20:00Z", .yearFirst),
      ("2025-02-03 15:20:00+08:00", .yearFirst), ("2025/2/3 15:20", .yearFirst), ("20250203152000", .yearFirst),
      ("20250203T152000", .yearFirst), ("2025年2月3日 下午3点20分", .yearFirst), ("2025年2月3日 15时20分00秒", .yearFirst),
      ("03/02/2025 15:20", .dayFirst), ("3.2.2025 15:20", .dayFirst), ("03-02-25 03:20 PM", .dayFirst),
      ("02/03/2025 03:20:00 PM", .monthFirst), ("3-Feb-2025 15:20", .dayFirst), ("Feb 3, 2025 3:20 PM", .monthFirst),
      ("Mon, 3 February 2025 15:20:00 GMT", .dayFirst),
    ])
  func notations(text: String, dates: LogDates) {
    #expect(minutes(text, dates) == Self.instant)
  }

  @Test("Seconds and milliseconds since 1970, and days of a spreadsheet")
  func numbers() throws {
    #expect(minutes("1738596000", .unix) == Self.instant)
    #expect(minutes("1738596000000", .unix) == Self.instant)
    let days = 25_569 + Self.instant / 1440
    let found = try #require(minutes("\(days)", .spreadsheet))
    #expect(abs(found - Self.instant) < 1.0 / 60)
  }

  @Test("Parts of a second count")
  func fraction() throws {
    let found = try #require(minutes("2025-02-03 15:20:30.250", .yearFirst))
    #expect(abs(found - Self.instant - 30.25 / 60) < 1e-7)
  }

  @Test(
    "What is no time is none",
    arguments: [
      "", "2025-02-30 10:00", "2025-13-01", "25:00", "soon", "2025-02-03 25:00", "2025-02-03 10:61", "12", "0001-01-01",
      "2025-02-03 15:20 and then", String(repeating: "9", count: 60), "13:20 PM 2025-02-03",
    ])
  func noTimes(text: String) {
    #expect(minutes(text, .yearFirst) == nil)
  }

  private func answer(_ texts: [String]) -> TimestampDetection.Answer {
    var detection = TimestampDetection()
    for text in texts { detection.add(Array(text.utf8)[...]) }
    return detection.answer
  }

  @Test("The order of day and month is found where the texts show it, and asked for where they do not")
  func detection() {
    #expect(answer(["01/02/2025", "13/02/2025"]) == .found(.dayFirst))
    #expect(answer(["01/02/2025", "02/13/2025"]) == .found(.monthFirst))
    #expect(answer(["01/02/2025", "03/04/2025"]) == .ambiguous)
    #expect(answer(["2025-01-02", "", "NULL"]) == .found(.yearFirst))
    #expect(answer(["1738596000"]) == .found(.unix))
    #expect(answer(["red", "green"]) == .unreadable)
    #expect(answer([]) == .unreadable)
  }
}
