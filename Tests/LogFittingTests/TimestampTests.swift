import Testing

@testable import LogFitting
@testable import ScenarioLanguage

@Suite("Times of a log, however they are written")
struct TimestampTests {
  private func minutes(_ text: String, _ form: TimeForm, _ rule: LogClock.Rule = .keep) -> Double? {
    TimestampReader(form: form, clock: LogClock(rule: rule)).read(Array(text.utf8)[...])?.minutes
  }

  private static func at(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0) -> Double {
    Double(CivilDate(year: year, month: month, day: day).dayNumber * 1440 + hour * 60 + minute)
  }

  private static let instant = at(2025, 2, 3, 15, 20)

  @Test(
    "One instant in many notations",
    arguments: [
      ("2025-02-03 15:20", TimeForm.yearFirst), ("2025-02-03T15:20:00Z", .yearFirst),
      ("2025-02-03 15:20:00+08:00", .yearFirst), ("2025-02-03T15:20:00.000+0800", .yearFirst),
      ("2025-02-03T15:20:00-03:30[America/St_Johns]", .yearFirst), ("2025/2/3 15:20", .yearFirst),
      ("20250203152000", .yearFirst), ("202502031520", .yearFirst), ("20250203152000000", .yearFirst),
      ("20250203T152000", .yearFirst), ("20250203T1520Z", .yearFirst), ("20250203 15:20:00", .yearFirst),
      ("2025年2月3日 下午3点20分", .yearFirst), ("2025年2月3日 15时20分00秒", .yearFirst),
      ("2025年02月03日 星期一 下午 03:20:00", .yearFirst), ("2025年2月3日（周一）下午3：20：00", .yearFirst),
      ("2025-02-03 15:20:00,000", .yearFirst), ("25-2-3 15:20", .shortYearFirst), ("250203152000", .shortYearFirst),
      ("25-Feb-03 15:20", .shortYearFirst), ("03/02/2025 15:20", .dayFirst), ("3.2.2025 15:20", .dayFirst),
      ("03-02-25 03:20 PM", .dayFirst), ("03022025152000", .dayFirst), ("02/03/2025 03:20:00 p.m.", .monthFirst),
      ("3-Feb-2025 15:20", .dayFirst), ("3-Feb-25 15:20", .dayFirst), ("Feb 3, 2025 3:20 PM", .monthFirst),
      ("Mon, 3 February 2025 15:20:00 GMT", .dayFirst), ("1738596000", .seconds), ("1738596000.0", .seconds),
      ("1738596000000", .milliseconds), ("1738596000000000", .microseconds), ("1738596000000000000", .nanoseconds),
      ("45691.638888889", .spreadsheet), ("45691,638888889", .spreadsheet),
    ])
  func notations(text: String, form: TimeForm) {
    #expect(minutes(text, form) == Self.instant)
  }

  @Test("Halves of the day in Chinese and English, midnight and noon")
  func halves() {
    for (text, hour) in [
      ("2025年2月3日 上午12:10", 0), ("2025年2月3日 凌晨1:10", 1), ("2025年2月3日 中午12:10", 12), ("2025年2月3日 中午1:10", 13),
      ("2025年2月3日 下午12:10", 12), ("2025年2月3日 晚上8:10", 20), ("2025-02-03 12:10 AM", 0), ("2025-02-03 12:10 PM", 12),
    ] {
      #expect(minutes(text, .yearFirst) == Self.at(2025, 2, 3, hour, 10), "\(text)")
    }
    #expect(minutes("2025年2月3日 晚上12:10", .yearFirst) == nil)
  }

  @Test("Parts of a second count")
  func fraction() throws {
    let found = try #require(minutes("2025-02-03 15:20:30.250", .yearFirst))
    #expect(abs(found - Self.instant - 30.25 / 60) < 1e-7)
  }

  @Test("What takes up more than forty bytes is read")
  func long() {
    let text = "2025年12月16日 星期二 下午 12:16:27"
    #expect(text.utf8.count == 43)
    #expect(minutes(text, .yearFirst) == Self.at(2025, 12, 16, 12, 16) + 27.0 / 60)
  }

  @Test(
    "What is no time is none",
    arguments: [
      "", "2025-02-30 10:00", "2025-13-01", "25:00", "soon", "2025-02-03 25:00", "2025-02-03 10:61", "12", "0001-01-01",
      "2025-02-03 15:20 and then", String(repeating: "9", count: 60), "13:20 PM 2025-02-03", "2025-02-03 15:20 CST",
      "2025-02-03 15:20 +99:00", "2025-02-03 Monty", String(repeating: "2025-02-03 ", count: 40),
    ])
  func noTimes(text: String) {
    #expect(minutes(text, .yearFirst) == nil)
  }

  // MARK: - Zones

  @Test("Times with an offset become civil times, whatever the offset")
  func offsets() throws {
    for text in [
      "2025-02-03T07:20:00Z", "2025-02-03 15:20:00+08:00", "2025-02-03T02:20:00-0500", "2025-02-03 07:20 UTC",
    ] {
      #expect(minutes(text, .yearFirst, .offset(480)) == Self.instant, "\(text)")
    }
    #expect(minutes("1738567200", .seconds, .offset(480)) == Self.instant)
    // What has no offset stays.
    #expect(minutes("2025-02-03 15:20", .yearFirst, .offset(480)) == Self.instant)
  }

