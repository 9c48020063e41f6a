import Testing

@testable import ScenarioLanguage

@Suite struct NameGrammarTests {
  @Test("An id begins with a small letter and has small letters, digits and underscores")
  func ids() {
    for text in ["a", "grid", "grid_2", "a1_"] { #expect(NameGrammar.isID(text)) }
    for text in ["", "Grid", "1a", "_a", "a-b", "a.b", "网格", "a b", "é"] { #expect(!NameGrammar.isID(text)) }
    #expect(NameGrammar.isID("a-b", alsoHyphens: true) && !NameGrammar.isID("-a", alsoHyphens: true))
  }

  @Test("A guard names a response, and perhaps a class after a dot")
  func guards() {
    for text in ["cost", "utilisation.grid"] { #expect(NameGrammar.isGuard(text)) }
    for text in ["", ".", "a.", ".a", "a.b.c", "A.b"] { #expect(!NameGrammar.isGuard(text)) }
  }
}
