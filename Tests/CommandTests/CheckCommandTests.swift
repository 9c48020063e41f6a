import Foundation
import Testing

@testable import IssueFlowCommand

@Suite("issueflow check")
struct CheckCommandTests {
  private static let narrow = ["--set", "targets.shares.grid=70% ± 0.1 points"]
  private static let centralised = ["--set", "types.noise.authority.grid=20%"]

  @Test("The exit code is the verdict, and nothing is written")
  func exitCodes() throws {
    let scratch = try Scratch()
    func check(_ arguments: [String]) throws -> BuiltCommand.Answer {
      try BuiltCommand.run(arguments: ["check", Fixtures.tiny] + arguments, in: scratch.folder)
    }
    let met = try check([])
    #expect(met.code == 0)
    #expect(met.output.hasPrefix("tiny:\n  ✓ "))
    #expect(met.output.contains("✓ Target met, with 95% confidence, given these inputs."))
    let notMet = try check(Self.centralised)
    #expect(notMet.code == 1)
    #expect(notMet.output.contains("✗  share.grid"))
    let undecided = try check(Self.narrow)
    #expect(undecided.code == 4)
    #expect(undecided.output.contains("? Undecided at 95% confidence after 8 replications"))
    #expect(try check(Self.narrow + ["--undecided", "pass"]).code == 0)
    #expect(try check(Self.narrow + ["--undecided", "fail"]).code == 4)
    #expect(try check(["--set", "targets=none"]).code == 5)
    #expect(try scratch.files().isEmpty)
  }

  @Test("Of several scenarios the most pressing code counts, and a broken one keeps all from running")
  func several() throws {
    let scratch = try Scratch()
    let broken = try BuiltCommand.run("check", Fixtures.tiny, Fixtures.path("wrong-unit"), in: scratch.folder)
    #expect(broken.code == 2)
    #expect(broken.output.isEmpty)
    let both = try BuiltCommand.run("check", Fixtures.tiny, Fixtures.tiny, "--quiet", in: scratch.folder)
    #expect(both.code == 0)
    #expect(both.output.split(separator: "\n").count { $0.contains("Target met") } == 2)
    #expect(ExitStatus.worst(of: [.done, .undecided, .notMet]) == .notMet)
    #expect(ExitStatus.worst(of: [.done, .undecided, .nothingToCheck]) == .undecided)
    #expect(ExitStatus.worst(of: [.notMet, .usage]) == .usage)
    #expect(ExitStatus.worst(of: []) == .done)
  }

  @Test("--out writes the results of each scenario under its name")
  func out() throws {
    let scratch = try Scratch()
    #expect(try BuiltCommand.run("check", Fixtures.tiny, "--out", "o", in: scratch.folder).code == 0)
    #expect(try scratch.files()["o/tiny/verdict.json"] != nil)
  }

  @Test("--json is a list with an element for each scenario")
  func json() throws {
    let answer = try BuiltCommand.run("check", Fixtures.tiny, "--json")
    let list = try #require(try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [[String: Any]])
    #expect((list.first?["verdict"] as? [String: Any])?["decision"] as? String == "met")
  }

  @Test("JUnit has a case for each demand: passed, failed, skipped or in error, with the numbers in its text")
  func junit() throws {
    let scratch = try Scratch()
    func report(_ arguments: [String]) throws -> JUnitReading {
      _ = try BuiltCommand.run(
        arguments: ["check", Fixtures.tiny, "--junit", "junit.xml"] + arguments, in: scratch.folder)
      return try JUnitReading(try Data(contentsOf: scratch.file("junit.xml")))
    }
    let met = try report([])
    #expect(
      met.cases == [
        "share.grid", "share.community", "share.street", "time_to_close_mean", "withdrawn_share",
      ])
    #expect(met.failures.isEmpty && met.skipped.isEmpty && met.errors.isEmpty)
    let notMet = try report(Self.centralised)
    #expect(notMet.failures.contains("share.grid"))
    #expect(notMet.texts.contains { $0.contains("wanted 65.0% to 75.0%") && $0.contains("share.grid: ") })
    #expect(try report(Self.narrow).skipped == ["share.grid"])
    #expect(try report(["--set", "targets=none"]).errors == ["targets"])
    #expect(try report(["--set", "tiers.grid.staff=-1"]).errors == ["scenario"])
    #expect(try report(["--lang", "zh"]).cases == met.cases)
  }

  @Test("JUnit text cannot break the XML")
  func escaping() throws {
    let nasty = "<a & 'b' \"c\"> ]]> \u{7}\n网格"
    let suite = JUnitReport.Suite(
      name: nasty, file: nasty, seconds: 1.25,
      cases: [.init(name: nasty, outcome: .failed(nasty)), .init(name: "x", outcome: .passed(nasty))])
    let reading = try JUnitReading(Data(JUnitReport(suites: [suite]).text.utf8))
    #expect(reading.cases.count == 2)
    #expect(reading.texts.allSatisfy { $0 == nasty.replacingOccurrences(of: "\u{7}", with: "\u{FFFD}") })
    #expect(reading.cases[0].hasPrefix("<a & 'b' \"c\"> ]]> "))
  }
}
