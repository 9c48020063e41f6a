import Foundation
import Testing

/// Files that somebody sends who means no good, through the real command.
@Suite("Hostile files")
struct HostileFileTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write(HostileFileTests.sound, to: "study/sound.yaml")
    try scratch.write("account: 4711\npassword: [sesame, \n", to: "keys.txt")
    try scratch.write("account,password\n4711,sesame\n", to: "keys.csv")
  }

  private static let sound = """
    schema: 1
    name: sound
    observe: 4 days
    replications: 2
    city: {units: {grid: 2}}
    tiers: [{id: grid}]
    types: [{id: noise, rate: 4 per unit per day, work: {grid: 1 h}}]

    """

  /// Validates a file that extends the sound one.
  private func validate(_ text: String, _ arguments: String...) throws -> BuiltCommand.Answer {
    try scratch.write("schema: 1\n\(text)\n", to: "study/sent.yaml")
    return try BuiltCommand.run(arguments: ["validate", "study/sent.yaml"] + arguments, in: scratch.folder)
  }

  /// The file is refused with words, and nothing of another file is shown.
  private func expectRefused(_ answer: BuiltCommand.Answer, _ words: String, at place: String = "study/sent.yaml:2:") {
    #expect(answer.code == 2)
    #expect(answer.messages.contains(words), "\(answer.messages)")
    #expect(answer.messages.contains(place), "\(answer.messages)")
    #expect(!answer.messages.contains("sesame") && !answer.messages.contains("4711"), "\(answer.messages)")
  }

  @Test("A file cannot have another read that is no scenario, nor show what is in it")
  func strangers() throws {
    expectRefused(try validate("extends: ../keys.txt"), "is not read")
    expectRefused(try validate("extends: \(scratch.file("keys.txt").path)"), "is not read")
    expectRefused(try validate("extends: [sound.yaml, ../keys.txt]"), "is not read")
    expectRefused(
      try validate("extends: sound.yaml\nname: a\nholidays: ../keys.csv"), "nothing of it is shown",
      at: "../keys.csv:1:1")
    expectRefused(
      try validate("extends: sound.yaml\nname: a\nholidays: ../keys.txt"), "is not read", at: "study/sent.yaml:4:")
    expectRefused(
      try validate(
        "extends: sound.yaml\nname: a\ntypes: [{id: noise, work: {grid: 'empirical(../keys.csv, column: password)'}}]"),
      "nothing of it is shown", at: "../keys.csv:2:")
    expectRefused(
      try validate("extends: sound.yaml\nname: a\ncity: {replace: whole, files: {grid: \(scratch.file("keys.csv").path)}}"),
      "nothing of it is shown", at: "keys.csv:1:1")
  }

  @Test("Nor can a design")
  func strangersOfDesigns() throws {
    expectRefused(
      try validate("name: a\nbase: ../keys.txt\nplan: grid\nfactors: [{id: a, path: seed, values: [1]}]"),
      "is not read",
      at: "study/sent.yaml:3:")
    expectRefused(
      try validate("name: a\nbase: sound.yaml\nplan: csv\nfile: ../keys.csv\nfactors: [{id: account, path: seed}]"),
      "lies outside", at: "study/sent.yaml:5:")
    expectRefused(
      try validate(
        "name: a\nbase: sound.yaml\nplan: grid\nfactors: [{id: a, path: holidays, values: [../keys.csv]}]"),
      "nothing of it is shown", at: "study/sent.yaml:5:")
  }

  @Test("A symbolic link does not lead out of the folder")
  func links() throws {
    try scratch.link("study/link.yaml", to: "../keys.txt")
    expectRefused(try validate("extends: link.yaml"), "symbolic link")
    try scratch.link("study/link.csv", to: "../keys.csv")
    expectRefused(
      try validate("extends: sound.yaml\nname: a\nholidays: link.csv"), "symbolic link", at: "study/sent.yaml:4:")
    try scratch.link("study/beside.yaml", to: "sound.yaml")
    #expect(try validate("extends: beside.yaml\nname: a").code == 0, "one that stays inside does no harm")
  }

  @Test("A scenario in the folder above may be extended")
  func neighbours() throws {
    try scratch.write("date,kind\n2025-01-01,holiday\n", to: "days.csv")
    try scratch.write(HostileFileTests.sound, to: "above.yaml")
    #expect(try validate("extends: ../above.yaml\nname: a\nholidays: ../days.csv").code == 0)
    let design = "name: a\nbase: ../above.yaml\nplan: grid\nfactors: [{id: a, path: seed, values: [1, 2]}]"
    #expect(try validate(design).code == 0)
  }

  @Test("Pipes, devices and folders are refused and not waited for")
  func devices() throws {
    #expect(mkfifo(scratch.file("study/pipe").path, 0o600) == 0)
    for name in ["pipe", "."] {
      expectRefused(try validate("extends: \(name)"), "is not a regular file")
    }
    for path in ["study/pipe", "/dev/zero", "study"] {
      let answer = try BuiltCommand.run("validate", path, in: scratch.folder)
      #expect(answer.code == 2 && answer.messages.contains("is not a regular file"), "\(path): \(answer.messages)")
    }
  }

  @Test("A file of a gigabyte is refused at once")
  func gigabyte() throws {
    let file = scratch.file("study/large.yaml")
    try Data("schema: 1\nname: ".utf8).write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: 1 << 30)
    try handle.close()
    expectRefused(try validate("extends: large.yaml"), "is too large")
  }

  @Test("Depth, aliases, keys and letters beyond all bounds are refused with a place")
  func excess() throws {
    let depth = String(repeating: "[", count: 100_000)
    expectRefused(try validate("about: \(depth)"), "levels of nesting")
    let bomb = (1..<30).map { level in
      "b\(level): &b\(level) [\((0..<10).map { _ in "*b\(level - 1)" }.joined(separator: ","))]"
    }
    expectRefused(try validate("b0: &b0 x\n" + bomb.joined(separator: "\n")), "too many", at: "study/sent.yaml:")
    expectRefused(try validate("extends: sent.yaml"), "circle")
    let key = try validate("? \(String(repeating: "k", count: 5_000_000))\n: 1\nextends: sound.yaml\nname: a")
    expectRefused(key, "there is no key")
    #expect(key.messages.utf8.count < 2_000, "a message is for people")
    for bytes: [UInt8] in [[0], [0xFF], [0xED, 0xA0, 0x80], [0xC0, 0x80]] {
      try (Data("schema: 1\nname: a".utf8) + Data(bytes)).write(to: scratch.file("study/sent.yaml"))
      let answer = try BuiltCommand.run("validate", "study/sent.yaml", in: scratch.folder)
      #expect(answer.code == 2 && answer.messages.contains("study/sent.yaml:1:1: error"), "\(answer.messages)")
    }
  }

  @Test("Titles and names cannot command the terminal, the spreadsheet or the CI server")
  func commands() throws {
    for (title, number) in [("\\e[2Jx", "U+001B"), ("\\u202Ex", "U+202E"), ("\\x9Bx", "U+009B"), ("a\\rb", "U+000D")] {
      let answer = try validate("title: \"\(title)\"\nextends: sound.yaml\nname: a")
      expectRefused(answer, number)
      #expect(!answer.messages.unicodeScalars.contains { "\u{1B}\u{202E}\u{9B}\r".unicodeScalars.contains($0) })
    }
    let name = "study/a\u{1B}[2J.yaml"
    try scratch.write("schema: 2\n", to: name)
    let answer = try BuiltCommand.run("validate", name, in: scratch.folder)
    #expect(answer.code == 2 && !answer.messages.contains("\u{1B}"))
  }

  @Test("A unit's name that a spreadsheet would compute is text in every table")
  func formulas() throws {
    try scratch.write(
      "id,parent,name_en,name_zh,households,staff\n=1+1,,=cmd|' /C calc'!A0,＝1+1,100,1\n\"+2\",,\"-3,x\",@SUM(A1),100,1\n",
      to: "study/grids.csv")
    try scratch.write(
      "schema: 1\nextends: sound.yaml\nname: a\ntitle: <b>=1+1</b>\ncity: {replace: whole, files: {grid: grids.csv}}\n",
      to: "study/sent.yaml")
    let run = try BuiltCommand.run(
      "run", "study/sent.yaml", "--issues", "--events", "--out", "out", in: scratch.folder)
    #expect(run.code == 0, "\(run.messages)")
    let units = String(decoding: try #require(try scratch.files(below: "out")["units.csv"]), as: UTF8.self)
    #expect(
      units.contains("'=1+1") && units.contains("'=cmd") && units.contains("\"'-3,x\"") && units.contains("'@SUM"))
    #expect(units.contains("'＝1+1"))
    for (file, data) in try scratch.files(below: "out") where file.hasSuffix(".csv") {
      let text = String(decoding: data, as: UTF8.self)
      for start in [",=", ",+", ",@", ",\"=", ",\"+", ",\"@", ",＝", "\n=", "\n+"] {
        #expect(!text.contains(start), "\(file) has a cell that begins like a formula: \(start)")
      }
    }
  }

  @Test("An argument of two lines writes one line of the log")
  func log() throws {
    try scratch.write("schema: 1\nextends: sound.yaml\nname: a\n", to: "study/x\ndate: never.yaml")
    let run = try BuiltCommand.run("run", "study/x\ndate: never.yaml", "--out", "out", in: scratch.folder)
    #expect(run.code == 0, "\(run.messages)")
    let log = String(decoding: try #require(try scratch.files(below: "out")["run.log"]), as: UTF8.self)
    #expect(log.split(separator: "\n").filter { $0.hasPrefix("date:") }.count == 1)
    #expect(log.contains("$'study/x\\u000adate: never.yaml'"))
  }
}

extension Scratch {
  /// Writes a text into a file below the folder.
  fileprivate func write(_ text: String, to name: String) throws {
    let file = file(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  fileprivate func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: file(name).path, withDestinationPath: target)
  }
}