  @Test("Summer time begins and ends, and civil time does not run backwards")
  func summerTime() throws {
    let paris = ZoneClock(try #require(LogTimeZone("Europe/Paris")))
    // Until 01:00 UTC on 30 March it is UTC+1, from then on UTC+2, until 01:00 UTC on 26 October.
    #expect(paris.local(Self.at(2025, 3, 30, 0, 59)) == Self.at(2025, 3, 30, 1, 59))
    #expect(paris.local(Self.at(2025, 3, 30, 1)) == Self.at(2025, 3, 30, 3))
    #expect(paris.local(Self.at(2025, 10, 26, 0, 59)) == Self.at(2025, 10, 26, 2, 59))
    // The second pass of the hour stands at its end.
    #expect(paris.local(Self.at(2025, 10, 26, 1, 10)) == Self.at(2025, 10, 26, 3))
    #expect(paris.local(Self.at(2025, 10, 26, 2, 10)) == Self.at(2025, 10, 26, 3, 10))
    var last = -Double.infinity
    for minute in stride(from: Self.at(2024, 1, 1), to: Self.at(2027, 1, 1), by: 17) {
      let local = paris.local(minute)
      #expect(local >= last)
      last = local
      // There and back, but in the two hours of a year that are not one to one.
      if minute.truncatingRemainder(dividingBy: 1440) > 180 { #expect(paris.universal(local) == minute) }
    }
    // A time that never was is an hour on; of one that was twice the first is meant.
    #expect(paris.universal(Self.at(2025, 3, 30, 2, 30)) == Self.at(2025, 3, 30, 1, 30))
    #expect(paris.universal(Self.at(2025, 10, 26, 2, 30)) == Self.at(2025, 10, 26, 0, 30))
  }

  @Test("Zones are known by name, and what is none is not guessed")
  func zones() {
    for name in ["Asia/Shanghai", "UTC", "Asia/Kolkata", "US/Pacific"] { #expect(LogTimeZone(name) != nil) }
    for name in ["CST", "GMT+8", "+08:00", "Asia/Beijing", "europe/paris", ""] { #expect(LogTimeZone(name) == nil) }
    #expect(LogTimeZone.candidates(for: "Asia/Beijing") == ["Asia/Shanghai"])
    #expect(LogTimeZone.candidates(for: "Pariss") == ["UTC", "Asia/Shanghai", "Europe/Paris", "America/New_York"])
    #expect(LogTimeZone.candidates(for: "Paris") == ["Europe/Paris"])
    #expect(LogTimeZone.candidates(for: "Europe/Pariss") == ["Europe/Paris"])
  }

  // MARK: - Which form a column has

  private func forms(_ texts: [String]) -> [TimeForm] {
    var detection = TimestampDetection()
    for text in texts { detection.add(Array(text.utf8)[...]) }
    return detection.forms(among: TimeForm.allCases)
  }

  @Test("The order of day and month is found where the texts show it, and left open where they do not")
  func order() {
    #expect(forms(["01/02/2025", "13/02/2025"]) == [.dayFirst])
    #expect(forms(["01/02/2025", "02/13/2025"]) == [.monthFirst])
    #expect(forms(["01/02/2025", "03/04/2025"]) == [.dayFirst, .monthFirst])
    #expect(forms(["2025-01-02", "2025-02-01"]) == [.yearFirst])
    #expect(forms(["red", "green"]) == [])
    #expect(forms([]) == [])
  }

  @Test("A number is read as what gives years of our time")
  func numbers() {
    #expect(forms(["1738596000"]) == [.seconds])
    #expect(forms(["1738596000000"]) == [.milliseconds])
    #expect(forms(["1738596000000000"]) == [.microseconds])
    #expect(forms(["1738596000000000000"]) == [.nanoseconds])
    #expect(forms(["45663.386424"]) == [.spreadsheet])
    #expect(forms(["20250210"]) == [.yearFirst])
    #expect(forms(["20250210093015"]) == [.yearFirst])
    #expect(forms(["202502100930"]) == [.yearFirst])
    #expect(forms(["250310093015", "250210093015"]) == [.shortYearFirst])
    #expect(forms(["17.5", "18.25"]) == [])
    #expect(Set(forms(["2025021009"])) == [.compactHour, .seconds])
  }

  @Test("Years of two digits before or behind are left open where both fit")
  func shortYears() {
    #expect(Set(forms(["25-2-10"])) == [.shortYearFirst, .dayFirst])
    #expect(forms(["25-2-10", "99-12-31"]) == [.shortYearFirst])
    #expect(forms(["10-2-25", "31-12-95"]) == [.dayFirst])
  }

  @Test("Granularity is that of nearly all times")
  func granularity() {
    func found(_ texts: [String]) -> TimeGranularity {
      var detection = TimestampDetection()
      for text in texts { detection.add(Array(text.utf8)[...]) }
      return detection[.yearFirst].grain.granularity
    }
    #expect(found(["2025-01-01", "2025-01-02 00:00:00"]) == .day)
    #expect(found(["2025-01-01 08:00", "2025-01-02 09:00"]) == .hour)
    #expect(found(["2025-01-01 08:00", "2025-01-02 09:01"]) == .minute)
    #expect(found(["2025-01-01 08:00", "2025-01-02 09:01:07"]) == .second)
  }
}
