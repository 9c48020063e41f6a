import Foundation
import Testing

@Suite("issueflow run")
struct RunCommandTests {
  @Test("A run ends with 0, writes its files and says the answer first")
  func run() throws {
    let scratch = try Scratch()
    let answer = try BuiltCommand.run("run", Fixtures.tiny, in: scratch.folder)
    #expect(answer.code == 0)
    #expect(answer.messages.isEmpty, "a run that is over at once shows no progress")
    let lines = answer.output.split(separator: "\n").map(String.init)
    #expect(lines[0] == "Tiny town: 20 days from 2025-01-01, 8 replications, seed 7")
    #expect(lines[1] == "✓ Target met, with 95% confidence, given these inputs.")
    for words in ["Where issues end: closed at", "◆", "Guards", "no authority", "Tiers", "Results: results/tiny"] {
      #expect(answer.output.contains(words), "\(words)")
    }
    #expect(!answer.output.contains("\u{1B}"), "no colours in a pipe")
    let files: Set = [
      "manifest.json", "summary.csv", "replications.csv", "leaks.csv", "units.csv", "timeline.csv", "failures.csv",
      "verdict.json", "datapackage.json", "run.log",
    ]
    #expect(try Set(scratch.files().keys) == Set(files.map { "results/tiny/\($0)" }))
  }

  @Test("Options add files and marks")
  func options() throws {
    let scratch = try Scratch()
    let answer = try BuiltCommand.run(
      "run", Fixtures.tiny, "--out", "here", "--issues", "--events", "--excel", "--trace", "trace.txt", "-q",
      in: scratch.folder)
    #expect(answer.code == 0)
    #expect(answer.output == "✓ Target met, with 95% confidence, given these inputs.\n")
    let files = try scratch.files()
    #expect(files["here/issues.csv"] != nil && files["here/events.csv"] != nil)
    #expect(files["here/summary.csv"]?.starts(with: [0xEF, 0xBB, 0xBF]) == true)
    let trace = try #require(files["trace.txt"].map { String(decoding: $0, as: UTF8.self) })
    #expect(trace.hasPrefix("minutes\tevent\n0.0\tdayBegins(0)\n"))
    #expect(trace.contains("serviceEnds"))
  }

  @Test("The same seed gives the same bytes whatever the number of jobs, another seed gives others")
  func bytes() throws {
    func files(_ arguments: String...) throws -> [String: Data] {
      let scratch = try Scratch()
      let answer = try BuiltCommand.run(
        arguments: ["run", Fixtures.tiny, "--out", "o", "--issues", "--events"] + arguments, in: scratch.folder)
      #expect(answer.code == 0)
      return try scratch.files(below: "o").filter { $0.key != "run.log" }
    }
    let one = try files("--jobs", "1")
    #expect(try files("--jobs", "2") == one)
    #expect(try files("--jobs", "1") == one)
    #expect(try files("--seed", "7") == one, "the scenario's own seed")
    let other = try files("--seed", "8")
    for name in ["manifest.json", "summary.csv", "replications.csv", "issues.csv", "events.csv"] {
      #expect(other[name] != one[name], "\(name)")
    }
  }

  @Test("The report comes in Chinese, aligned by columns")
  func chinese() throws {
    let scratch = try Scratch()
    let answer = try BuiltCommand.run("run", Fixtures.tiny, "--lang", "zh", in: scratch.folder)
    #expect(answer.code == 0)
    for words in ["✓ 达标，置信度 95%，以现有输入为前提。", "网格", "社区", "镇街", "约束指标", "无权限", "各层级"] {
      #expect(answer.output.contains(words), "\(words)")
    }
    let english = try BuiltCommand.run("run", Fixtures.tiny, in: scratch.folder)
    let percentages = percentages(in: answer.output)
    #expect(!percentages.isEmpty && percentages == self.percentages(in: english.output), "other words, same numbers")
  }

  @Test("--json is one document with everything, timings included")
  func json() throws {
    let scratch = try Scratch()
    let answer = try BuiltCommand.run("run", Fixtures.tiny, "--json", in: scratch.folder)
    #expect(answer.code == 0)
    let document = try #require(try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any])
    #expect((document["verdict"] as? [String: Any])?["decision"] as? String == "met")
    #expect(document["seed"] as? Int == 7)
    #expect(document["replications"] as? Int == 8)
    #expect(document["results"] as? String == "results/tiny")
    let timing = try #require(document["timing"] as? [String: Any])
    #expect((timing["wall_seconds"] as? Double ?? 0) > 0)
    #expect((timing["cpu_seconds"] as? Double ?? 0) > 0)
    let rows = try #require(document["summary"] as? [[String: Any]])
    #expect(rows.contains { $0["response"] as? String == "share" && $0["class"] as? String == "grid" })
    let csv = try String(contentsOf: scratch.file("results/tiny/summary.csv"), encoding: .utf8)
    #expect(rows.count == csv.split(separator: "\r\n").count - 1)
  }

