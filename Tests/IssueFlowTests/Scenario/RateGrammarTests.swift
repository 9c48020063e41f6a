import Testing

@testable import ScenarioLanguage

@Suite struct RateGrammarTests {
  @Test("Shares are percentages or fractions")
  func shares() throws {
    #expect(try ShareGrammar.share("20%") == 0.2)
    #expect(try ShareGrammar.share("0.2") == 0.2)
    #expect(try ShareGrammar.share("12.5 %") == 0.125)
    #expect(try ShareGrammar.tolerance("5 points") == 0.05)
    #expect(try ShareGrammar.tolerance("1 point") == 0.01)
    #expect(try ShareGrammar.tolerance("5 个百分点") == 0.05)
    #expect(try ShareGrammar.tolerance("5%") == 0.05)
    #expect(
      complaint { () throws(TextProblem) in try ShareGrammar.share("half") }
        == "0: 'half' is not a share; write 20% or 0.2")
    #expect(
      complaint { () throws(TextProblem) in try ShareGrammar.share("5 points") }
        == "2: '5 points' is not a share; write 20% or 0.2")
    #expect(
      complaint { () throws(TextProblem) in try ShareGrammar.tolerance("5 pionts") }
        == "2: there is no unit 'pionts'; did you mean 'points'?")
  }

  @Test("Arrival rates are per minute and household, unit or city")
  func arrivalRates() throws {
    #expect(try RateGrammar.arrivalRate("1.5 per unit per day") == .perUnit(1.5 / 1440))
    #expect(try RateGrammar.arrivalRate("0.9 per unit per min") == .perUnit(0.9))
    #expect(try RateGrammar.arrivalRate("300 per city per day") == .perCity(300 / 1440.0))
    #expect(try RateGrammar.arrivalRate("0.4 per household per year") == .perHousehold(0.4 / 525_960))
    #expect(try RateGrammar.arrivalRate("12 per 1000 households per month") == .perHousehold(12 / 1000.0 / 43830))
  }

  @Test(
    "What is wrong with a rate is said where it is",
    arguments: [
      ("5 per home per day", "6: there is no unit 'home'; use household, households, unit, city"),
      (
        "5 per unit per fortnight",
        "15: there is no unit 'fortnight'; use s, second, seconds, 秒, min, minute, minutes, 分钟, h, hour, hours, 小时, …"
      ),
      ("-1 per unit per day", "0: '-1 per unit per day' is out of range; use 0 or more"),
      ("5 per 0 households per day", "6: '0' is out of range; use more than 0"),
      (
        "5",
        "1: '5' is not a rate of arrivals; write for example 12 per 1000 households per month, 1.5 per unit per day or 300 per city per day"
      ),
    ])
  func wrongRates(text: String, expected: String) {
    #expect(complaint { () throws(TextProblem) in try RateGrammar.arrivalRate(text) } == expected)
  }

  @Test("Plain rates convert their unit of time")
  func plainRates() throws {
    func daily(_ text: String) throws(TextProblem) -> Double {
      try RateGrammar.plainRate(text, perMinutes: 1440, kind: .dailyRate, allowed: .dailyRateExample)
    }
    #expect(try daily("0.02 per day") == 0.02)
    #expect(abs(try daily("0.14 per week") - 0.02) < 1e-15)
    #expect(
      complaint { () throws(TextProblem) in try daily("0.02") }
        == "4: '0.02' is not a rate; write for example 0.02 per day")
  }

  @Test("Targets are shares with a tolerance, guards are bounds")
  func targets() throws {
    let target = try TargetGrammar.share("70% ± 5 points")
    #expect(target.share == 0.7 && target.tolerance == 0.05)
    #expect(try TargetGrammar.share("0.2+-0.05").tolerance == 0.05)
    #expect(
      complaint { () throws(TextProblem) in try TargetGrammar.share("70%") }
        == "0: the tolerance, as in 70% ± 5 points is missing")
    #expect(try TargetGrammar.bounds("at most 2%").atMost == 0.02)
    #expect(try TargetGrammar.bounds("at most 15 days").atMost == 21600)
    #expect(try TargetGrammar.bounds("at least 90%").atLeast == 0.9)
    #expect(abs(try TargetGrammar.bounds("at most 1200 per month").atMost! - 14400) < 1e-9)
    let both = try TargetGrammar.bounds("at least 40%, at most 60%")
    #expect(both.atLeast == 0.4 && both.atMost == 0.6)
    #expect(
      complaint { () throws(TextProblem) in try TargetGrammar.bounds("below 5%") }
        == "0: 'below 5%' is not a bound; write at most 2%, at least 90%, at most 15 days or both bounds with a comma")
    #expect(
      complaint { () throws(TextProblem) in try TargetGrammar.bounds("at least 60%, at most 40%") }
        == "0: 'at least 60%, at most 40%' is out of range; use a lower bound that does not exceed the upper")
    #expect(complaint { () throws(TextProblem) in try TargetGrammar.bounds("at most 2%, at most 3%") } != nil)
  }
}
