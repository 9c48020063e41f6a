import Foundation
import Testing

/// A folder of results that somebody else has prepared: what is written stays inside it, and nothing outside is touched.
@Suite("A folder that came by mail")
struct MailedFolderTests {
  /// What stands in the place of a file or folder of the program.
  enum Trap: String, CaseIterable, CustomTestStringConvertible {
    case link, hardLink, dangling, pipe

    var testDescription: String { rawValue }
  }

  /// Everything that a study may write to while it is under way.
  static let names = [
    "run.journal/replications.new", "run.journal/replications", "run.journal/issues-0.csv", "run.journal/events-0.csv",
    "run.journal/points.new", "run.journal/points",
  ]

  private func folder(_ trap: Trap, at name: String) throws -> Scratch {
    let scratch = try FaultTests.scratch()
    let manager = FileManager.default
    let place = scratch.file("o/" + name)
    try manager.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try "years of work\n".write(to: scratch.file("notes.txt"), atomically: true, encoding: .utf8)
    switch trap {
    case .link: try manager.createSymbolicLink(at: place, withDestinationURL: scratch.file("notes.txt"))
    case .dangling: try manager.createSymbolicLink(at: place, withDestinationURL: scratch.file("new.txt"))
    case .hardLink: try manager.linkItem(at: scratch.file("notes.txt"), to: place)
    case .pipe: #expect(mkfifo(place.path, 0o644) == 0)
    }
    return scratch
  }

  private func expectUntouched(_ scratch: Scratch, _ comment: Comment) throws {
    #expect(try String(contentsOf: scratch.file("notes.txt"), encoding: .utf8) == "years of work\n", comment)
    #expect(!FileManager.default.fileExists(atPath: scratch.file("new.txt").path), comment)
  }

