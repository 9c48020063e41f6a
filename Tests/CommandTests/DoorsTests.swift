import Foundation
import Testing

@Suite("Policies over a city, results that are not lost, and messages in the user's words")
struct DoorsTests {
  private func scratch() throws -> Scratch {
    let scratch = try Scratch()
    let town = try String(contentsOfFile: Fixtures.tiny, encoding: .utf8)
    for (name, text) in [
      ("town.yaml", town), ("less.yaml", "schema: 1\nname: less\ntiers: [{id: grid, paperwork: 5%}]\n"),
      (
        "more.yaml",
        "schema: 1\nname: more\ntitle: {en: More hands, zh: 增员}\ntiers: [{id: grid, staff: 3}]\nseed: 99\n"
      ),
    ] { try Data(text.utf8).write(to: scratch.file(name)) }
    return scratch
  }

  private func manifest(_ scratch: Scratch, _ folder: String) throws -> [String: Any] {
    let data = try Data(contentsOf: scratch.file("\(folder)/manifest.json"))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test("compare --with lays every policy over the first city, with the bytes of policies that extend it")
  func compareWith() throws {
    let scratch = try scratch()
    try Data("schema: 1\nextends: town.yaml\nname: less\ntiers: [{id: grid, paperwork: 5%}]\n".utf8)
      .write(to: scratch.file("extending.yaml"))
    let laid = try BuiltCommand.run(
      "compare", "town.yaml", "--with", "less.yaml", "--with", "more.yaml", "-n", "3", "--out", "laid",
      in: scratch.folder)
    #expect(laid.code == 0, "\(laid.messages)")
    let whole = try BuiltCommand.run(
      "compare", "town.yaml", "extending.yaml", "-n", "3", "--out", "whole", in: scratch.folder)
    #expect(whole.code == 0)
    func rows(_ folder: String, _ file: String) throws -> [Substring] {
      try String(contentsOf: scratch.file("\(folder)/\(file)"), encoding: .utf8).split(separator: "\n")
        .filter { $0.hasPrefix("less,") }
    }
    #expect(try rows("laid", "migration.csv") == rows("whole", "migration.csv"))
    #expect(try rows("laid", "replications.csv") == rows("whole", "replications.csv"))
    // The seed is the city's: a policy brings no luck.
    #expect(try manifest(scratch, "laid")["master_seed"] as? Int == manifest(scratch, "whole")["master_seed"] as? Int)
    let named = try #require(try manifest(scratch, "laid")["policies_laid_over"] as? [[String: Any]])
    #expect(named.map { $0["policy"] as? String } == ["less", "more"])
    let layers = try #require(named[1]["laid_over"] as? [[String: Any]])
    #expect(layers.map { $0["file"] as? String } == ["town.yaml", "more.yaml"])
    #expect(layers[1]["title_zh"] as? String == "增员" && (layers[1]["hash"] as? String)?.count == 32)
    #expect(laid.output.contains("More hands"))
    // By default the folder is named after all of them.
    #expect(
      try BuiltCommand.run("compare", "town.yaml", "--with", "less.yaml", "-n", "2", in: scratch.folder).code == 0)
    #expect(try manifest(scratch, "results/tiny-vs-less")["policies"] as? [String] == ["tiny", "less"])
  }

