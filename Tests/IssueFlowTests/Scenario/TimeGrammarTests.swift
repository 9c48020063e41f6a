import Testing

@testable import ScenarioLanguage

@Suite struct TimeGrammarTests {
  @Test(
    "Durations are in minutes",
    arguments: [
      ("45 min", 45.0), ("1 minute", 1), ("2 h", 120), ("1 hour", 60), ("1.5 days", 2160), ("2 weeks", 20160),
      ("3 months", 131_490), ("1 year", 525_960), ("365 days", 525_600), ("90 s", 1.5), ("1 h 30 min", 90),
      ("45min", 45), ("30分钟", 30), ("2 小时", 120), ("3 天", 4320), ("1 周", 10080), ("2 个月", 87660), ("1 年", 525_960),
      ("60 秒", 1), ("0 min", 0), ("1 day 2 h 3 min", 1563),
    ])
  func durations(text: String, minutes: Double) throws {
    #expect(try DurationGrammar.minutes(text) == minutes)
  }

  @Test(
    "What is wrong with a duration is said where it is",
    arguments: [
      ("30", "0: '30' has no unit; write for example 30 min"),
      ("1 h 30", "4: '30' has no unit; write for example 30 min"),
      ("2 housr", "2: there is no unit 'housr'; did you mean 'hour'?"),
      ("-5 min", "0: '-5 min' is out of range; use 0 or more"),
      (
        "010 min",
        "0: '010' is not written as a plain number; write digits without leading zero or underscore, such as 10 or 0.5"
      ),
      (
        "soon",
        "0: 'soon' is not a duration; write numbers with units, such as 45 min, 1 h 30 min, 2 days or 3 months"
      ),
      (
        "5 min!",
        "5: '5 min!' is not a duration; write numbers with units, such as 45 min, 1 h 30 min, 2 days or 3 months"
      ),
    ])
  func wrongDurations(text: String, expected: String) {
    #expect(complaint { () throws(TextProblem) in try DurationGrammar.minutes(text) } == expected)
  }

  @Test("Spans count clock time, working time or working days")
  func spans() throws {
    #expect(try TimeSpanGrammar.span("none") == nil)
    #expect(try TimeSpanGrammar.span("15 days") == .clock(minutes: 21600))
    #expect(try TimeSpanGrammar.span("5 working days") == .workingDays(5))
    #expect(try TimeSpanGrammar.span("1 working day") == .workingDays(1))
    #expect(try TimeSpanGrammar.span("5 个工作日") == .workingDays(5))
    #expect(try TimeSpanGrammar.span("4 working hours") == .workingTime(minutes: 240))
    #expect(try TimeSpanGrammar.span("90 working minutes") == .workingTime(minutes: 90))
  }

  @Test(
    "What is wrong with a span is said",
    arguments: [
      ("0 working days", "0: '0 working days' is out of range; use more than 0"),
      ("0 min", "0: '0 min' is out of range; use more than 0"),
      ("5 working weeks", "2: there is no unit 'working weeks'; did you mean 'working days'?"),
      (
        "never",
        "0: 'never' is not a time limit; write none, a duration such as 15 days, or working time such as 5 working "
          + "days or 4 working hours"
      ),
    ])
  func wrongSpans(text: String, expected: String) {
    #expect(complaint { () throws(TextProblem) in try TimeSpanGrammar.span(text) } == expected)
  }

  @Test("A warm-up is fixed or detected")
  func warmUp() throws {
    #expect(try TargetGrammar.warmUp("60 days") == .fixed(86400))
    #expect(try TargetGrammar.warmUp("detect(at most 120 days)") == .detected(atMost: 172_800))
    #expect(
      complaint { () throws(TextProblem) in try TargetGrammar.warmUp("detect(at most 5)") }
        == "15: '5' has no unit; write for example 5 min")
    #expect(
      complaint { () throws(TextProblem) in try TargetGrammar.warmUp("detect(5 days)") }
        == "7: 'detect(5 days)' is not a warm-up; write a duration such as 60 days, or detect(at most 120 days)")
  }
}
