import RandomStreams
import ScenarioLanguage
import Testing

@testable import IssueFlow

@Suite("Remarks on sound scenarios")
struct RemarksTests {
  @Test("Where work takes no time, what acts through staff is said to change nothing; with any work at all it is not")
  func idle() throws {
    var scenario = Cities.roomy()
    for index in scenario.types.indices {
      scenario.types[index].work = scenario.types[index].work.mapValues { _ in .constant(0) }
      scenario.types[index].examine = [:]
    }
    scenario.intake = nil
    scenario.errands = []
    let found = try FlowModel(validating: scenario).remarks
    #expect(found.map(\.path) == [["types"]])
    #expect(found.first?.kind.sentence(.english).hasPrefix("work takes no time in this scenario") ?? false)
    #expect(found.first?.kind.sentence(.chinese).hasPrefix("本场景中办理不耗时") ?? false)
    var errand = ErrandSpec()
    errand.id = "forms"
    errand.rate = .perUnit(0.001)
    errand.work = .constant(5)
    scenario.errands = [errand]
    #expect(try FlowModel(validating: scenario).remarks.isEmpty)
    #expect(try FlowModel(validating: Cities.roomy()).remarks.isEmpty)
  }

  @Test("The author's caution comes first, in both languages")
  func caution() throws {
    var scenario = Cities.roomy()
    scenario.caution = LocalizedText(en: "Guesses.", zh: "均为估计。")
    let found = try FlowModel(validating: scenario).remarks
    #expect(found.map(\.path) == [["caution"]])
    #expect(found.first?.kind.sentence(.english) == "Guesses.")
    #expect(found.first?.kind.sentence(.chinese) == "均为估计。")
  }
}
