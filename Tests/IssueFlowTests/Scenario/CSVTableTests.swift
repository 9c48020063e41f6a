import Foundation
import TestSupport
import Testing

@testable import ScenarioLanguage

@Suite struct CSVTableTests {
  private func table(_ text: String) throws(YAMLFault) -> CSVTable {
    try CSVTable(text: text, source: SourceText(name: "t.csv", directory: "", order: 1, text: text))
  }

  private func fault(_ text: String) -> String? {
    do throws(YAMLFault) {
      _ = try table(text)
      return nil
    } catch {
      return "\(error.position.line):\(error.position.column): \(error.kind.sentence(.english))"
    }
  }

  @Test("Quotes, commas and line ends are read as RFC 4180 says")
  func cells() throws {
    let table = try table("a,b\r\n\"x, \"\"y\"\"\r\nz\", 2 \r\n\r\n中,\"\"")
    #expect(table.header.map(\.text) == ["a", "b"])
    #expect(table.rows.map { $0.map(\.text) } == [["x, \"y\"\r\nz", "2"], ["中", ""]])
    #expect(table.rows[0][1].line == 3 && table.rows[0][1].column == 4)
    #expect(table.rows[1][0].line == 5)
    #expect(try self.table("a\n1").rows.count == 1)
  }

  @Test("What is wrong with a table is said where it is")
  func faults() {
    #expect(fault("a,b\n1\n") == "2:1: there are 1 here; write 2")
    #expect(fault("a,b\n1,2,3\n") == "2:1: there are 3 here; write 2")
    #expect(fault("a,a\n") == "1:3: there is a column 'a' already (t.csv); choose another name")
    #expect(fault("") == "1:1: t.csv is empty; write at least one entry")
    let quote = "'\"' is not complete; a quoted cell ends with a quote and then a comma or the end of the line"
    #expect(fault("a\n\"x\n") == "2:1: " + quote)
    #expect(fault("a\n\"x\"y\n") == "2:4: " + quote)
  }

