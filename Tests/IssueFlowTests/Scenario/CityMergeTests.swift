import ScenarioLanguage
import Testing

@Suite("A city replaces another only where it says so")
struct CityMergeTests {
  private static func town(_ name: String, streets: Int) -> String {
    """
    schema: 1
    name: \(name)
    title: {en: Town \(name), zh: 城 \(name)}
    observe: 30 days
    city: {units: {street: \(streets), grid: 3}, households: 200, skew: "lognormal(mean: 1, cv: 0.3)"}
    tiers: [{id: grid, title: {en: Grid, zh: 网格}}, {id: street}]
    types: [{id: noise, rate: 1 per unit per day, work: {grid: 30 min, street: 30 min}}]

    """
  }

  private func files(_ text: String) throws -> ScenarioFiles {
    try ScenarioFiles([
      "a.yaml": Self.town("a", streets: 2), "b.yaml": Self.town("b", streets: 9),
      "policy.yaml": "schema: 1\nextends: b.yaml\nname: policy\nmeasures: [{id: relieve_paperwork}]\n",
      "child.yaml": "schema: 1\nextends: a.yaml\nname: child\nseed: 4\n",
      "bare.yaml": "schema: 1\nname: bare\nseed: 9\ncity: {skew: '1'}\n", "grids.csv": "id,parent,households\ng,s,10\n",
      "streets.csv": "id\ns\n", "s.yaml": "schema: 1\nname: s\n" + text + "\n",
    ])
  }

  @Test(
    "A later file of a list that brings another city is refused at its name, with both places",
    arguments: [
      ("extends: [a.yaml, policy.yaml]", "s.yaml:3:19: error: extends:", "b.yaml:5", "a.yaml:5"),
      ("extends: [policy.yaml, a.yaml]", "s.yaml:3:24: error: extends:", "a.yaml:5", "b.yaml:5"),
      ("extends: [child.yaml, b.yaml]", "s.yaml:3:23: error: extends:", "b.yaml:5", "a.yaml:5"),
    ])
  func siblings(text: String, place: String, upper: String, lower: String) throws {
    let problems = try files(text).problems()
    #expect(problems.count == 1)
    let problem = try #require(problems.first)
    #expect(problem.hasPrefix(place), "\(problem)")
    #expect(problem.contains("the city of \(upper)") && problem.contains("the city of \(lower)"), "\(problem)")
  }

  @Test("The same city by two ways, one without units, and one that is settled in the file itself are no conflict")
  func noConflict() throws {
    #expect(try files("extends: [a.yaml, child.yaml]").problems() == [])
    #expect(try files("extends: [a.yaml, bare.yaml]").load().scenario.seed == 9)
    let own = try files("extends: [a.yaml, b.yaml]\ncity: {replace: whole, units: {street: 5, grid: 1}}").load()
      .scenario
    #expect(own.city.units == ["street": 5, "grid": 1])
    // As a whole: nothing of either city below is left.
    #expect(own.city.skew == CitySpec().skew && own.city.households == CitySpec().households)
  }

  @Test("A file of a list may say it too, and who extends that one says it again")
  func saidBelow() throws {
    let said = Self.town("c", streets: 7).replacing("city: {", with: "city: {replace: keys, ")
    let files = try files("extends: [a.yaml, c.yaml]")
    try files.write(.init(said.utf8), to: "c.yaml")
    #expect(try files.load().scenario.city.units == ["street": 7, "grid": 3])
    try files.write(.init("schema: 1\nextends: [b.yaml, s.yaml]\nname: d\n".utf8), to: "d.yaml")
    #expect(files.problems(of: "d.yaml").first?.contains("would take the place") == true)
  }

  @Test("A file's own city changes parts of what it extends; all units anew need the word")
  func own() throws {
    let part = try files("extends: a.yaml\ncity: {units: {street: 6}}").load().scenario.city
    #expect(part.units == ["street": 6, "grid": 3] && part.skew != CitySpec().skew)
    for city in ["units: {street: 6, grid: 1}", "files: {grid: grids.csv, street: streets.csv}"] {
      let problems = try files("extends: a.yaml\ncity: {\(city)}").problems()
      #expect(problems.count == 1 && problems[0].hasPrefix("s.yaml:4:8: error: city: all units"), "\(problems)")
      #expect(problems[0].contains("a.yaml:5"))
    }
    let keys = try files("extends: a.yaml\ncity: {replace: keys, units: {street: 6, grid: 1}}").load().scenario.city
    #expect(keys.units == ["street": 6, "grid": 1] && keys.skew == part.skew)
    let whole = try files("extends: a.yaml\ncity: {replace: whole, units: {street: 6, grid: 1}}").load()
    #expect(whole.scenario.city.skew == CitySpec().skew)
    // The word is spent, and not part of what the scenario says.
    #expect(!whole.canonicalText.contains("replace"))
    #expect(
      try files("extends: a.yaml\ncity: {replace: all}").problems().first?.contains("use whole, keys") == true)
  }

  @Test("A text in one language takes the other away, wherever it stands")
  func texts() throws {
    let files = try files("extends: a.yaml\ntitle: {zh: 方案}\ncaution: {en: Look}\ntiers: [{id: grid, title: {zh: 格}}]")
    let scenario = try files.load().scenario
    #expect(scenario.title == LocalizedText(zh: "方案") && scenario.caution == LocalizedText(en: "Look"))
    #expect(scenario.tiers.first?.title == LocalizedText(zh: "格"))
    #expect(try self.files("extends: a.yaml").load().scenario.title == LocalizedText(en: "Town a", zh: "城 a"))
  }
}

extension CitySpec {
  /// The units of a generated city by tier; `nil` of one from tables.
  fileprivate var units: [String: Int]? {
    if case .generated(let units) = source { units } else { nil }
  }
}
