import ScenarioLanguage
import Testing

@testable import IssueFlow

@Suite("Policies without a city")
struct PolicyLayerTests {
  private static let files = [
    "town.yaml": Minimal.text.replacing(
      "name: small", with: "name: town\ntitle: {en: Town, zh: 城}\ncaution: {en: Guessed}"),
    "less.yaml":
      "schema: 1\nname: less\ntitle: {en: Less paper, zh: 减负}\ncaution: {en: Young}\nmeasures: [{id: relieve_paperwork, dose: 50%}]\n",
    "more.yaml":
      "schema: 1\nname: more\ntiers: [{id: grid, staff: 3}]\ntypes: [{id: noise, remove: true}, {id: pets, rate: 2 per unit per day, work: {grid: 1 h}}]\n",
    "both.yaml": "schema: 1\nname: both\nextends: [less.yaml, more.yaml]\n",
  ]

  private func load(_ policies: String..., adding: [String: String] = [:]) throws -> ScenarioDocument {
    let files = try ScenarioFiles(Self.files.merging(adding) { $1 })
    return try ScenarioDocument.load(path: files.path("town.yaml"), policies: policies.map(files.path))
  }

  private func problems(_ policies: String..., adding: [String: String]) throws -> [String] {
    let files = try ScenarioFiles(Self.files.merging(adding) { $1 })
    do throws(ScenarioError) {
      _ = try ScenarioDocument.load(path: files.path("town.yaml"), policies: policies.map(files.path))
      return []
    } catch {
      return error.problems.map { $0.report(language: .english).replacing(files.folder + "/", with: "") }
    }
  }

  @Test("Laid over a city it changes what it says, and the result is named after both")
  func laid() throws {
    let document = try load("less.yaml")
    let scenario = document.scenario
    #expect(scenario.name == "town-with-less" && scenario.measures.map(\.dose) == [0.5])
    #expect(scenario.title == LocalizedText(en: "Town, with Less paper", zh: "城，采取减负"))
    // What must be known of the city stays said.
    #expect(scenario.caution.en == "Guessed Young")
    #expect(document.policy?.name == "less" && document.policy?.title.zh == "减负")
    #expect(document.layers.map(\.name) == ["town", "less"] && document.files.count == 2)
    // What is set later keeps the layers.
    #expect(try document.loaded(overriding: [Override(path: "seed", value: "5")]).layers.count == 2)
  }

  @Test("Items are removed and added as by extends, and one policy may be made of others")
  func items() throws {
    let together = try load("both.yaml").scenario
    #expect(together.types.map(\.id) == ["pets"] && together.tiers[0].staff == 3 && together.measures.count == 1)
    let inTurn = try load("less.yaml", "more.yaml").scenario
    #expect(inTurn.types.map(\.id) == ["pets"] && inTurn.name == "town-with-less-more")
    // Without titles of all, the names speak.
    #expect(try load("less.yaml", "more.yaml").policy?.title == LocalizedText())
  }

  @Test("A scenario is no policy, and a policy no scenario; each is told the command that would do")
  func refused() throws {
    let other = Minimal.text.replacing("grid: 2", with: "grid: 5")
    let whole = try problems("other.yaml", adding: ["other.yaml": other])
    #expect(whole.count == 1 && whole[0].hasPrefix("other.yaml:4:8: error: city: a policy brings no city"))
    #expect(whole[0].contains("issueflow compare") && whole[0].contains("replace: whole"))
    let files = try ScenarioFiles(Self.files)
    let alone = files.problems(of: "less.yaml")
    #expect(alone.count == 1 && alone[0].contains("less.yaml:2:7: error: this file has no city"))
    #expect(alone[0].contains("issueflow compare CITY.yaml --with less.yaml"))
    // A misspelt scenario is not taken for a policy.
    try files.write(.init("schema: 1\nname: x\ntyps: []\n".utf8), to: "typo.yaml")
    #expect(files.problems(of: "typo.yaml").contains { $0.contains("did you mean 'types'") })
  }

  @Test("By itself what stands in it is checked, and what the city may have is not missed")
  func alone() throws {
    let files = try ScenarioFiles(
      Self.files.merging([
        "bad.yaml":
          "schema: 1\nname: bad\nmeasures: [{id: 减负增效}]\ntiers: [{id: grid, paperwork: 130%}]\ntears: []\n",
        "nameless.yaml": "seed: 3\n",
      ]) { $1 })
    for name in ["less", "more", "both"] {
      #expect(try PolicyDocument.load(path: files.path("\(name).yaml"))?.name == name)
    }
    #expect(try PolicyDocument.load(path: files.path("town.yaml")) == nil)
    let error = #expect(throws: ScenarioError.self) { try PolicyDocument.load(path: files.path("bad.yaml")) }
    let texts = try #require(error).problems.map { $0.message(language: .english) }
    #expect(texts.count == 3 && texts[0].contains("write its id, relieve_paperwork"), "\(texts)")
    #expect(texts[1].contains("'130%' is out of range") && texts[2].contains("no key 'tears'"))
    let missing = #expect(throws: ScenarioError.self) { try PolicyDocument.load(path: files.path("nameless.yaml")) }
    let said = try #require(missing).problems.map { $0.message(language: .english) }
    #expect(Set(said) == ["name is missing", "schema is missing"])
  }
}
