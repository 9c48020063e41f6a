import Foundation
import Testing

@Suite("sweep, merge, compare and search, as a script runs them")
struct StudyCommandTests {
  private func scratch(points: String = "[10%, 20%, 30%, 40%]", replications: Int = 4) throws -> Scratch {
    let scratch = try Scratch()
    try """
    schema: 1
    name: doses
    base: \(Fixtures.tiny)
    plan: grid
    replications: \(replications)
    responses: [share, time_to_close_mean]
    factors:
      - {id: paperwork, path: tiers.grid.paperwork, values: \(points)}
      - {id: staff, path: tiers.community.staff, values: [1, 2]}
    """.write(to: scratch.file("d.yaml"), atomically: true, encoding: .utf8)
    return scratch
  }

  private func results(_ scratch: Scratch, _ folder: String) throws -> [String: Data] {
    try scratch.files(below: folder).filter { $0.key != "run.log" }
  }

  @Test("A dry run tells points, runs and time, and writes nothing")
  func dryRun() throws {
    let scratch = try scratch()
    let answer = try BuiltCommand.run("sweep", "d.yaml", "--dry-run", in: scratch.folder)
    #expect(answer.code == 0)
    #expect(answer.output.contains("doses: grid, 8 points, 4 replications each, 32 runs"))
    #expect(answer.output.contains("a run of the first point took"))
    #expect(try scratch.files().keys.sorted() == ["d.yaml"])
    let json = try BuiltCommand.run("sweep", "d.yaml", "--dry-run", "--json", in: scratch.folder)
    let plan = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(plan["points"] as? Int == 8 && plan["runs"] as? Int == 32 && (plan["files"] as? [String])?.count == 2)
    let chinese = try BuiltCommand.run("sweep", "d.yaml", "--dry-run", "--lang", "zh", in: scratch.folder)
    #expect(chinese.output.contains("8 个设计点"))
  }

  @Test("With --json every line is an object; points come in order")
  func jsonLines() throws {
    let scratch = try scratch()
    let answer = try BuiltCommand.run("sweep", "d.yaml", "--json", "--out", "o", in: scratch.folder)
    let lines = try answer.output.split(separator: "\n").map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(lines.map { $0["event"] as? String } == ["start"] + Array(repeating: "point", count: 8) + ["end"])
    #expect(lines.compactMap { $0["design_point"] as? Int } == Array(1...8))
    #expect(lines.last?["status"] as? String == "done")
  }

  /// The issue's own numbers, 400 runs and 50 kills, in the slow tests; the same with fewer in the quick ones.
  @Test("Killed at any moment and begun again, a sweep ends with the bytes of one that was never killed")
  func killed() throws {
    let isSlow = ProcessInfo.processInfo.environment["ISSUEFLOW_SLOW_TESTS"] != nil
    let (kills, replications) = isSlow ? (50, 50) : (6, 8)
    let whole = try scratch(replications: replications)
    let begin = ContinuousClock.now
    #expect(try BuiltCommand.run("sweep", "d.yaml", "--out", "o", "--quiet", in: whole.folder).code == 0)
    let length = (ContinuousClock.now - begin) / .seconds(1)
    let cut = try scratch(replications: replications)
    // Moments that are spread over the sweep whatever the speed of the machine; the same in every run of this test.
    var state: UInt64 = 88_172_645_463_325_252
    var ended = 0
    for _ in 0..<kills {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let moment = Double(state >> 11) * 0x1p-53 * length * 1.2
      let answer = try BuiltCommand.run(
        arguments: ["sweep", "d.yaml", "--out", "o", "--quiet"], in: cut.folder, interruptAfter: moment, signal: SIGKILL
      )
      if answer.code == 0 {
        ended += 1
        #expect(try results(cut, "o") == results(whole, "o"))
        try FileManager.default.removeItem(at: cut.file("o"))
      }
    }
    #expect(try BuiltCommand.run("sweep", "d.yaml", "--out", "o", "--quiet", in: cut.folder).code == 0)
    #expect(try results(cut, "o") == results(whole, "o"))
    #expect(ended < kills)
  }

  @Test(
    "A disk that is full at some write is said, nothing is corrupt, and the sweep goes on once there is room",
    .enabled(if: BuiltCommand.canBoundFiles))
  func fullDisk() throws {
    let whole = try scratch()
    #expect(try BuiltCommand.run("sweep", "d.yaml", "--out", "o", "--quiet", in: whole.folder).code == 0)
    let cut = try scratch()
    // A limit on the size of files stands for the disk: writes beyond it fail, here at journal and at result files.
    for blocks in [1, 3, 8, 16, 24, 40, 56] {
      let answer = try BuiltCommand.shell(
        "trap '' XFSZ; ulimit -f \(blocks); issueflow sweep d.yaml --out o --quiet 2>&1; exit $?", in: cut.folder)
      guard answer.code != 0 else { break }
      #expect(answer.code == 3, "\(blocks): \(answer.output)")
      #expect(answer.output.contains("cannot be written: File too large"))
      #expect(!FileManager.default.fileExists(atPath: cut.file("o/manifest.json").path))
    }
    #expect(try BuiltCommand.run("sweep", "d.yaml", "--out", "o", "--quiet", in: cut.folder).code == 0)
    #expect(try results(cut, "o") == results(whole, "o"))
  }