  @Test("Overrides, replications and seed of the command line count")
  func overrides() throws {
    let scratch = try Scratch()
    let answer = try BuiltCommand.run(
      "run", Fixtures.tiny, "-n", "3", "-s", "11", "-j", "1", "--set", "title={en: Other town}",
      "--set", "types.noise.authority.grid=20%", in: scratch.folder)
    #expect(answer.code == 0, "the verdict of a run is no failure of the run")
    #expect(answer.output.hasPrefix("Other town: 20 days from 2025-01-01, 3 replications, seed 11\n"))
    #expect(answer.output.contains("✗ Target not met, with 95% confidence"))
  }

  @Test("--uncertainty adds plausible cities to the verdict")
  func uncertainty() throws {
    let scratch = try Scratch()
    let answer = try BuiltCommand.run(
      "run", Fixtures.tiny, "--uncertainty", "12",
      "--set", "types.noise.authority.grid={value: 70%, range: [40%, 90%], source: guess}", in: scratch.folder)
    #expect(answer.code == 0)
    #expect(answer.output.contains("of plausible cities"))
    #expect(answer.output.contains("types.noise.authority.grid"))
    #expect(try scratch.files()["results/tiny/uncertainty.csv"] != nil)
  }

  @Test("Where all plausible cities meet, though three replications could not show it, nearly all of them are said to")
  func uncertainEdge() throws {
    let scratch = try Scratch()
    for seed in 1...20 {
      let answer = try BuiltCommand.run(
        "run", Fixtures.path("uncertain-edge"), "-s", "\(seed)", "--uncertainty", "50", "--json", in: scratch.folder)
      #expect(answer.code == 0, "\(answer.messages)")
      let document = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
      let verdict = try #require(document?["verdict"] as? [String: Any])
      let study = try #require(verdict["uncertainty"] as? [String: Any])
      let meeting = try #require(study["meeting"] as? [String: Double])
      let counts = try #require(study["counts"] as? [String: Int])
      #expect(try #require(meeting["ci_high"]) == 1 && #require(meeting["ci_low"]) > 0.8, "seed \(seed)")
      #expect(try #require(counts["meets"]) >= 45 && counts["hang_on_unfinished"] == 0, "seed \(seed)")
    }
  }

  @Test("A ground that is kept is said to be the only one, and the files do not depend on the number of jobs")
  func ground() throws {
    let scratch = try Scratch()
    let drawn = try BuiltCommand.run(
      "run", Fixtures.path("uncertain-edge"), "--uncertainty", "6", "-j", "1", "--out", "a", in: scratch.folder)
    #expect(drawn.output.contains("The ground of the generated city is drawn too"))
    _ = try BuiltCommand.run(
      "run", Fixtures.path("uncertain-edge"), "--uncertainty", "6", "-j", "3", "--out", "b", in: scratch.folder)
    let files = try scratch.files()
    for name in ["uncertainty.csv", "verdict.json", "replications.csv"] {
      #expect(files["a/" + name] != nil && files["a/" + name] == files["b/" + name])
    }
    let kept = try BuiltCommand.run(
      "run", Fixtures.path("uncertain-edge"), "--uncertainty", "6", "--set", "city.ground=fixed", "--set",
      "city.seed=7", in: scratch.folder)
    #expect(kept.output.contains("All this holds for this ground (city.seed 7) only"))
    let chinese = try BuiltCommand.run(
      "run", Fixtures.path("uncertain-edge"), "--uncertainty", "6", "--set", "city.ground=fixed", "--lang", "zh",
      in: scratch.folder)
    #expect(chinese.output.contains("以上仅对这一地面（city.seed 1）成立"))
  }

  @Test("A scenario without targets says what happens")
  func noTargets() throws {
    let scratch = try Scratch()
    let answer = try BuiltCommand.run("run", Fixtures.tiny, "--set", "targets=none", in: scratch.folder)
    #expect(answer.code == 0)
    #expect(answer.output.contains("No targets"))
    #expect(answer.output.contains("◆"))
  }

  @Test("A folder that cannot be made is an error of its own")
  func folder() throws {
    let scratch = try Scratch()
    _ = try scratch.emptyFile("results")
    let answer = try BuiltCommand.run("run", Fixtures.tiny, in: scratch.folder)
    #expect(answer.code == 3)
    #expect(answer.messages.hasPrefix("error: results"))
    #expect(try scratch.files().map(\.key) == ["results"])
  }

  @Test("An interrupted run ends with 130, keeps what is finished and writes no results")
  func interrupted() throws {
    let scratch = try Scratch()
    let answer = try interrupt(scratch, signal: SIGINT)
    #expect(answer.code == 130)
    #expect(answer.output.isEmpty)
    #expect(answer.messages.contains("Interrupted; no result files were written."))
    let words =
      #/\d+ of 40 replications are finished and kept in o/run\.journal; the same command goes on from there\./#
    #expect(answer.messages.contains(words))
    #expect(try scratch.files(below: "o").keys.allSatisfy { $0.hasPrefix("run.journal/") })
  }

