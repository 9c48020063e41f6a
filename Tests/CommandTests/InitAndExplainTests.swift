import Foundation
import IssueFlow
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

  @Test("Every result, cause and key can be explained, in both languages")
  func explain() throws {
    let list = try BuiltCommand.run("explain").output
    for response in Response.all {
      #expect(list.contains("  \(response.name) "))
      for language in Language.allCases {
        let page = Texts(language: language).page(of: response)
        #expect(page.first == response.name)
        #expect(page[2].trimmingCharacters(in: .whitespaces) == response.meaning.text(in: language))
      }
    }
    for cause in LeakCause.allCases where cause != .none { #expect(list.contains("  \(cause.name) ")) }
    #expect(try BuiltCommand.run("explain", "tiers.grid.paperwork").output.hasPrefix("tiers.paperwork\n"))
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
