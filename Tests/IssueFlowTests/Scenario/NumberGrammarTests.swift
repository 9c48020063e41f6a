import Testing

@testable import ScenarioLanguage

@Suite struct NumberGrammarTests {
  @Test(
    "A number is plain decimal",
    arguments: [("0", 0.0), ("12", 12), ("-3.5", -3.5), ("0.25", 0.25), ("1e3", 1000), ("2.5E-2", 0.025), (" 7 ", 7)])
  func accepts(text: String, value: Double) throws {
    #expect(try NumberGrammar.number(text) == value)
  }

  @Test(
    "Numbers that YAML reads in a way of its own are refused",
    arguments: [
      "010", "1_0", ".nan", ".NaN", "-.inf", ".inf", "0x1F", "0o17", "0b1", "1e400", "-1e400", "+5", ".5", "5.", "--1",
      "1.2.3", "00", "1_000.5",
    ])
  func refusesSurprises(text: String) {
    #expect(
      complaint { () throws(TextProblem) in try NumberGrammar.number(text) }
        == "0: '\(text)' is not written as a plain number; write digits without leading zero or underscore, such as "
        + "10 or 0.5")
  }

  @Test("Text, thousands and sexagesimals are no numbers")
  func refusesText() {
    #expect(
      complaint { () throws(TextProblem) in try NumberGrammar.number("abc") }
        == "0: 'abc' is not a number; write digits, such as 3 or 0.25")
    #expect(
      complaint { () throws(TextProblem) in try NumberGrammar.number("90,000") }
        == "2: ',000' must not follow the number; write the number alone")
    #expect(
      complaint { () throws(TextProblem) in try NumberGrammar.number("1:30") }
        == "1: ':30' must not follow the number; write the number alone")
    #expect(complaint { () throws(TextProblem) in try NumberGrammar.number("") } != nil)
    #expect(complaint { () throws(TextProblem) in try NumberGrammar.number("nan") } != nil)
    #expect(complaint { () throws(TextProblem) in try NumberGrammar.number("１２") } != nil)
  }

  @Test("A whole number has digits only", arguments: ["1.0", "1e3", "2.5", "1e30"])
  func integers(text: String) throws {
    #expect(try NumberGrammar.integer("168") == 168)
    #expect(complaint { () throws(TextProblem) in try NumberGrammar.integer(text) } != nil)
  }

  @Test("A written number reads back as itself", arguments: [0, 1, 0.1, 1e-9, 123_456.789, 1e20, 1e-300])
  func writes(number: Double) throws {
    #expect(try NumberGrammar.number(NumberGrammar.text(number)) == number)
  }
}