  @Test("A run that was killed or interrupted goes on, to the same bytes", arguments: [SIGKILL, SIGINT])
  func resumed(signal: Int32) throws {
    let scratch = try Scratch()
    #expect(try interrupt(scratch, signal: signal).code == (signal == SIGKILL ? SIGKILL : 130))
    let isKilled = signal == SIGKILL
    let again = try BuiltCommand.run(
      arguments: longRun + ["--jobs", isKilled ? "1" : "2", "--lang", isKilled ? "en" : "zh"], in: scratch.folder)
    #expect(again.code == 0)
    #expect(
      again.messages.contains(
        isKilled
          ? #/Going on after \d+ finished replications? kept in o/run\.journal\./#
          : #/继续上次运行：o/run\.journal 中已保存 \d+ 次重复的结果。/#))
    let fresh = try Scratch()
    #expect(try BuiltCommand.run(arguments: longRun, in: fresh.folder).code == 0)
    func results(_ scratch: Scratch) throws -> [String: Data] {
      try scratch.files(below: "o").filter { $0.key != "run.log" }
    }
    #expect(try results(scratch) == results(fresh))
  }

  @Test("A run into files that no run wrote, or into nowhere, is refused before it begins")
  func refusedFolder() throws {
    let scratch = try Scratch()
    try Data("mine".utf8).write(to: scratch.file("summary.csv"))
    let answer = try BuiltCommand.run("run", Fixtures.tiny, "--out", ".", in: scratch.folder)
    #expect(answer.code == 2)
    #expect(answer.messages.hasPrefix("error: .: summary.csv would be replaced, and no run of issueflow wrote that;"))
    #expect(try scratch.files() == ["summary.csv": Data("mine".utf8)])
    for option in ["--out", "--trace"] {
      let empty = try BuiltCommand.run("run", Fixtures.tiny, option, "", in: scratch.folder)
      #expect(empty.code == 2 && empty.messages.contains("\(option) is empty"))
    }
    #expect(try scratch.files().count == 1)
  }

  private var longRun: [String] { ["run", Fixtures.tiny, "-n", "40", "--out", "o", "--events", "--issues"] }

  /// Starts a run and ends it once some replications are in its journal.
  private func interrupt(_ scratch: Scratch, signal: Int32) throws -> BuiltCommand.Answer {
    let journal = scratch.file("o/run.journal/replications").path
    return try BuiltCommand.run(
      arguments: longRun + ["--jobs", "1"], in: scratch.folder, interruptAfter: 0, signal: signal
    ) {
      let attributes = try? FileManager.default.attributesOfItem(atPath: journal)
      return (attributes?[.size] as? Int ?? 0) > 8000
    }
  }

  @Test("Closed standard streams are no place for a file: results have the bytes of any other run")
  func closedStreams() throws {
    let scratch = try Scratch()
    let closed = try BuiltCommand.shell(
      "issueflow run \(Fixtures.tiny) --out a --events <&- >&- 2>&-", in: scratch.folder)
    #expect(closed.code == 0)
    #expect(try BuiltCommand.run("run", Fixtures.tiny, "--out", "b", "--events", in: scratch.folder).code == 0)
    func results(_ folder: String) throws -> [String: Data] {
      try scratch.files(below: folder).filter { $0.key != "run.log" }
    }
    #expect(try results("a") == results("b"))
  }

  @Test("A reader that goes away does not keep the files from being written")
  func closedPipe() throws {
    let scratch = try Scratch()
    let answer = try BuiltCommand.shell(
      "issueflow run '\(Fixtures.tiny)' | head -1; echo ${PIPESTATUS[0]}", in: scratch.folder)
    #expect(answer.output.hasSuffix("\n0\n"))
    #expect(try scratch.files()["results/tiny/summary.csv"] != nil)
  }

  @Test("On a terminal there are colours and a progress bar; NO_COLOR and TERM=dumb do without")
  func terminal() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else { return }
    let scratch = try Scratch()
    func onTerminal(_ settings: String) throws -> String {
      let line = "\(settings) $ISSUEFLOW run '\(Fixtures.tiny)'"
      return try BuiltCommand.shell("script -qc \"\(line)\" /dev/null", in: scratch.folder).output
    }
    let coloured = try onTerminal("TERM=xterm")
    #expect(coloured.contains("\u{1B}[32m✓ Target met"))
    #expect(coloured.contains("Replications: 8 of 8"))
    let plain = try onTerminal("TERM=xterm NO_COLOR=1")
    #expect(plain.contains("✓ Target met") && !plain.contains("\u{1B}[32m"))
    #expect(try !onTerminal("TERM=dumb").contains("\u{1B}"))
  }

  private func percentages(in text: String) -> [String] {
    text.matches(of: /[0-9.]+ ± [0-9.]+%/).map { String($0.output) }
  }
}