  @Test("No file of a journal leads elsewhere", arguments: Trap.allCases, names)
  func files(trap: Trap, name: String) throws {
    let study = name.contains("points") ? FaultTests.Study.sweep : .run
    let scratch = try folder(trap, at: name)
    let arguments = study.arguments + (study == .run ? ["--issues"] : [])
    let answer = try BuiltCommand.run(arguments: arguments, in: scratch.folder)
    try expectUntouched(scratch, "\(name) \(answer.messages)")
    // A new file takes the place of a trap; a journal that is none is refused or put aside.
    #expect([0, 2].contains(answer.code), "\(answer.code) \(answer.messages)")
    if answer.code == 2 { #expect(answer.messages.contains("so nothing is written to it"), "\(answer.messages)") }
  }

  @Test("No folder of a study is a link", arguments: FaultTests.Study.allCases, ["", "/new", "/leaving", "/previous"])
  func folders(study: FaultTests.Study, inside: String) throws {
    let scratch = try FaultTests.scratch()
    let manager = FileManager.default
    let project = scratch.file("project")
    for name in ["new", "previous", "leaving"] {
      try manager.createDirectory(at: project.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    for name in ["manifest.json", "summary.csv", "new/work.txt", "previous/summary.csv", "leaving/manifest.json"] {
      try "mine".write(to: project.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    let journal = scratch.file(study.folder + "/run.journal")
    try manager.createDirectory(at: journal.deletingLastPathComponent(), withIntermediateDirectories: true)
    if inside.isEmpty {
      try manager.createSymbolicLink(at: journal, withDestinationURL: project)
    } else {
      try manager.createDirectory(at: journal, withIntermediateDirectories: true)
      try manager.createSymbolicLink(
        atPath: journal.path + inside, withDestinationPath: project.path)
    }
    let before = try scratch.files(below: "project")
    let answer = try BuiltCommand.run(arguments: study.arguments, in: scratch.folder)
    #expect(try scratch.files(below: "project") == before, "\(answer.messages)")
    if inside.isEmpty {
      #expect(answer.code == 2)
      #expect(answer.messages.contains("run.journal: this is a link that leads elsewhere"), "\(answer.messages)")
    }
  }

  @Test("A journal of another user is not gone on with", .enabled(if: geteuid() == 0, "only root may give files away"))
  func ofAnotherUser() throws {
    for name in ["o/run.journal", "o/run.journal/replications"] {
      let scratch = try FaultTests.scratch()
      let manager = FileManager.default
      try manager.createDirectory(at: scratch.file("o/run.journal"), withIntermediateDirectories: true)
      try Data().write(to: scratch.file("o/run.journal/replications"))
      #expect(chown(scratch.file(name).path, 4711, 4711) == 0)
      let answer = try BuiltCommand.run(arguments: FaultTests.Study.run.arguments, in: scratch.folder)
      #expect(answer.code == 2)
      #expect(answer.messages.contains("belongs to another user"), "\(answer.messages)")
      #expect(try Data(contentsOf: scratch.file("o/run.journal/replications")).isEmpty)
    }
  }

  @Test("A JUnit report replaces one of its own, and nothing else")
  func junit() throws {
    let scratch = try FaultTests.scratch()
    let check = ["check", "tiny.yaml", "-n", "2", "--quiet", "--junit", "report.xml"]
    for _ in 0..<2 { #expect(try BuiltCommand.run(arguments: check, in: scratch.folder).code != 2) }
    try "years of work\n".write(to: scratch.file("report.xml"), atomically: true, encoding: .utf8)
    let answer = try BuiltCommand.run(arguments: check, in: scratch.folder)
    #expect(answer.code == 2)
    #expect(answer.messages.contains("report.xml: issueflow did not write this"), "\(answer.messages)")
    #expect(try String(contentsOf: scratch.file("report.xml"), encoding: .utf8) == "years of work\n")
  }

  @Test("A trace follows no link, and leaves none of its parts")
  func trace() throws {
    for name in ["t.tsv", "t.tsv.partial"] {
      let scratch = try FaultTests.scratch()
      try FileManager.default.createSymbolicLink(at: scratch.file(name), withDestinationURL: scratch.file("new.txt"))
      let answer = try BuiltCommand.run(
        arguments: ["run", "tiny.yaml", "-n", "2", "--quiet", "--trace", "t.tsv"], in: scratch.folder)
      #expect(answer.code != 0)
      #expect(!FileManager.default.fileExists(atPath: scratch.file("new.txt").path))
    }
  }

  @Test("A fit writes into a folder of its own and leaves nothing of it")
  func fit() throws {
    let scratch = try Scratch()
    let manager = FileManager.default
    try manager.createDirectory(at: scratch.file("project"), withIntermediateDirectories: true)
    try "mine".write(to: scratch.file("project/log.yaml"), atomically: true, encoding: .utf8)
    try manager.createSymbolicLink(at: scratch.file(".log.yaml.new"), withDestinationURL: scratch.file("project"))
    var log = "id,opened,closed\n"
    for number in 0..<200 {
      log += "\(number),2025-01-\(10 + number / 20) 0\(number % 10):00,2025-02-0\(1 + number % 9) 10:00\n"
    }
    try log.write(to: scratch.file("log.csv"), atomically: true, encoding: .utf8)
    try "schema: 1\nname: log\ncolumns: {case: id, opened: opened, closed: closed}\n"
      .write(to: scratch.file("map.yaml"), atomically: true, encoding: .utf8)
    let answer = try BuiltCommand.run(
      "fit", "log.csv", "--map", "map.yaml", "--out", "log.yaml", in: scratch.folder)
    #expect(answer.code == 0, "\(answer.messages)")
    #expect(try String(contentsOf: scratch.file("project/log.yaml"), encoding: .utf8) == "mine")
    let left = try manager.contentsOfDirectory(atPath: scratch.folder.path).filter { $0.hasPrefix(".issueflow") }
    #expect(left.isEmpty)
  }
}
