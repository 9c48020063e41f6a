import Testing

@Suite("Slips of writing are named at their own line")
struct WrittenSignsTests {
  private static let head = "schema: 1\nname: s\nobserve: 60 days\n"

  /// What is said of lines below the head of a scenario, which are the fourth and later.
  private func problems(_ lines: String) throws -> [String] {
    try ScenarioFiles(["s.yaml": Self.head + lines + "\n"]).problems().filter { problem in
      !["city", "tiers", "types"].contains { problem.hasSuffix("error: \($0) is missing") }
    }
  }

  @Test(
    "A full-width sign in the place of one of YAML's",
    arguments: [
      ("drain：30 days\ncity:\n  units: {grid: 1}", "4:6", "'：' is full-width; write ':'"),
      ("city:\n  units: {community: 2，grid: 5}\n  skew: 1", "5:23", "'，' is full-width; write ','"),
      ("city: ｛units: {grid: 5}｝", "4:7", "'｛', '｝' are full-width; write '{', '}'"),
      ("types:\n  - id：noise\n    rate: 1 per unit per day", "5:7", "'：' is full-width; write ':'"),
      ("types:\n  － id: noise", "5:3", "'－' is full-width; write '-'"),
      ("＃ a remark\ncity:", "4:1", "'＃' is full-width; write '#'"),
      ("title: “a: b”", "4:8", "'“', '”' are full-width; write '\"', '\"'"),
      ("types:\n  - {id: a, work: gamma（mean: 1 h，cv: 1）}", "5:24", "'（', '，', '）' are full-width"),
      ("measures：\n  - id: relieve_paperwork", "4:9", "'：' is full-width; write ':'"),
      ("city:\n　　units: {grid: 5}", "5:1", "indented with the blank U+3000"),
      ("city:\n\u{A0} units: {grid: 5}", "5:1", "indented with the blank U+00A0"),
    ])
  func structure(lines: String, place: String, words: String) throws {
    let found = try problems(lines)
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.hasPrefix("s.yaml:\(place): error: ") == true, "\(found)")
    #expect(found.first?.contains(words) == true, "\(found)")
  }

  @Test(
    "A full-width sign in a value",
    arguments: [
      ("drain: ３０ days", "4:8", "'３', '０' are full-width; write '3', '0'"),
      ("tiers: [{id: grid, paperwork: 30％}]", "4:33", "'％' is full-width; write '%'"),
      ("types: [{id: a, work: {grid: \"gamma（mean: 1 h，cv: 1）\"}}]", "4:36", "'（', '，', '）' are full-width"),
      ("calendars: [{id: a, week: Mon-Fri 09：00-12:00}]", "4:37", "'：' is full-width; write ':'"),
      ("profiles: [{id: a, weekday: [1，2, 3]}]", "4:31", "'，' is full-width; write ','"),
      ("measures: [{id: “relieve_paperwork”}]", "4:17", "'“', '”' are full-width"),
    ])
  func values(lines: String, place: String, words: String) throws {
    let found = try problems(lines).filter { $0.contains("full-width") }
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.hasPrefix("s.yaml:\(place): error: ") == true, "\(found)")
    #expect(found.first?.contains(words) == true, "\(found)")
  }

  @Test("Prose may hold such signs: the fault of another line is named alone")
  func prose() throws {
    let text = """
      title: {en: A, zh: “小城”：试验，一}
      about: 说明：此处，没有问题（真的）
      caution: |
        　　第一段：含有，各种“标点”。
        drain：不是键
      seed：5
      city:
      """
    let found = try problems(text)
    #expect(found.count == 1 && found[0].hasPrefix("s.yaml:9:5: error: '：'"), "\(found)")
    // A sound file with all of it is sound.
    let sound = Minimal.text + text.split(separator: "\n").prefix(5).joined(separator: "\n") + "\n"
    #expect(try ScenarioFiles(["s.yaml": sound]).problems() == [])
  }

  @Test("All lines are named at once, in Chinese too")
  func several() throws {
    let files = try ScenarioFiles(["s.yaml": "schema：1\nname：x\nobserve：60 days\n"])
    #expect(files.problems().map { $0.prefix(13) } == ["s.yaml:1:7: e", "s.yaml:2:5: e", "s.yaml:3:8: e"])
    #expect(files.problems(language: .chinese)[0].contains("是全角符号；请写半角的 ':'"))
  }

  @Test(
    "Other slips",
    arguments: [
      ("city:\n\tunits: {grid: 5}", "5:1", "indented with a tab"),
      ("seed:5\ncity:", "4:5", "write a space after the colon: 'seed: …'"),
      ("city: {units: {grid:5, street: 2}}", "4:16", "write a space after the colon: 'grid: …'"),
      ("tiers:\n  -id: grid", "5:3", "write a space after the dash"),
      ("drain 30 days\ncity:", "4:1", "no colon behind a key in 'drain 30 days'"),
      ("title: \"abc\ncity:", "4:8", "the quote \" that begins here never ends"),
      ("title: 'abc\ncity:", "4:8", "the quote ' that begins here never ends"),
      ("title: 'it's'", "4:12", "'s'' stands behind a value that has ended"),
      ("city: {units: {grid: 1}}}", "4:25", "'}' stands behind a value that has ended"),
      ("city:\n  units: {grid: 1\ntiers: []", "5:10", "the bracket '{' that begins here is not closed: at line 6"),
      ("tiers: [{id: a}, {id: b]", "4:24", "a comma or '}' is missing before this place"),
      ("title: a: b", "4:9", "a colon and a space inside of a value"),
      ("city:\n   units: {grid: 1}\n  skew: 1", "6:3", "not indented like the lines"),
      ("title: @abc", "4:8", "a value cannot begin with '@'"),
      ("tiers: - id: grid", "4:8", "a list begins on a new line"),
      ("title: \"C:\\city\"", "4:11", "a backslash in double quotes"),
    ])
  func others(lines: String, place: String, words: String) throws {
    let found = try problems(lines)
    #expect(found.contains { $0.hasPrefix("s.yaml:\(place): error: ") && $0.contains(words) }, "\(found)")
  }

  @Test(
    "A title where an id is wanted leads to the id",
    arguments: [
      ("types: [{id: noise, authority: {网格: 50%}}]", "the title of the tier 'grid'; write its id, grid"),
      ("types: [{id: noise, start_at: Grid}]", "the title of the tier 'grid'"),
      ("measures: [{id: 减负增效}]", "write its id, relieve_paperwork"),
      ("tiers: [{id: grid, calendar: 办公}]", "the title of the calendar 'office'"),
    ])
  func titles(line: String, words: String) throws {
    let base = Minimal.text.replacing("- id: grid", with: "- {id: grid, title: {en: Grid, zh: 网格}}")
    let files = try ScenarioFiles([
      "base.yaml": base + "calendars: [{id: office, title: {zh: 办公}, week: always}]\n",
      "s.yaml": "extends: base.yaml\n\(line)\n",
    ])
    let found = files.problems()
    #expect(found.count == 1 && found[0].contains(words), "\(found)")
    #expect(files.problems(of: "base.yaml", set: "tiers.网格.staff=2").first?.contains("write its id, grid") == true)
  }
}
