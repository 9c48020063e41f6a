import Foundation
import Testing

@Suite("No certainty from what was not seen")
struct CertaintyTests {
  /// How often a check of a fixture ends with each exit code over some seeds.
  private func codes(_ fixture: String, replications: Int, seeds: ClosedRange<Int>) throws -> [Int32: Int] {
    var codes: [Int32: Int] = [:]
    for seed in seeds {
      let answer = try BuiltCommand.run(
        arguments: ["check", Fixtures.path(fixture), "-n", "\(replications)", "--seed", "\(seed)", "--quiet"])
      codes[answer.code, default: 0] += 1
    }
    return codes
  }

  @Test("An effect that is rarer than one in n is not called its contrary", arguments: [2, 5, 10])
  func rareEffect(replications: Int) throws {
    // Where every pair agreed it was called violated: in 75, 50 and 30 % of seeds.
    let found = try codes("expect-rare", replications: replications, seeds: 1...30)
    #expect((found[1] ?? 0) == 0, "\(found)")
    #expect((found[0] ?? 0) + (found[4] ?? 0) == 30, "\(found)")
  }

  @Test("A guard at the mean of heavy-tailed times is seldom met", arguments: [5, 10])
  func heavyTail(replications: Int) throws {
    // The true mean is the bound. 5 % of 40 is 2, and three standard deviations are 4.1 more.
    let found = try codes("skewed-guard", replications: replications, seeds: 1...40)
    #expect((found[0] ?? 0) <= 6, "\(found)")
  }

  @Test("No difference in any pair is not written as an interval of width zero")
  func zeroWidth() throws {
    let scratch = try Scratch()
    let text = try String(contentsOfFile: Fixtures.path("expect-rare"), encoding: .utf8)
    let base = try #require(text.components(separatedBy: "measures:").first)
    try Data(base.utf8).write(to: scratch.file("a.yaml"))
    try Data("schema: 1\nextends: a.yaml\nname: b\nmeasures:\n  - {id: devolve_authority, dose: 100%}\n".utf8)
      .write(to: scratch.file("b.yaml"))
    for seed in 1...6 {
      let answer = try BuiltCommand.run(
        "compare", "a.yaml", "b.yaml", "-n", "3", "--seed", "\(seed)", "--out", "o\(seed)", in: scratch.folder)
      #expect(answer.code == 0)
      #expect(!answer.output.contains(#/± 0(\.0+)?\s/#), "\(answer.output)")
      let rows = try String(contentsOf: scratch.file("o\(seed)/comparison.csv"), encoding: .utf8)
        .split(whereSeparator: \.isNewline)
      let share = try #require(rows.first { $0.hasPrefix("b,share,grid,") }).split(
        separator: ",", omittingEmptySubsequences: false)
      #expect(try #require(Double(share[7])) > 0.001, "\(share)")
    }
  }
}
