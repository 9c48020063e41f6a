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
    let policy = try String(
      contentsOf: Self.scenarios.appendingPathComponent("small-town-policy.yaml"), encoding: .utf8)
    #expect(Template.smallTown.policy?.text == policy, "copy small-town-policy.yaml into the Swift text")
  }

  @Test("init writes a scenario that is valid", arguments: Template.allCases)
  func initWrites(_ template: Template) throws {
    let scratch = try Scratch()
    let answer = try BuiltCommand.run("init", template.rawValue, in: scratch.folder)
    #expect(answer.code == 0)
    #expect(answer.output.isEmpty)
    #expect(answer.messages.contains("issueflow run \(template.rawValue).yaml"))
    let policies = template.policy.map { ["\(template.rawValue)\($0.ending)"] } ?? []
    #expect(try scratch.files().keys.sorted() == (["\(template.rawValue).yaml"] + policies).sorted())
    for policy in policies { #expect(answer.messages.contains("issueflow check \(policy)")) }
    #expect(try BuiltCommand.run("validate", "\(template.rawValue).yaml", in: scratch.folder).code == 0)
  }

  @Test(
    "The policy beside the scenario meets its targets, under other names too", arguments: [nil, "my.town.yaml", "town"])
  func initPasses(_ name: String?) throws {
    let scratch = try Scratch()
    let out = name.map { ["--out", $0] } ?? []
    #expect(try BuiltCommand.run(arguments: ["init"] + out, in: scratch.folder).code == 0)
    let policy = try #require(try scratch.files().keys.first { $0.hasSuffix("-policy.yaml") })
    #expect(try BuiltCommand.run("check", policy, in: scratch.folder).code == 0)
  }

  @Test("In Chinese every comment is Chinese, and all else is as in English", arguments: Template.allCases)
  func chineseComments(_ template: Template) throws {
    for text in [template.text, template.policy?.text].compactMap(\.self) {
      let english = text.split(separator: "\n", omittingEmptySubsequences: false)
      let chinese = Template.inChinese(text).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(english.count == chinese.count)
      for (before, after) in zip(english, chinese) {
        let sign = Template.comment(of: before)
        #expect(before[..<(sign ?? before.endIndex)] == after[..<(Template.comment(of: after) ?? after.endIndex)])
        guard let words = sign.map({ before[$0...].drop { "# ".contains($0) } }), !words.isEmpty else { continue }
        // A command and a line of YAML are the same in both.
        let isSpoken = after.contains { $0 >= "\u{4E00}" && $0 <= "\u{9FFF}" }
        #expect(isSpoken || words.hasPrefix("issueflow ") || words.hasPrefix("staff: {"), "\(before)")
      }
    }
    let scratch = try Scratch()
    #expect(try BuiltCommand.run("init", template.rawValue, "--lang", "zh", in: scratch.folder).code == 0)
    let written = try String(contentsOf: scratch.file("\(template.rawValue).yaml"), encoding: .utf8)
    #expect(written == template.text(in: .chinese))
    if template.policy != nil {
      #expect(try BuiltCommand.run("check", "\(template.rawValue)-policy.yaml", in: scratch.folder).code == 0)
    }
  }

  @Test("init never writes over a file", arguments: ["small-town.yaml", "small-town-policy.yaml"])
  func initKeeps(_ name: String) throws {
    let scratch = try Scratch()
    try Data("mine".utf8).write(to: scratch.file(name))
    let answer = try BuiltCommand.run("init", in: scratch.folder)
    #expect(answer.code == 2 && answer.messages.contains(name))
    #expect(try scratch.files() == [name: Data("mine".utf8)])
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
      + [
        "emergency", "direct", "full", "routed", "routing_cut_short", "types.routing", "tiers.competence.level",
        "targets.guards", "scenario",
      ]
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
    // A word that is no name, as the program itself prints it.
    let spoken = try BuiltCommand.run("explain", "observed routing", "--lang", "en")
    #expect(spoken.code == 2 && spoken.messages.contains("types.routing"), "\(spoken.messages)")
    let cause = try BuiltCommand.run("explain", "按记录流转", "--lang", "en")
    #expect(cause.code == 2 && cause.messages.contains("routed"), "\(cause.messages)")
    #expect(try BuiltCommand.run("explain", "xyzzy").messages.contains("`issueflow explain` lists all names"))
  }

  @Test("The schema is JSON of draft 7")
  func schema() throws {
    let answer = try BuiltCommand.run("schema")
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any])
    #expect(schema["$schema"] as? String == "http://json-schema.org/draft-07/schema#")
    #expect(answer.output.hasSuffix("}\n"))
  }
}

