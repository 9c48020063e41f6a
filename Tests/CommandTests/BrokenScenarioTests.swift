import Foundation
import Testing

@Suite("Broken scenarios")
struct BrokenScenarioTests {
  struct Case: CustomTestStringConvertible {
    let file: String
    /// `line:column` of every problem, in order.
    let places: [String]
    /// Words of the message.
    let words: String

    var testDescription: String { file }
  }

  static let cases = [
    Case(file: "wrong-unit", places: ["8:13"], words: "no unit 'parsecs'"),
    Case(file: "unknown-key", places: ["27:5"], words: "did you mean 'paperwork'?"),
    Case(file: "negative-staff", places: ["25:12"], words: "'-1' is out of range"),
    Case(file: "shares-do-not-sum", places: ["50:5"], words: "add up to 110%"),
    Case(file: "unreachable-tier", places: ["32:9"], words: "no issue can reach the tier 'street'"),
    Case(file: "empty-city", places: ["18:1"], words: "the city is empty"),
    Case(file: "duplicate-names", places: ["28:9"], words: "there is a tier 'grid' already"),
    Case(file: "not-a-number", places: ["27:16"], words: "'.nan'"),
    Case(file: "cyclic-extends", places: ["3:10"], words: "runs in a circle"),
    Case(file: "missing-table", places: ["19:19", "19:51", "19:82"], words: "does not exist"),
    Case(file: "too-many-grids", places: ["19:42"], words: "'500000000000' is out of range"),
    Case(file: "never-opens", places: ["16:11"], words: "never opens"),
    Case(file: "several-problems", places: ["8:13", "10:7", "25:12", "27:5"], words: "'010'"),
    Case(file: "several-meanings", places: ["26:15", "32:9", "54:25"], words: "did you mean 'time_to_close_mean'?"),
  ]

  @Test("validate, run and check name file, line and column of every problem, and end with 2", arguments: cases)
  func places(_ broken: Case) throws {
    for command in ["validate", "run", "check"] {
      let scratch = try Scratch()
      let answer = try BuiltCommand.run(command, Fixtures.path(broken.file), in: scratch.folder)
      #expect(answer.code == 2, "\(command)")
      #expect(answer.output.isEmpty, "\(command): messages belong on standard error")
      #expect(places(in: answer.messages) == broken.places, "\(command)")
      #expect(answer.messages.contains(broken.words), "\(command): \(answer.messages)")
      #expect(try scratch.files().isEmpty, "\(command) wrote files for a scenario that it cannot run")
    }
  }

  @Test("Problems are reported in Chinese on request", arguments: cases)
  func chinese(_ broken: Case) throws {
    let answer = try BuiltCommand.run("validate", Fixtures.path(broken.file), "--lang", "zh")
    #expect(answer.code == 2)
    #expect(places(in: answer.messages, word: "错误") == broken.places)
  }

  @Test("Every file is looked at, though the first is broken")
  func allFiles() throws {
    let answer = try BuiltCommand.run(
      "validate", Fixtures.path("wrong-unit"), Fixtures.tiny, Fixtures.path("unknown-key"))
    #expect(answer.code == 2)
    #expect(places(in: answer.messages) == ["8:13", "27:5"])
    #expect(answer.output.contains("tiny.yaml: valid (Tiny town)"))
  }

  @Test("An override that is wrong is named as such")
  func override() throws {
    let answer = try BuiltCommand.run("validate", Fixtures.tiny, "--set", "tiers.grid.paperwork=much")
    #expect(answer.code == 2)
    #expect(answer.messages.hasPrefix("--set: error: tiers.grid.paperwork"))
  }

  /// `line:column` of the lines that report an error.
  private func places(in messages: String, word: String = "error") -> [String] {
    messages.split(separator: "\n").compactMap { line in
      line.firstMatch(of: #/\.yaml:(\d+:\d+): (\p{Alphabetic}+): /#).flatMap { $0.2 == word ? String($0.1) : nil }
    }
  }
}
