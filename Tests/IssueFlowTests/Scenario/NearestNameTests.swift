import Testing

@testable import ScenarioLanguage

@Suite struct NearestNameTests {
  @Test(
    "The nearest name is suggested, and none that is far",
    arguments: [
      ("comunity", "community"), ("paperwrok", "paperwork"), ("GRID", "grid"), ("gird", "grid"), ("xyz", nil),
      ("", nil), ("observed", nil),
    ] as [(String, String?)])
  func suggestions(name: String, expected: String?) {
    #expect(NearestName.suggestion(for: name, among: ["grid", "community", "street", "paperwork"]) == expected)
  }

  @Test("A huge name has no neighbour")
  func huge() {
    #expect(NearestName.suggestion(for: String(repeating: "g", count: 5_000_000), among: ["grid"]) == nil)
  }

  @Test("A swap of neighbours is one edit")
  func distances() {
    #expect(NearestName.distance(Array("abcd"), Array("abdc")) == 1)
    #expect(NearestName.distance(Array("kitten"), Array("sitting")) == 3)
    #expect(NearestName.distance([], Array("ab")) == 2)
  }
}
