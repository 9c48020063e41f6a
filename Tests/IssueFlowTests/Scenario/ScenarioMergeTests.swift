import ScenarioLanguage
import Testing

@Suite struct ScenarioMergeTests {
  @Test("Mappings merge by key, lists by id, other values replace")
  func merging() throws {
    let files = try ScenarioFiles([
      "base.yaml": Minimal.text + """
        title: {en: Base, zh: 基础}
        calendars:
          - {id: a, week: always}
          - {id: b, week: Mon 09:00-12:00, holidays: open}
        profiles:
          - {id: p, months: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]}

        """,
      "s.yaml": """
      extends: base.yaml
      name: derived
      title: {en: Derived}
      calendars:
        - {id: c, week: always}
        - {id: b, week: Tue 09:00-12:00}
        - {id: a, remove: true}
      profiles:
        - {id: p, months: [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}
      """,
    ])
    let document = try files.load()
    let scenario = document.scenario
    #expect(scenario.name == "derived" && scenario.observe == 43200)
    // A title of which one language is another file's would name two things.
    #expect(scenario.title == LocalizedText(en: "Derived"))
    #expect(scenario.calendars.map(\.id) == ["b", "c"])
    #expect(scenario.calendars[0].closedOnHolidays == false && scenario.calendars[0].week[1].count == 1)
    #expect(scenario.profiles[0].months[0] == 2 && scenario.profiles[0].months[11] == 1)
    #expect(document.files == [files.path("s.yaml"), files.path("base.yaml")])
  }

  @Test("Of several files a later one changes an earlier one")
  func severalFiles() throws {
    let files = try ScenarioFiles([
      "parts/a.yaml": Minimal.text + "seed: 5\ndrain: 1 day\n", "parts/b.yaml": "seed: 6\n",
      "s.yaml": "extends: [parts/a.yaml, parts/b.yaml]\nname: both\n",
    ])
    let scenario = try files.load().scenario
    #expect(scenario.seed == 6 && scenario.drain == 1440 && scenario.name == "both")
  }

  @Test("A value with a range is replaced as a whole, and one of two alternatives takes the other away")
  func replacing() throws {
    let files = try ScenarioFiles([
      "base.yaml": Minimal.text + "drain: {value: 5 days, range: [1 day, 9 days], source: guess}\n",
      "a.yaml": "extends: base.yaml\ndrain: {value: 7 days, source: a book}\n",
      "b.yaml": "extends: base.yaml\ncity: {replace: keys, files: {grid: grids.csv}}\n",
      "grids.csv": "id,households\ng1,100\n",
    ])
    #expect(try files.load("base.yaml").uncertainInputs.count == 1)
    let changed = try files.load("a.yaml")
    #expect(changed.uncertainInputs.isEmpty && changed.scenario.drain == 10080)
    guard case .tables(let tables) = try files.load("b.yaml").scenario.city.source else {
      throw MergeFailure.unitsWereKept
    }
    #expect(tables["grid"]?.map(\.households) == [100])
  }

  private enum MergeFailure: Error { case unitsWereKept }

  @Test("A circle of files is named")
  func cycles() throws {
    let files = try ScenarioFiles([
      "s.yaml": "extends: a/b.yaml\n", "a/b.yaml": "extends: ../c.yaml\n", "c.yaml": "schema: 1\nextends: s.yaml\n",
      "self.yaml": "extends: [self.yaml]\n",
    ])
    let folder = files.folder
    #expect(
      files.problems().map { $0.replacing("a/../", with: "") } == [
        "c.yaml:2:10: error: extends: extends runs in a circle: s.yaml → a/b.yaml → c.yaml → s.yaml"
      ], "\(folder)")
    #expect(
      files.problems(of: "self.yaml", language: .chinese) == [
        "self.yaml:1:11: 错误: extends：extends 形成循环：self.yaml → self.yaml"
      ])
  }

  @Test("A scenario joins twenty files at most")
  func chains() throws {
    let files = try ScenarioFiles(["f0.yaml": Minimal.text])
    for index in 1...20 {
      try files.write(.init("extends: f\(index - 1).yaml\nname: n\(index)\n".utf8), to: "f\(index).yaml")
    }
    #expect(files.problems(of: "f19.yaml") == [])
    #expect(
      files.problems(of: "f20.yaml") == [
        "f1.yaml:1:10: error: extends: too many files joined by extends; at most 20 are allowed"
      ])
  }

  @Test("Removing what is not there, and other values of remove, are problems")
  func removing() throws {
    let files = try ScenarioFiles([
      "base.yaml": Minimal.text + "calendars: [{id: a, week: always}]\n",
      "s.yaml": "extends: base.yaml\ncalendars:\n  - {id: b, remove: true}\n  - {id: a, remove: yes}\n",
    ])
    #expect(
      files.problems() == [
        "s.yaml:3:13: error: calendars.b: no extended file has 'b', so it cannot be removed",
        "s.yaml:4:21: error: calendars.a: 'yes' is not possible here; use true",
      ])
  }

  @Test("A section of an extended file is taken away by none")
  func takingAway() throws {
    let files = try ScenarioFiles([
      "base.yaml": Minimal.text + "withdrawal: {impatient: 10%, patience: 3 days}\nwhistle: {at: grid}\n",
      "s.yaml": "extends: base.yaml\nwithdrawal: none\nwhistle: none\n",
    ])
    #expect(try files.load("base.yaml").scenario.withdrawal != nil)
    let scenario = try files.load().scenario
    #expect(scenario.withdrawal == nil && scenario.whistleAt == "")
  }
}
