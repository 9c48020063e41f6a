import Foundation
import Testing

@testable import IssueFlowCommand

@Suite("init, explain and schema")
struct InitAndExplainTests {
  private static let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Scenarios").standardizedFileURL

  @Test("The templates are the shipped scenarios, to the byte")
  func templates() throws {
    for (template, path) in [(Template.smallTown, "small-town.yaml"), (.mm1, "verification/mm1.yaml")] {
      let shipped = try String(contentsOf: Self.scenarios.appendingPathComponent(path), encoding: .utf8)
      #expect(template.text == shipped, "copy \(path) into \(template)'s Swift text")
    }
  }

  @Test("init writes a scenario that is valid", arguments: Template.allCases)
  func initWrites(_ template: Template) throws {
    let scratch = try Scratch()
    let answer = try BuiltCommand.run("init", template.rawValue, in: scratch.folder)
    #expect(answer.code == 0)
    #expect(answer.output.isEmpty)
    #expect(answer.messages.contains("issueflow run \(template.rawValue).yaml"))
    #expect(try scratch.files().map { $0.key } == ["\(template.rawValue).yaml"])
    #expect(try BuiltCommand.run("validate", "\(template.rawValue).yaml", in: scratch.folder).code == 0)
  }

  @Test("init never writes over a file")
  func initKeeps() throws {
    let scratch = try Scratch()
    try Data("mine".utf8).write(to: scratch.file("small-town.yaml"))
    let answer = try BuiltCommand.run("init", in: scratch.folder)
    #expect(answer.code == 2)
    #expect(try scratch.files() == ["small-town.yaml": Data("mine".utf8)])
  }

  @Test("init writes to standard output on request")
  func initToOutput() throws {
    #expect(try BuiltCommand.run("init", "mm1", "--out", "-").output == Template.mm1.text)
  }

  @Test("Every response of a result file, every cause and every key can be explained, in both languages")
  func explain() throws {
    let scratch = try Scratch()
    #expect(try BuiltCommand.run("run", Fixtures.tiny, "--out", "o", "-n", "1", in: scratch.folder).code == 0)
    let summary = try String(contentsOf: scratch.file("o/summary.csv"), encoding: .utf8)
    let responses = Set(summary.split(separator: "\r\n").dropFirst().compactMap { $0.split(separator: ",").first })
    #expect(responses.count > 20)
    let names =
      responses.sorted().map(String.init) + ["authority", "competence", "referral", "deadline", "misroute", "reopened"]
      + ["emergency", "direct", "full", "tiers.competence.level", "targets.guards", "scenario"]
    for language in ["en", "zh"] {
      for name in names {
        let answer = try BuiltCommand.run("explain", name, "--lang", language)
        #expect(answer.code == 0, "\(name)")
        #expect(answer.output.hasPrefix(name + "\n\n  "), "\(name)")
      }
    }
    #expect(try BuiltCommand.run("explain", "tiers.grid.paperwork").output.hasPrefix("tiers.paperwork\n"))
  }

  @Test("Without a name, explain lists all names")
  func list() throws {
    let list = try BuiltCommand.run("explain").output
    for name in ["on_time_rate", "authority", "tiers.competence.level"] {
      #expect(list.split(separator: "\n").contains { $0.hasPrefix("  \(name) ") }, "\(name)")
    }
  }

  @Test("A name that means two things has two pages")
  func ambiguous() throws {
    let page = try BuiltCommand.run("explain", "authority").output
    #expect(page.hasPrefix("authority\n"))
    #expect(page.contains("\ntypes.authority\n"))
  }

  @Test("A mistyped name is answered with the nearest")
  func nearest() throws {
    #expect(try BuiltCommand.run("explain", "on_time_rat").messages.contains("did you mean 'on_time_rate'?"))
  }

  @Test("The schema is JSON of draft 7")
  func schema() throws {
    let answer = try BuiltCommand.run("schema")
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any])
    #expect(schema["$schema"] as? String == "http://json-schema.org/draft-07/schema#")
    #expect(answer.output.hasSuffix("}\n"))
  }
}
