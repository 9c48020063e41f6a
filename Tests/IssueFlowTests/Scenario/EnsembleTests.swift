import ScenarioLanguage
import Testing

@testable import IssueFlow

@Suite("Ensembles of plausible cities")
struct EnsembleTests {
  private static let table = """
    types.noise.rate,types.noise.work.grid,tiers.grid.paperwork
    2 per unit per day,"gamma(mean: 1 h, cv: 0.5)",10%
    3 per unit per day,45 min,20%

    """
  private static let city =
    Minimal.text + """
      ensemble:
        file: e.csv
        city: 0

      """
  private static let base = city.replacing("- id: grid", with: "- {id: grid, paperwork: 5%}")

  private func files(_ table: String = table, _ more: [String: String] = [:]) throws -> ScenarioFiles {
    try ScenarioFiles(["s.yaml": Self.base, "e.csv": table].merging(more) { $1 })
  }

  /// The rate of a unit a day, to nine digits.
  private static func perDay(_ document: ScenarioDocument) -> Double? {
    guard case .perUnit(let rate) = document.scenario.types[0].rate else { return nil }
    return (rate * 1440 * 1e9).rounded() / 1e9
  }

  @Test("City 0 is the scenario itself, and is an input that whole rows are drawn for")
  func none() throws {
    let document = try files().load()
    #expect(document.scenario.tiers[0].paperwork == 0.05)
    let input = try #require(document.uncertainInputs.first)
    #expect(document.uncertainInputs.count == 1 && input.path == "ensemble.city" && input.isWhole)
    #expect([input.low, input.high, input.source] == ["1", "2", "e.csv"])
  }

  @Test("Every row is as likely as the others")
  func even() throws {
    let input = try #require(try files().load().uncertainInputs.first)
    let texts = (0..<1000).map { input.text(at: (Double($0) + 0.5) / 1000) }
    #expect(texts.count { $0 == "1" } == 500 && texts.count { $0 == "2" } == 500)
    #expect(input.text(at: 0) == "1" && input.text(at: 1) == "2")
  }

  @Test("A city sets all columns of its row, from the file and from an override, in any order")
  func rows() throws {
    let document = try files().load()
    for (city, paperwork, rate) in [(1, 0.1, 2.0), (2, 0.2, 3.0)] {
      for drawn in [
        try document.loaded(overriding: [Override(path: "ensemble.city", value: "\(city)")]),
        try document.loaded(overriding: [Override(path: "ensemble.city", value: "\(3 - city)")])
          .loaded(overriding: [Override(path: "ensemble.city", value: "\(city)")]),
        try files().load(set: "ensemble.city=\(city)"),
      ] {
        #expect(drawn.scenario.tiers[0].paperwork == paperwork)
        #expect(Self.perDay(drawn) == rate)
        #expect(drawn.uncertainInputs.isEmpty)
      }
    }
    let back = try document.loaded(overriding: [Override(path: "ensemble.city", value: "2")])
      .loaded(overriding: [Override(path: "ensemble.city", value: "0")])
    #expect(back.scenario.tiers[0].paperwork == 0.05)
  }

  @Test("What a policy or the command line says holds against the rows")
  func own() throws {
    let policy = "extends: s.yaml\nname: policy\ntiers: [{id: grid, paperwork: 1%}]\n"
    let files = try files(Self.table, ["p.yaml": policy])
    let extended = try files.load("p.yaml").loaded(overriding: [Override(path: "ensemble.city", value: "2")])
    #expect(extended.scenario.tiers[0].paperwork == 0.01)
    #expect(Self.perDay(extended) == 3)
    let set = try files.load().loaded(overriding: [
      Override(path: "tiers.grid.paperwork", value: "7%"), Override(path: "ensemble.city", value: "2"),
    ])
    #expect(set.scenario.tiers[0].paperwork == 0.07)
  }

  @Test("All rows can be read at once, and each fault is told at its row")
  func allRows() throws {
    try files().load().checkEnsemble()
    let broken = try files("tiers.grid.paperwork\n110%\n10%\n5%x\n").load()
    let error = try #require(throws: ScenarioError.self) { try broken.checkEnsemble() }
    #expect(error.problems.map { [$0.position.line, $0.position.column] } == [[2, 1], [4, 3]])
    #expect(error.problems.allSatisfy { $0.position.file.hasSuffix("e.csv") })
  }

  @Test("What is wrong with a table is said at its row and column, all at once")
  func problems() throws {
    let table = "tiers.grid.paperwrk,types.noise.rate,tiers.grid.paperwork\n1%,,3%\n"
    #expect(
      try files(table).problems() == [
        "e.csv:1:1: error: ensemble.file: there is no column 'tiers.grid.paperwrk'; did you mean 'tiers.grid.paperwork'?",
        "e.csv:2:4: error: ensemble.file: a value in this cell is missing",
      ])
    #expect(try files("tiers.grid.paperwork\n").problems() == ["e.csv:1:1: error: ensemble.file: rows is missing"])
    #expect(
      try files().problems(set: "ensemble.city=3") == [
        "--set: error: ensemble.city: '3' is out of range; use 0…2"
      ])
    #expect(
      try files("tiers.grid.paperwork\n10%\n110%\n").problems(set: "ensemble.city=2") == [
        "e.csv:3:1: error: tiers.grid.paperwork: '110%' is out of range; use 0% to less than 100%"
      ])
  }
}