  @Test("Holidays are read, and every bad row is a problem")
  func holidays() throws {
    let files = try ScenarioFiles([
      "s.yaml": Minimal.text + "holidays: c/h.csv\n",
      "c/h.csv": "\u{FEFF}date,kind,name\n2025-10-01,holiday,国庆\n2025-09-28,workday,调休\n",
      "bad.csv":
        "date,kind,nmae\n2025-02-29,holiday,\n2025-05-01,holidays,\n2025-06-01,workday,\n2025-06-01,holiday,\n",
    ])
    let document = try files.load()
    #expect(
      document.scenario.holidays == [
        HolidayRule(date: CivilDate(year: 2025, month: 10, day: 1), isWorkday: false),
        HolidayRule(date: CivilDate(year: 2025, month: 9, day: 28), isWorkday: true),
      ])
    #expect(document.files == [files.path("s.yaml"), files.path("c/h.csv")])
    #expect(
      files.problems(set: "holidays=bad.csv") == [
        "bad.csv:1:11: error: holidays: there is no column 'nmae'; did you mean 'name'?",
        "bad.csv:2:1: error: holidays: '2025-02-29' is not a date; write year, month and day, such as 2025-01-01",
        "bad.csv:3:12: error: holidays: 'holidays' is not possible here; did you mean 'holiday'?",
        "bad.csv:5:1: error: holidays: there is a day '2025-06-01' already (bad.csv:4); choose another name",
      ])
    #expect(
      files.problems(set: "holidays=no.csv") == [
        "--set: error: holidays: no.csv does not exist; check the path, which is relative to the file that names it"
      ])
  }

  @Test("Unit tables are read, and every bad row is a problem")
  func units() throws {
    let files = try ScenarioFiles([
      "s.yaml": Minimal.text.replacing("units: {grid: 2}", with: "files: {grid: g.csv, street: s.csv}")
        .replacing("- id: grid\n", with: "- id: grid\n  - id: street\n"),
      "g.csv": "id,parent,name_zh,households,staff,area\ng1,s1,一,350,2,1e4\ng2,s1,\"二\",280,,\n",
      "s.csv": "id\ns1\n",
      "bad.csv": "id,parent,households,staff\ng1,s1,1_0,1\n,s1,5,1\ng2,,5,1.5\ng2,s1,,0\n",
    ])
    guard case .tables(let tables) = try files.load().scenario.city.source else { return #expect(Bool(false)) }
    #expect(
      tables["grid"] == [
        UnitRow(
          id: "g1", parent: "s1", title: LocalizedText(en: "", zh: "一"), households: 350, staff: 2, area: 10000,
          line: 2),
        UnitRow(
          id: "g2", parent: "s1", title: LocalizedText(en: "", zh: "二"), households: 280, staff: nil, area: nil,
          line: 3),
      ])
    #expect(
      files.problems(set: "city.files.grid=bad.csv") == [
        "bad.csv:2:7: error: city.files.grid: '1_0' is not written as a plain number; write digits without leading zero or underscore, such as 10 or 0.5",
        "bad.csv:3:1: error: city.files.grid: an id in this row is missing",
        "bad.csv:4:1: error: city.files.grid: the parent of g2 is missing",
        "bad.csv:4:7: error: city.files.grid: '1.5' is not a whole number; write digits only, such as 12",
        "bad.csv:5:1: error: city.files.grid: there is a unit 'g2' already (bad.csv:4); choose another name",
        "bad.csv:5:1: error: city.files.grid: the households of g2 is missing",
      ])
  }

  @Test("Tables come with any delimiter, below titles and in any encoding, and faults lie in the user's file")
  func forms() throws {
    let rows = [["date", "kind", "name"], ["2025-10-01", "holiday", "国庆节"], ["2025-09-28", "workday", "调休上班"]]
    func text(_ delimiter: String, _ above: String = "", _ end: String = "\n") -> String {
      above + rows.map { $0.joined(separator: delimiter) }.joined(separator: end)
    }
    for bytes in [
      Data(text(";").utf8), Data(text("\t").utf8), Data(text(";", "sep=;\r\n", "\r\n").utf8),
      Data(text(",", "节假日,,\n2025年,,\n").utf8), Data([0xFF, 0xFE] + encoded(text(","), as: "UTF-16LE")),
      Data(encoded(text(";"), as: "UTF-16BE")), Data(encoded(text(","), as: "GB18030")),
      Data(encoded(text("\t", "全年节假日安排\n"), as: "GB18030")),
    ] {
      let files = try ScenarioFiles(["s.yaml": Minimal.text + "holidays: h.csv\n"])
      try bytes.write(to: URL(fileURLWithPath: files.path("h.csv")))
      #expect(
        try files.load().scenario.holidays == [
          HolidayRule(date: CivilDate(year: 2025, month: 10, day: 1), isWorkday: false),
          HolidayRule(date: CivilDate(year: 2025, month: 9, day: 28), isWorkday: true),
        ])
    }
    let files = try ScenarioFiles(["s.yaml": Minimal.text + "holidays: h.csv\n"])
    func problems(_ bytes: Data) throws -> [String] {
      try bytes.write(to: URL(fileURLWithPath: files.path("h.csv")))
      return files.problems(set: "seed=1")
    }
    let bad = "调休表;;\ndate;kind;name\n2025-10-01;节假日;国庆\n"
    let found = try problems(Data(encoded(bad, as: "GB18030")))
    #expect(found.count == 1 && found[0].hasPrefix("h.csv:3:12: error: holidays: '节假日' is not possible"), "\(found)")
    #expect(try problems(Data("PK\u{3}\u{4}".utf8)).first?.contains("save the sheet as CSV UTF-8") ?? false)
    #expect(
      try problems(Data([0x64, 0x61, 0x74, 0x65, 0xE9, 0x0A])).first?.contains("neither UTF-8 nor UTF-16") ?? false)
  }

  @Test("Samples are a column of numbers")
  func samples() throws {
    let files = try ScenarioFiles([
      "s.yaml": Minimal.text, "v.csv": "value,other\n5,1\n7.5,2\n", "bad.csv": "value\n5\nx\n-1\n",
      "none.csv": "value\n",
    ])
    func work(_ text: String) -> String { "types.noise.work.grid=\(text)" }
    #expect(try files.load(set: work("empirical(v.csv)")).scenario.types[0].work["grid"] == .empirical([5, 7.5]))
    #expect(
      try files.load(set: work("empirical(v.csv, column: other)")).scenario.types[0].work["grid"] == .empirical([1, 2]))
    #expect(
      files.problems(set: work("empirical(bad.csv)")) == [
        "bad.csv:3:1: error: types.noise.work.grid: 'x' is not a number; write digits, such as 3 or 0.25",
        "bad.csv:4:1: error: types.noise.work.grid: '-1' is out of range; use 0 or more",
      ])
    #expect(
      files.problems(set: work("empirical(v.csv, column: valeu)")) == [
        "v.csv:1:1: error: types.noise.work.grid: there is no column 'valeu'; did you mean 'value'?"
      ])
    #expect(
      files.problems(set: work("empirical(none.csv)")) == [
        "none.csv:1:1: error: types.noise.work.grid: rows is missing"
      ])
  }
}