  @Test("Shards merge to the bytes of the whole; --resume goes on with the same sweep only")
  func shards() throws {
    let scratch = try scratch()
    #expect(try BuiltCommand.run("sweep", "d.yaml", "--out", "o", "--jobs", "1", in: scratch.folder).code == 0)
    for number in 1...4 {
      let shard = ["sweep", "d.yaml", "--shard", "\(number)/4", "--out", "s\(number)", "--quiet"]
      #expect(try BuiltCommand.run(arguments: shard, in: scratch.folder).code == 0)
    }
    let merge = try BuiltCommand.run("merge", "s4", "s2", "s1", "s3", "--out", "m", in: scratch.folder)
    #expect(merge.code == 0 && merge.output.contains("8 points simulated."))
    #expect(try results(scratch, "m") == results(scratch, "o"))
    let missing = try BuiltCommand.run("merge", "s1", "s2", "--out", "n", in: scratch.folder)
    #expect(missing.code == 2 && missing.messages.contains("4 of 8 points are in none of the shards"))
    let nothing = try BuiltCommand.run("sweep", "d.yaml", "--out", "new", "--resume", in: scratch.folder)
    #expect(nothing.code == 2 && nothing.messages.contains("no interrupted study"))
    let done = try BuiltCommand.run("sweep", "d.yaml", "--out", "o", "--resume", in: scratch.folder)
    #expect(done.code == 0 && done.messages.contains("nothing to do"))
    let wrong = try BuiltCommand.run("sweep", "d.yaml", "--shard", "5/4", in: scratch.folder)
    #expect(wrong.code == 2)
  }

  @Test("compare says on a page what changes, in both languages; search finds, confirms and shows the frontier")
  func compareAndSearch() throws {
    let scratch = try Scratch()
    try """
    extends: \(Fixtures.tiny)
    name: less-paper
    title: {en: Less paper, zh: 减负}
    tiers: [{id: grid, paperwork: 10%}]
    """.write(to: scratch.file("b.yaml"), atomically: true, encoding: .utf8)
    let english = try BuiltCommand.run("compare", Fixtures.tiny, "b.yaml", "--out", "c", in: scratch.folder)
    #expect(english.code == 0)
    for words in [
      "Compared with Tiny town, 8 replications, the same luck", "What changes", "the cells add up",
      "What common luck is worth",
      "Nearest to the target split",
    ] { #expect(english.output.contains(words), "\(words)") }
    let chinese = try BuiltCommand.run(
      "compare", Fixtures.tiny, "b.yaml", "--out", "c", "--lang", "zh", "--uncertainty", "2", in: scratch.folder)
    #expect(chinese.code == 0 && chinese.output.contains("同一批事项的办结层级") && chinese.output.contains("个可能的城市"))
    #expect(try BuiltCommand.run("compare", "b.yaml", in: scratch.folder).code == 2)
    try """
    schema: 1
    name: cheapest
    base: \(Fixtures.tiny)
    cost: authority
    first: 4
    at_most: 32
    confirm: 6
    indifference: 2 points
    factors: [{id: authority, path: types.noise.authority.grid, values: [60%, 70%, 80%]}]
    """.write(to: scratch.file("s.yaml"), atomically: true, encoding: .utf8)
    for language in ["en", "zh"] {
      let answer = try BuiltCommand.run("search", "s.yaml", "--out", "s", "--lang", language, in: scratch.folder)
      #expect([0, 4].contains(answer.code), "\(answer.messages)")
      #expect(answer.output.contains(language == "en" ? "What a larger share" : "比例越高的成本"))
    }
    #expect(try scratch.files(below: "s").keys.contains("frontier.csv"))
  }

  @Test("check: patterns, a baseline that moved, and targets that only warn")
  func check() throws {
    let scratch = try Scratch()
    try FileManager.default.copyItem(atPath: Fixtures.tiny, toPath: scratch.file("tiny.yaml").path)
    #expect(try BuiltCommand.run("run", "tiny.yaml", "--out", "r", "--quiet", in: scratch.folder).code == 0)
    let same = try BuiltCommand.run("check", "t*.yaml", "--baseline", "r/summary.csv", in: scratch.folder)
    #expect(same.output.contains("no number moved away from the baseline"))
    let moved = try BuiltCommand.run(
      "check", "tiny.yaml", "--baseline", "r/summary.csv", "--set", "types.noise.authority.grid=40%", "--junit",
      "j.xml",
      in: scratch.folder)
    #expect(moved.code == 1 && moved.output.contains("share.grid: 0."))
    #expect(try String(contentsOf: scratch.file("j.xml"), encoding: .utf8).contains("name=\"baseline share.grid\""))
    let warned = try BuiltCommand.run(
      "check", "tiny.yaml", "--set", "types.noise.authority.grid=40%", "--set", "targets.severity=warn",
      in: scratch.folder)
    #expect(warned.code == 0 && warned.output.contains("does not fail the check"))
    let nobody = try BuiltCommand.run("check", "nothing*.yaml", in: scratch.folder)
    #expect(nobody.code == 2 && nobody.messages.contains("no file matches"))
    try Data("a,b\n1,2\n".utf8).write(to: scratch.file("x.csv"))
    let columns = try BuiltCommand.run("check", "tiny.yaml", "--baseline", "x.csv", in: scratch.folder)
    #expect(columns.code == 2 && columns.messages.contains("no column response"))
  }

  @Test("validate, schema and explain know designs and searches")
  func language() throws {
    let scratch = try scratch()
    #expect(try BuiltCommand.run("validate", "d.yaml", in: scratch.folder).output.contains("d.yaml: valid (doses)"))
    for kind in ["design", "search"] {
      let schema = try BuiltCommand.run("schema", kind)
      #expect(try JSONSerialization.jsonObject(with: Data(schema.output.utf8)) is [String: Any])
      #expect(try BuiltCommand.run("explain", kind).output.contains("factors"))
    }
    #expect(try BuiltCommand.run("explain", "design.plan").output.contains("grid, zip"))
  }
}
