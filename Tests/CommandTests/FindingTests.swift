import Foundation
import Testing

@Suite("Findings beside problems")
struct FindingTests {
  private func problems(_ settings: String...) throws -> String {
    let answer = try BuiltCommand.run(
      arguments: ["validate", Fixtures.tiny, "--lang", "en"] + settings.flatMap { ["--set", $0] })
    #expect(answer.code == 2)
    return answer.messages
  }

  @Test("A name that is not there is reported although another section cannot be read")
  func besideBrokenSection() throws {
    let text = try problems("seed=x", "types.noise.start_at=gird", "tiers.street.calendar=ofice")
    #expect(text.contains("'gird'") && text.contains("'ofice'") && text.contains("seed"), "\(text)")
    #expect(text.contains("3 problems"))
  }

  @Test("Names of a section that cannot be read are not missed elsewhere")
  func noConsequences() throws {
    let text = try problems("calendars.office.week=never")
    #expect(text.contains("1 problem."), "\(text)")
    #expect(try problems("tiers.grid.staff=x", "observe=0 days").contains("2 problems"))
  }

  @Test("A guard in the wrong unit is named at its line with what is allowed")
  func guardUnit() throws {
    let text = try problems("targets.guards.time_to_close_mean=at most 10%")
    #expect(text.contains("write at most 5 days"), "\(text)")
  }

  @Test("A parent that is not there is named at the row of its table")
  func tableRow() throws {
    let scratch = try Scratch()
    for (name, text) in [
      ("s.csv", "id\nA\n"), ("c.csv", "id,parent\nB,A\n"), ("g.csv", "id,parent,households\nC,B,10\nD,X,10\n"),
    ] {
      try Data(text.utf8).write(to: scratch.file(name))
    }
    let tiny = try String(contentsOfFile: Fixtures.tiny, encoding: .utf8)
    let city = tiny.replacing(
      "  units: {street: 1, community: 2, grid: 8}\n  households: 300\n",
      with:
        "  files: {street: s.csv, community: c.csv, grid: g.csv}\n")
    try Data(city.utf8).write(to: scratch.file("city.yaml"))
    let answer = try BuiltCommand.run("validate", "city.yaml", in: scratch.folder)
    #expect(answer.code == 2)
    #expect(answer.messages.hasPrefix("g.csv:3:"), "\(answer.messages)")
  }

  @Test("A confidence is printed with all its digits")
  func confidence() throws {
    let scratch = try Scratch()
    let answer = try BuiltCommand.run(
      "run", Fixtures.tiny, "-q", "--set", "targets.confidence=99.99%", in: scratch.folder)
    #expect(answer.output.contains("99.99%") && !answer.output.contains("100%"), "\(answer.output)")
  }
}
