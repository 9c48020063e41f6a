import Testing

@testable import IssueFlow
@testable import ScenarioLanguage

@Suite("Responses that are sums")
struct ResponseFactsTests {
  @Test("Every response that is named as a sum says of what, in the order of the result files")
  func complete() {
    #expect(Response.ofFacts.map(\.response) == Response.sums)
    #expect(Response.sums.allSatisfy { $0.facts != nil })
    #expect(Set(Response.all.map(\.name)).count == Response.all.count)
  }
}