  @Test("run, check and validate take --with too, and results say what was laid over what")
  func otherCommands() throws {
    let scratch = try scratch()
    let run = try BuiltCommand.run("run", "town.yaml", "--with", "less.yaml", "-n", "2", in: scratch.folder)
    #expect(run.code == 0, "\(run.messages)")
    let layers = try #require(try manifest(scratch, "results/tiny-with-less")["laid_over"] as? [[String: Any]])
    #expect(layers.map { $0["name"] as? String } == ["tiny", "less"])
    // A resumed or repeated run is the same: all bytes but the log's.
    let before = try scratch.files(below: "results/tiny-with-less").filter { $0.key != "run.log" }
    #expect(
      try BuiltCommand.run("run", "town.yaml", "--with", "less.yaml", "-n", "2", in: scratch.folder).code == 0)
    #expect(try scratch.files(below: "results/tiny-with-less").filter { $0.key != "run.log" } == before)
    #expect(
      [0, 1, 4].contains(
        try BuiltCommand.run(
          "check", "town.yaml", "--with", "less.yaml", "-n", "2", in: scratch.folder
        ).code))
    let valid = try BuiltCommand.run("validate", "town.yaml", "--with", "more.yaml", in: scratch.folder)
    #expect(valid.code == 0 && valid.output.contains("More hands"))
    let alone = try BuiltCommand.run("validate", "less.yaml", in: scratch.folder)
    #expect(alone.code == 0 && alone.output.contains("a policy without a city"))
    let wrong = try BuiltCommand.run("run", "less.yaml", "--lang", "zh", in: scratch.folder)
    #expect(wrong.code == 2 && wrong.messages.contains("issueflow compare 城市.yaml --with less.yaml"))
    #expect(try BuiltCommand.run("compare", "town.yaml", in: scratch.folder).messages.contains("--with"))
  }

  @Test("A run that would leave less than is there is refused, and says what would be lost")
  func smallerRun() throws {
    let scratch = try scratch()
    func run(_ arguments: String...) throws -> BuiltCommand.Answer {
      try BuiltCommand.run(arguments: ["run", "town.yaml", "--out", "o", "-q"] + arguments, in: scratch.folder)
    }
    #expect(try run("-n", "4").code == 0)
    let before = try scratch.files(below: "o")
    let refused = try run("-n", "2")
    #expect(refused.code == 2 && refused.messages.contains("4 replications would become 2"))
    #expect(refused.messages.contains("--out") && refused.messages.contains("--force"))
    #expect(try scratch.files(below: "o") == before, "nothing is touched, not even the log")
    // The same again, more of it, and another scenario of the same size go on as ever.
    #expect(try run("-n", "4").code == 0)
    #expect(try run("-n", "5", "--issues").code == 0)
    #expect(try run("-n", "5", "--issues", "--set", "seed=8").code == 0)
    #expect(try run("-n", "5").messages.contains("issues.csv would be lost"))
    #expect(try run("-n", "5", "--issues", "--uncertainty", "2").code == 0)
    #expect(try run("-n", "6", "--issues").messages.contains("2 plausible cities would become 0"))
    #expect(
      try BuiltCommand.run("compare", "town.yaml", "--with", "less.yaml", "--out", "o", in: scratch.folder).messages
        .contains("it holds a run"))
    #expect(try BuiltCommand.run("run", "town.yaml", "-n", "3", "--out", "x/tiny", in: scratch.folder).code == 0)
    let check = try BuiltCommand.run("check", "town.yaml", "--out", "x", "-n", "2", in: scratch.folder)
    #expect(check.code == 2 && check.messages.contains("3 replications would become 2"))
    #expect(try run("-n", "2", "--force").code == 0)
    #expect(try manifest(scratch, "o")["replications"] as? Int == 2)
  }

  @Test("Comparisons, sweeps, shards and searches keep to the same rule")
  func smallerStudies() throws {
    let scratch = try scratch()
    func answer(_ arguments: String...) throws -> BuiltCommand.Answer {
      try BuiltCommand.run(arguments: arguments + ["--quiet"], in: scratch.folder)
    }
    #expect(
      try answer("compare", "town.yaml", "--with", "less.yaml", "--with", "more.yaml", "-n", "3", "--out", "c").code
        == 0)
    #expect(
      try answer("compare", "town.yaml", "--with", "less.yaml", "-n", "3", "--out", "c").messages
        .contains("the policies more would be lost"))
    #expect(
      try answer("run", "town.yaml", "--out", "c").messages.contains("it holds a comparison"))
    let design =
      "schema: 1\nname: d\nbase: town.yaml\nplan: grid\nreplications: 2\nfactors:\n"
      + "  - {id: p, path: tiers.grid.paperwork, values: VALUES}\n"
    for (name, values) in [("d3.yaml", "[10%, 20%, 30%]"), ("d2.yaml", "[10%, 20%]")] {
      try Data(design.replacing("VALUES", with: values).utf8).write(to: scratch.file(name))
    }
    #expect(try answer("sweep", "d3.yaml", "--out", "s").code == 0)
    #expect(try answer("sweep", "d2.yaml", "--out", "s").messages.contains("3 points would become 2"))
    #expect(try answer("sweep", "d3.yaml", "-n", "1", "--out", "s").messages.contains("2 replications would become 1"))
    #expect(try answer("sweep", "d3.yaml", "--shard", "1/3", "--out", "s").messages.contains("it holds a sweep"))
    #expect(try answer("sweep", "d2.yaml", "--out", "s", "--force").code == 0)
    #expect(try answer("sweep", "d3.yaml", "--shard", "1/3", "--out", "sh").code == 0)
    #expect(
      try answer("sweep", "d3.yaml", "--shard", "2/3", "--out", "sh").messages
        .contains("the points 1 to 1 would be lost"))
    #expect(try answer("sweep", "d3.yaml", "--out", "sh").code == 0, "the whole sweep holds its shard")
  }

  @Test("A page beside replaced results says that it is outdated, and no longer when they are those again")
  func outdatedPage() throws {
    let scratch = try scratch()
    func run(_ arguments: String...) throws -> BuiltCommand.Answer {
      try BuiltCommand.run(arguments: ["run", "town.yaml", "--out", "o", "-q"] + arguments, in: scratch.folder)
    }
    #expect(try run("-n", "2").code == 0)
    // FNV-1a with 128 bits, as a page states it of the manifest that it was made of.
    var hash = UInt128(0x6C62_272E_07BB_0142) << 64 | UInt128(0x62B8_2175_6295_C58D)
    for byte in try Data(contentsOf: scratch.file("o/manifest.json")) {
      hash = (hash ^ UInt128(byte)) &* (UInt128(1) << 88 | UInt128(0x13B))
    }
    let digits = String(hash, radix: 16)
    let page =
      "<html><head><meta name=\"issueflow-results\" content=\"\(String(repeating: "0", count: 32 - digits.count))\(digits)\">"
      + "</head><body class=\"a\"><h1>Two replications</h1></body></html>"
    try Data(page.utf8).write(to: scratch.file("o/report.html"))
    func shown() throws -> String { try String(contentsOf: scratch.file("o/report.html"), encoding: .utf8) }
    #expect(try run("-n", "2").messages.contains("report.html") == false)
    #expect(try shown() == page)
    let more = try run("-n", "3")
    #expect(more.code == 0 && more.messages.contains("issueflow report o"))
    #expect(try shown().contains("Outdated") && shown().contains("已过期") && shown().contains("<h1>Two replications"))
    #expect(try run("-n", "4").code == 0)
    #expect(try shown().components(separatedBy: "Outdated").count == 2, "it is said once")
    #expect(try run("-n", "2", "--force").code == 0)
    #expect(try shown() == page)
    // A page of somebody else is nobody's business.
    try Data("<html><body>mine</body></html>".utf8).write(to: scratch.file("o/report.html"))
    #expect(try run("-n", "3").code == 0)
    #expect(try shown() == "<html><body>mine</body></html>")
  }

  @Test(
    "Words that are no command get one suggestion",
    arguments: [
      (["rnu", "town.yaml"], "did you mean 'run'?"), (["comapre"], "did you mean 'compare'?"),
      (["Validate"], "did you mean 'validate'?"), (["town.yaml"], "write: issueflow run town.yaml"),
      (["xyzzy"], "use run, check, sweep"), (["run", "town.yaml", "--replicatons", "3"], "'--replications'"),
      (["run", "town.yaml", "--lang", "zn"], "en"),
    ])
  func commands(arguments: [String], words: String) throws {
    let scratch = try scratch()
    let answer = try BuiltCommand.run(arguments: arguments, in: scratch.folder)
    #expect(answer.code == 2 && answer.messages.contains(words), "\(answer.messages)")
    let chinese = try BuiltCommand.run(
      arguments: arguments, in: scratch.folder, environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(chinese.code == 2 && chinese.messages.hasPrefix("错误："), "\(chinese.messages)")
  }

  @Test("Faults of a design's table stand at its row and column")
  func designTable() throws {
    let scratch = try scratch()
    try Data(
      "schema: 1\nname: d\nbase: town.yaml\nplan: csv\nfile: t.csv\nfactors:\n  - {id: p, path: tiers.grid.paperwork}\n"
        .utf8
    ).write(to: scratch.file("d.yaml"))
    func said(_ table: String) throws -> String {
      try Data(table.utf8).write(to: scratch.file("t.csv"))
      return try BuiltCommand.run("validate", "d.yaml", in: scratch.folder).messages
    }
    let levels = try said("design_point,p\n1,20%\n2,120%\n3,x\n")
    #expect(levels.contains("t.csv:3:3: error: factors.p: with tiers.grid.paperwork=120%"), "\(levels)")
    #expect(levels.contains("t.csv:4:3: error:") && !levels.contains("--set"), "\(levels)")
    #expect(try said("design_point,q\n1,20%\n").contains("t.csv:1:14: error: file: there is no factor 'q'"))
    let values =
      "schema: 1\nname: d\nbase: town.yaml\nplan: grid\nfactors:\n  - {id: p, path: PATH, values: [20%, 120%]}\n"
    try Data(values.replacing("PATH", with: "tiers.grid.paperwork").utf8).write(to: scratch.file("d.yaml"))
    #expect(
      try BuiltCommand.run("validate", "d.yaml", in: scratch.folder).messages.contains("d.yaml:6:55: error: factors.p"))
    try Data(values.replacing("PATH", with: "tiers.gird.paperwork").utf8).write(to: scratch.file("d.yaml"))
    let path = try BuiltCommand.run("validate", "d.yaml", in: scratch.folder).messages
    #expect(path.contains("d.yaml:6:19: error: factors.p") && path.contains("did you mean 'grid'"), "\(path)")
  }
}