@Suite("Measures on the command line")
struct MeasuresCommandTests {
  @Test("`measures` lists 43, and `explain` finds each by id and by term", arguments: ["en", "zh"])
  func pages(language: String) throws {
    let list = try BuiltCommand.run("measures", "--lang", language)
    #expect(list.code == 0)
    // A row begins with its number; what belongs to it is indented further.
    let rows = list.output.split(separator: "\n").filter { line in
      line.drop { $0 == " " }.first.map { ("0"..."9").contains($0) } ?? false && !line.hasPrefix("    ")
    }
    #expect(rows.count == 43)
    for name in ["merge_grids", "多网合一"] {
      let page = try BuiltCommand.run("explain", name, "--lang", language)
      #expect(page.code == 0 && page.output.contains("penalty_untrained") && page.output.contains("多网合一"))
    }
    #expect(try BuiltCommand.run("explain", "merge_grid").code == 2)
  }

  @Test("`measures --json` says of each measure what its page says, in both languages")
  func measuresForPrograms() throws {
    let answer = try BuiltCommand.run("measures", "--json")
    #expect(answer.code == 0)
    let document = try #require(try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any])
    let areas = try #require(document["areas"] as? [[String: Any]]).compactMap { $0["id"] as? String }
    let measures = try #require(document["measures"] as? [[String: Any]])
    #expect(areas == ["structure", "people", "places", "platform", "process"])
    #expect(measures.compactMap { $0["number"] as? Int } == Array(1...43))
    for measure in measures {
      let id = try #require(measure["id"] as? String)
      let area = try #require(measure["area"] as? String)
      #expect(areas.contains(area))
      for key in ["title", "mechanism", "side_effect", "in_hand"] {
        let text = try #require(measure[key] as? [String: String])
        #expect(["en", "zh"].allSatisfy { text[$0]?.isEmpty == false }, "\(id).\(key)")
      }
      let page = try BuiltCommand.run("explain", id).output
      for parameter in try #require(measure["parameters"] as? [[String: Any]]) {
        let key = try #require(parameter["id"] as? String)
        #expect(page.contains("    \(key): "))
      }
    }
    let orders = try #require(measures.first { $0["id"] as? String == "community_orders" })
    let costs = try #require(orders["parameters"] as? [[String: Any]]).filter { $0["is_cost"] as? Bool == true }
    #expect(costs.compactMap { $0["id"] as? String } == ["cost_per_unit"])
  }

  @Test("`check` compares with and without the measures, and says so by its exit code and in JUnit")
  func expectations() throws {
    let scratch = try Scratch()
    let town = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Scenarios/measures/base/town.yaml").path
    func check(_ expectation: String) throws -> BuiltCommand.Answer {
      let text =
        "schema: 1\nextends: \(town)\nname: p\nreplications: 4\nobserve: 28 days\n"
        + "measures:\n  - {id: devolve_authority}\nexpect:\n  share.grid: \(expectation)\n"
      try Data(text.utf8).write(to: scratch.file("p.yaml"))
      return try BuiltCommand.run("check", scratch.file("p.yaml").path)
    }
    #expect(try check("rises").code == 0)
    #expect(try check("falls").code == 1)
    #expect(try check("rises by at least 2 days").code == 2)
  }
}
