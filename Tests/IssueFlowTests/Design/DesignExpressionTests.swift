import Testing

@testable import ScenarioLanguage

@Suite("Expressions of factors")
struct DesignExpressionTests {
  private static func value(_ text: String) throws -> DesignExpression.Value? {
    try DesignExpressionGrammar.expression(text).value { name in
      switch name {
      case "a": .number(2)
      case "b": .number(3)
      case "mode": .text("fast")
      default: nil
      }
    }
  }

  @Test(
    "They mean what arithmetic and logic mean",
    arguments: [
      ("1 + 2 * 3", 7.0), ("(1 + 2) * 3", 9), ("a - b - 1", -2), ("-a * -b", 6), ("12 / a / b", 2), ("2 - -1", 3),
      ("1.5e1", 15),
    ])
  func numbers(text: String, wanted: Double) throws {
    #expect(try Self.value(text) == .number(wanted))
  }

  @Test(
    arguments: [
      ("a < b", true), ("a >= b", false), ("a + 1 == b", true), ("a != 2", false), ("a <= 2 and b <= 2", false),
      ("a <= 2 or b <= 2", true), ("not a > 2", true), ("mode == \"fast\"", true), ("mode != 'fast'", false),
      ("not (a > 2 or b > 3) and mode == 'fast'", true), ("a<b", true),
    ])
  func conditions(text: String, wanted: Bool) throws {
    #expect(try Self.value(text) == .truth(wanted))
  }

  @Test(
    "What has no value keeps no condition",
    arguments: ["1 / (a - 2) > 0", "unknown > 1", "mode > 1", "a == mode and a"])
  func withoutValue(text: String) throws {
    let expression = try DesignExpressionGrammar.expression(text)
    #expect(!expression.holds { $0 == "a" ? .number(2) : $0 == "mode" ? .text("fast") : nil })
  }

  @Test(
    "Half an expression is refused",
    arguments: ["", "a <", "(a", "a b", "20% < a", "a <= <= b", "and", "'open", "a ** b"])
  func malformed(text: String) {
    #expect(throws: TextProblem.self) { try DesignExpressionGrammar.expression(text) }
  }

  @Test("A thousand parentheses are refused, and do not end the process")
  func deep() {
    let text = String(repeating: "(", count: 1000) + "a" + String(repeating: ")", count: 1000)
    #expect(throws: TextProblem.self) { try DesignExpressionGrammar.expression(text) }
    #expect(throws: TextProblem.self) {
      try DesignExpressionGrammar.expression(String(repeating: "-", count: 1000) + "a")
    }
  }

  @Test("Kinds are known before values")
  func kinds() throws {
    func kind(_ text: String) throws -> DesignExpression.Kind? {
      try DesignExpressionGrammar.expression(text).kind { ["a": .number, "mode": .text][$0] }
    }
    #expect(try kind("a + 1") == .number)
    #expect(try kind("a > 1 or mode == 'x'") == .truth)
    #expect(try kind("a + mode") == nil)
    #expect(try kind("mode < 'x'") == nil)
    #expect(try kind("a and a") == nil)
  }
}
