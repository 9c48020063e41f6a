import Foundation
import ScenarioLanguage
import Testing

@testable import IssueFlow

@Suite struct ScenarioDocumentTests {
  @Test("The canonical text holds what is said, without comments, styles, sources and positions")
  func canonicalText() throws {
    let files = try ScenarioFiles([
      "a.yaml": Minimal.text + "drain: {value: 5 days, source: guess}\nholidays: h.csv\n",
      "b.yaml": "# a comment\n" + Minimal.text.replacing("{units: {grid: 2}}", with: "\n  units:\n    'grid': \"2\"")
        + "drain: 5 days # as before\nholidays: h.csv\n",
      "c.yaml": Minimal.text + "drain: {value: 5 days, range: [1 day, 9 days], source: a book}\nholidays: h.csv\n",
      "h.csv": "date,kind\n2025-05-01,holiday\n",
    ])
    let text = try files.load("a.yaml").canonicalText
    #expect(
      text == """
        {"schema":"1","name":"small","observe":"30 days","city":{"units":{"grid":"2"}},"tiers":[{"id":"grid"}],\
        "types":[{"id":"noise","rate":"1 per unit per day","work":{"grid":"30 min"}}],"drain":"5 days",\
        "holidays":"h.csv"}
        "h.csv"
        ["date","kind"]
        ["2025-05-01","holiday"]

        """)
    #expect(try files.load("b.yaml").canonicalText == text)
    #expect(try files.load("c.yaml").canonicalText.contains("{\"range\":[\"1 day\",\"9 days\"],\"value\":\"5 days\"}"))
    try files.write(.init("date,kind\r\n2025-05-02,holiday".utf8), to: "h.csv")
    #expect(try files.load("a.yaml").canonicalText != text)
  }

  @Test("A later finding is reported at the line of its key")
  func positions() throws {
    let document = try ScenarioFiles(
      EveryKey.files.merging([
        "city.yaml":
          "extends: s.yaml\ncity: {files: {grid: g.csv, street: s.csv}, replace: keys}\nseed: {value: 3, source: guess}\n"
      ]) { first, _ in first }
    ).load("city.yaml")
    func place(_ path: String...) -> String {
      let position = document.problem(at: path, kind: .custom(en: "x", zh: "x")).position
      let file = position.file.split(separator: "/").last.map(String.init) ?? ""
      return "\(file):\(position.line):\(position.column) \(position.sourceLine.drop { $0 == " " }.prefix(12))"
    }
    /// What `place` says of the only line of the scenario that begins with these words.
    func line(_ words: String, column: Int) throws -> String {
      let lines = EveryKey.text.split(separator: "\n", omittingEmptySubsequences: false)
      let found = lines.indices.filter { lines[$0].drop { $0 == " " }.hasPrefix(words) }
      try #require(found.count == 1, "\(words) begins \(found.count) lines")
      return "s.yaml:\(found[0] + 1):\(column) \(words.prefix(12))"
    }
    try #expect(place("tiers", "grid", "staff") == line("staff: 1.5", column: 12))
    try #expect(place("tiers", "0", "staff") == line("staff: 1.5", column: 12))
    try #expect(place("tiers", "grid") == line("- id: grid", column: 9))
    try #expect(place("tiers", "grid", "nothing") == line("- id: grid", column: 9))
    try #expect(place("types", "noise", "work") == line("work: {grid: \"lognormal", column: 5))
    try #expect(place("types", "noise", "work", "street") == line("work: {grid: \"lognormal", column: 5))
    try #expect(place("targets", "guards", "utilisation.grid") == line("guards: {withdrawn", column: 61))
    #expect(place("seed") == "city.yaml:3:15 seed: {value")
    #expect(place("city", "files", "grid") == "city.yaml:2:22 city: {files")
    #expect(place("city", "files", "grid", "g") == "g.csv:2:1 g,s,5")
    #expect(place() == "city.yaml:1:1 extends: s.y")
    #expect(
      document.problem(at: ["tiers", "grid", "calendar"], kind: .neverOpens(calendar: "office"))
        .message(language: .english)
        == "tiers.grid.calendar: the calendar 'office' never opens; give it at least one interval")
  }

  @Test("Loading again with an override changes that value only")
  func reloading() throws {
    let document = try ScenarioFiles(EveryKey.files)
    let loaded = try document.load()
    let again = try loaded.loaded(overriding: [Override(path: "tiers.grid.paperwork", value: "0.41")])
    #expect(again.scenario.tiers[0].paperwork == 0.41)
    #expect(again.overrides.count == 1 && again.path == loaded.path)
    #expect(
      again.canonicalText == loaded.canonicalText.replacing("\"paperwork\":\"30%\"", with: "\"paperwork\":\"0.41\""))
  }

  @Test(
    "Overrides that read only what they change come to the same as reading everything",
    arguments: [
      ["tiers.grid.paperwork=0.41"], ["types.noise.authority.grid=64%", "tiers.grid.staff=3"], ["holidays=h2.csv"],
      ["measures.devolve_authority.dose=30%"], ["city.units.grid=4", "seed=11"], ["title={en: Other, zh: 另}"],
      ["targets=none"], ["profiles.day.months=[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]"],
      ["types.noise.rate={value: 9 per unit per day, range: [8 per unit per day, 10 per unit per day], source: guess}"],
    ])
  func changingOnly(settings: [String]) throws {
    let files = try ScenarioFiles(EveryKey.files)
    try files.write(Data("date,kind\n2025-05-04,holiday\n".utf8), to: "h2.csv")
    let overrides = settings.map(Override.init(argument:))
    let whole = Result { try ScenarioDocument.load(path: files.path("s.yaml"), overrides: overrides) }
    let changed = Result { try files.load().loaded(overriding: overrides) }
    func said(_ result: Result<ScenarioDocument, any Error>) -> [String] {
      switch result {
      case .success(let document):
        return [Self.text(of: document.scenario), document.canonicalText, "\(document.files)"]
          + document.uncertainInputs.map { "\($0)" }
      case .failure(let error as ScenarioError): return error.problems.map { $0.report(language: .english) }
      case .failure(let error): return ["\(error)"]
      }
    }
    #expect(said(changed) == said(whole))
  }

  /// All parts of a value; dictionaries, whose order is nobody's, sorted.
  private static func text(of value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    let parts = mirror.children.map { "\($0.label ?? ""): \(text(of: $0.value))" }
    guard !parts.isEmpty else { return "\(value)" }
    return "[" + (mirror.displayStyle == .dictionary ? parts.sorted() : parts).joined(separator: ", ") + "]"
  }

  @Test("Files that change meanwhile do not change a document")
  func stability() throws {
    let files = try ScenarioFiles(EveryKey.files)
    let document = try files.load()
    try files.write(.init(), to: "h.csv")
    try files.write(.init(), to: "s.yaml")
    let again = try document.loaded(overriding: [Override(path: "seed", value: "8")])
    #expect(again.scenario.seed == 8 && again.scenario.holidays == document.scenario.holidays)
    #expect(again.files == document.files)
    #expect(throws: ScenarioError.self) { try document.loaded(overriding: [Override(path: "seed", value: "x")]) }
    #expect(throws: ScenarioError.self) { try document.loaded(overriding: [Override(path: "tiers.x.y", value: "1")]) }
  }

  @Test("A missing file is a problem of its own")
  func missing() {
    #expect(throws: ScenarioError.self) { try ScenarioDocument.load(path: "/nowhere.yaml") }
  }
}
