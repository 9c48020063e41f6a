import Testing

@testable import ScenarioLanguage

@Suite("Units of guards")
struct GuardUnitTests {
  @Test(
    "A bound is written in the unit of its response",
    arguments: [
      ("time_to_close_p90", "at most 10%", "a time", "write at most 5 days"),
      ("time_to_close_mean", "at most 5", "a time", "write at most 5 days"),
      ("withdrawn_share", "at most 5 days", "a share", "write at most 5%"),
      ("reopen_rate", "at least 1%, at most 2 h", "a share", "write at most 5%"),
      ("issues_closed", "at least 5%", "a number", "write the number alone"),
      ("staff_cost", "at most 100000 per year", "an amount of money", "write the amount in CNY alone"),
    ])
  func wrongUnit(response: String, bound: String, noun: String, allowed: String) throws {
    let unit = try #require(Response.named(response)).unit
    let problem = #expect(throws: TextProblem.self) { try TargetGrammar.bounds(bound, of: unit) }
    let sentence = try #require(problem).kind.sentence(.english)
    #expect(sentence.contains(noun) && sentence.contains(allowed), "\(sentence)")
  }

  @Test("The right unit is taken")
  func rightUnit() throws {
    #expect(try TargetGrammar.bounds("at most 2 h", of: .minutes).atMost == 120)
    #expect(try TargetGrammar.bounds("at least 90%", of: .share).atLeast == 0.9)
    #expect(try TargetGrammar.bounds("at least 0.9", of: .share).atLeast == 0.9)
    #expect(try TargetGrammar.bounds("at most 2000000", of: .money).atMost == 2_000_000)
  }

  @Test("Every response has a Chinese title of its own")
  func titles() {
    let titles = Response.all.map(\.title.zh)
    #expect(Set(titles).count == titles.count)
    for (response, title) in zip(Response.all, titles) { #expect(title != response.name) }
  }
}
