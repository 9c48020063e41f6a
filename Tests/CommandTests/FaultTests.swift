import Foundation
import Testing

/// What a machine does to a program: in every case a sentence, the right exit code, no half file, and the same command
/// goes on to the bytes of a study to which nothing happened.
@Suite("Faults")
struct FaultTests {
  /// The studies that write a folder `o`, each long enough to be disturbed.
  enum Study: String, CaseIterable, CustomTestStringConvertible {
    case run, sweep, compare, search, check

    var testDescription: String { rawValue }

    var arguments: [String] {
      switch self {
      case .run: ["run", "tiny.yaml", "-n", "24", "--events", "--out", "o", "--quiet"]
      case .sweep: ["sweep", "d.yaml", "--out", "o", "--quiet"]
      case .compare: ["compare", "tiny.yaml", "b.yaml", "-n", "12", "--out", "o", "--quiet"]
      case .search: ["search", "s.yaml", "--out", "o", "--quiet"]
      case .check: ["check", "tiny.yaml", "-n", "24", "--out", "o", "--quiet"]
      }
    }

    /// Where its results are.
    var folder: String { self == .check ? "o/tiny" : "o" }

    var journal: String { folder + "/run.journal/" + (self == .sweep || self == .search ? "points" : "replications") }

    /// Without a disturbance.
    var code: Int32 { 0 }
  }

  static func scratch() throws -> Scratch {
    let scratch = try Scratch()
    func write(_ text: String, _ name: String) throws {
      try text.write(to: scratch.file(name), atomically: true, encoding: .utf8)
    }
    try FileManager.default.copyItem(atPath: Fixtures.tiny, toPath: scratch.file("tiny.yaml").path)
    try write(
      """
      schema: 1
      name: doses
      base: tiny.yaml
      plan: grid
      replications: 4
      responses: [share, time_to_close_mean]
      factors:
        - {id: paperwork, path: tiers.grid.paperwork, values: [10%, 20%, 30%, 40%]}
      """, "d.yaml")
    try write("extends: tiny.yaml\nname: less-paper\ntiers: [{id: grid, paperwork: 10%}]\n", "b.yaml")
    try write(
      """
      schema: 1
      name: cheapest
      base: tiny.yaml
      cost: authority
      first: 4
      at_most: 32
      confirm: 6
      indifference: 2 points
      factors: [{id: authority, path: types.noise.authority.grid, values: [60%, 70%, 80%]}]
      """, "s.yaml")
    return scratch
  }

  static func results(_ scratch: Scratch) throws -> [String: Data] {
    try scratch.files(below: "o").filter { !$0.key.hasSuffix("run.log") }
  }

  /// The files of an undisturbed study.
  static func whole(_ study: Study) throws -> [String: Data] {
    let scratch = try scratch()
    #expect(try BuiltCommand.run(arguments: study.arguments, in: scratch.folder).code == study.code)
    return try results(scratch)
  }

  static func journalSize(_ study: Study, _ scratch: Scratch) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: scratch.file(study.journal).path)
    return attributes?[.size] as? Int ?? 0
  }

  /// Whether a study has put a record into its journal.
  static func hasBegun(_ study: Study, _ scratch: Scratch) -> Bool { journalSize(study, scratch) > 600 }

  @Test(
    "Asked to stop, or killed: what is finished stays, and the rest follows",
    arguments: Study.allCases,
    [SIGINT, SIGTERM, SIGKILL])
  func stopped(study: Study, signal: Int32) throws {
    let scratch = try Self.scratch()
    var heads = 0
    let answer = try BuiltCommand.run(
      arguments: study.arguments + ["--jobs", "1"], in: scratch.folder, interruptAfter: 0, signal: signal
    ) {
      guard Self.hasBegun(study, scratch) else { return false }
      let size = Self.journalSize(study, scratch)
      // A sweep keeps the heads of its tables before its first run.
      if study == .sweep, heads == 0 { heads = size }
      return size > heads
    }
    // On a fast machine the study may be over before the signal arrives.
    if answer.code != study.code {
      #expect(answer.code == (signal == SIGKILL ? SIGKILL : 130), "\(answer.messages)")
      let left = try Self.results(scratch).keys.filter { !$0.contains("run.journal/") }
      // A search that is asked to stop says what it has found so far.
      if study != .search { #expect(left.isEmpty, "\(left)") }
      if signal != SIGKILL, study != .search {
        #expect(answer.messages.contains("; the same command goes on from there."), "\(answer.messages)")
      }
    }
    #expect(try BuiltCommand.run(arguments: study.arguments, in: scratch.folder).code == study.code)
    #expect(try Self.results(scratch) == Self.whole(study))
  }

  @Test("Asked to stop while a large scenario is being read, the command ends with 130", arguments: [SIGINT, SIGTERM])
  func stoppedEarly(signal: Int32) throws {
    let scratch = try Scratch()
    let answer = try BuiltCommand.run(
      arguments: ["validate", Fixtures.tiny, "--set", "city.units.grid=200000"], in: scratch.folder,
      interruptAfter: 0.5, signal: signal)
    #expect(answer.code == 130 || answer.code == 0, "\(answer.code) \(answer.messages)")
  }

  @Test(
    "A full disk is said, nothing is half there, and the study goes on later",
    .enabled(if: BuiltCommand.canBoundFiles), arguments: Study.allCases)
  func fullDisk(study: Study) throws {
    let scratch = try Self.scratch()
    let line = study.arguments.joined(separator: " ")
    // A limit on the size of files stands for the disk: writes beyond it fail.
    for blocks in [1, 4, 12, 30] {
      let answer = try BuiltCommand.shell(
        "trap '' XFSZ; ulimit -f \(blocks); issueflow \(line) 2>&1; exit $?", in: scratch.folder)
      guard answer.code != study.code else { continue }
      #expect(answer.code == 3, "\(blocks): \(answer.output)")
      #expect(answer.output.contains("cannot be written: File too large"))
      #expect(!FileManager.default.fileExists(atPath: scratch.file(study.folder + "/manifest.json").path))
    }
    #expect(try BuiltCommand.run(arguments: study.arguments, in: scratch.folder).code == study.code)
    #expect(try Self.results(scratch) == Self.whole(study))
  }

  /// Mounts a file system of its own for the line; `nil` where that is not allowed.
  private func mounted(_ options: String, _ line: String, in scratch: Scratch) throws -> BuiltCommand.Answer? {
    try FileManager.default.createDirectory(at: scratch.file("disk"), withIntermediateDirectories: true)
    let mount = "mount -t tmpfs -o \(options) none disk"
    guard geteuid() == 0, try BuiltCommand.shell("unshare -m sh -c '\(mount)'", in: scratch.folder).code == 0 else {
      print("mounting is not allowed here: the test on a disk of its own is left out")
      return nil
    }
    return try BuiltCommand.shell("unshare -m sh -c '\(mount); \(line)'", in: scratch.folder)
  }

  @Test("On a disk of 32 KiB a study fails, and goes on when it has grown", arguments: Study.allCases)
  func smallDisk(study: Study) throws {
    let scratch = try Self.scratch()
    let command = "\"$ISSUEFLOW\" " + study.arguments.joined(separator: " ").replacing("--out o", with: "--out disk/o")
    let line =
      "\(command) 2>&1; echo code $?; ls disk/\(study.folder); mount -o remount,size=100m disk; \(command); echo code $?; "
      + "mkdir o; cp -r disk/o/. o"
    guard let answer = try mounted("size=32k", line, in: scratch) else { return }
    #expect(answer.output.contains("cannot be written: No space left on device"), "\(answer.output)")
    #expect(answer.output.contains("code 3") && answer.output.hasSuffix("code 0\n"), "\(answer.output)")
    #expect(!answer.output.contains("manifest.json"))
    #expect(try Self.results(scratch) == Self.whole(study))
  }

  @Test("A read-only folder is refused before the work", arguments: Study.allCases)
  func readOnly(study: Study) throws {
    let scratch = try Self.scratch()
    let command = "\"$ISSUEFLOW\" " + study.arguments.joined(separator: " ").replacing("--out o", with: "--out disk/o")
    guard let answer = try mounted("size=1m,ro", "\(command) 2>&1; echo code $?", in: scratch) else { return }
    #expect(answer.output.contains("error: disk/o: cannot be written: Read-only file system"))
    #expect(answer.output.hasSuffix("code 3\n"))
  }

  @Test("Places for a trace or a JUnit file that take none are refused before the work")
  func sideFiles() throws {
    let scratch = try Self.scratch()
    let trace = try BuiltCommand.run("run", "tiny.yaml", "--trace", "nowhere/t.txt", in: scratch.folder)
    #expect(trace.code == 3 && trace.messages.contains("nowhere/t.txt: cannot be written: No such file or directory"))
    let again = try BuiltCommand.run("run", "tiny.yaml", "--trace", "tiny.yaml", in: scratch.folder)
    #expect(again.code == 3 && again.messages.contains("there is something of this name already"))
    let junit = try BuiltCommand.run("check", "tiny.yaml", "--junit", "nowhere/j.xml", in: scratch.folder)
    #expect(junit.code == 3 && junit.messages.contains("nowhere/j.xml: cannot be written: No such file or directory"))
    #expect(try !scratch.files().keys.contains { $0.hasPrefix("results") })
  }

  @Test(
    "A folder that is moved away ends the study; it is not made anew",
    arguments: Study.allCases)
  func vanished(study: Study) throws {
    let scratch = try Self.scratch()
    var arguments = study.arguments + ["--jobs", "1"]
    if let index = arguments.firstIndex(of: "-n") { arguments[index + 1] = "400" }
    if study == .sweep { arguments += ["-n", "100"] }
    if study == .search {
      let file = scratch.file("s.yaml")
      let text = try String(contentsOf: file, encoding: .utf8)
      try text.replacingOccurrences(of: "first: 4", with: "first: 1000")
        .replacingOccurrences(of: "at_most: 32", with: "at_most: 2000").write(
          to: file, atomically: true, encoding: .utf8)
    }
    var isMoved = false
    let answer = try BuiltCommand.run(arguments: arguments, in: scratch.folder, interruptAfter: 0, signal: 0) {
      guard Self.hasBegun(study, scratch) else { return false }
      try? FileManager.default.moveItem(at: scratch.file("o"), to: scratch.file("elsewhere"))
      isMoved = true
      return true
    }
    #expect(isMoved)
    #expect(answer.code == 3, "\(answer.messages)")
    #expect(answer.messages.contains("removed or moved away") || answer.messages.contains("No such file or directory"))
    #expect(!answer.messages.contains("goes on from there"), "it would not")
    #expect(!FileManager.default.fileExists(atPath: scratch.file("o").path))
    // What was finished is where its owner put it, whole.
    try FileManager.default.moveItem(at: scratch.file("elsewhere"), to: scratch.file("o"))
    #expect(Self.hasBegun(study, scratch))
  }

  @Test("A second study into a folder is refused, and the first does not notice", arguments: Study.allCases)
  func twoAtOnce(study: Study) throws {
    let scratch = try Self.scratch()
    var second: BuiltCommand.Answer?
    let first = try BuiltCommand.run(
      arguments: study.arguments + ["--jobs", "1"], in: scratch.folder, interruptAfter: 0, signal: 0
    ) {
      guard Self.hasBegun(study, scratch) else { return false }
      second = try? BuiltCommand.run(arguments: study.arguments, in: scratch.folder)
      return true
    }
    #expect(first.code == study.code)
    #expect(try Self.results(scratch) == Self.whole(study))
    // Where the first was over too soon there was nobody to refuse the second.
    if let second, second.code != study.code {
      #expect(second.code == 2)
      #expect(second.messages.contains("another run is writing to this folder"))
    }
  }

  static let saying =
    Study.allCases.map { $0.arguments.filter { $0 != "--quiet" } } + [
      ["sweep", "d.yaml", "--out", "o", "--json"], ["run", "tiny.yaml", "--json", "--out", "o"], ["--help"],
      ["validate", "tiny.yaml"], ["measures"],
    ]

  @Test("An answer that cannot be written is a failure; one that nobody wants to read is none", arguments: saying)
  func standardOutput(arguments: [String]) throws {
    let scratch = try Self.scratch()
    let line = arguments.joined(separator: " ")
    if FileManager.default.fileExists(atPath: "/dev/full") {
      let full = try BuiltCommand.shell("issueflow \(line) 2>&1 >/dev/full", in: scratch.folder)
      #expect(full.code == 3, "\(full.output)")
      #expect(full.output.contains("error: cannot write to standard output: No space left on device"), "\(full.output)")
    }
    #expect(try BuiltCommand.shell("issueflow \(line) >&-", in: scratch.folder).code == 0)
    let head = try BuiltCommand.shell("issueflow \(line) | head -1; exit ${PIPESTATUS[0]}", in: scratch.folder)
    #expect(head.code == 0)
  }

  /// A sanitizer takes terabytes of addresses for itself.
  static let canBoundMemory = BuiltCommand.ofSanitizers.isEmpty

  @Test(
    "However little memory is allowed, it ends with a sentence", .enabled(if: canBoundMemory),
    arguments: ["run tiny.yaml --quiet", "validate tiny.yaml"])
  func littleMemory(_ line: String) throws {
    let scratch = try Self.scratch()
    for mebibytes in stride(from: 60, through: 260, by: 10) {
      let answer = try BuiltCommand.shell(
        "ulimit -v \(mebibytes * 1024); timeout 60 issueflow \(line) 2>&1", in: scratch.folder)
      // 127: the system could not even load the program's libraries, and says so itself.
      #expect([0, 3, 127].contains(answer.code), "\(mebibytes) MiB: \(answer.code) \(answer.output)")
      #expect(answer.code == 0 || !answer.output.isEmpty)
    }
  }

  @Test("A city that the memory allowed cannot hold is refused before it is simulated", .enabled(if: canBoundMemory))
  func memory() throws {
    let scratch = try Self.scratch()
    let large = try BuiltCommand.shell(
      "ulimit -v 500000; issueflow run tiny.yaml --set city.units.grid=300000 --quiet 2>&1", in: scratch.folder)
    #expect(large.code == 3, "\(large.output)")
    #expect(large.output.contains("memory"), "\(large.output)")
    #expect(try !scratch.files().keys.contains { $0.hasSuffix("manifest.json") })
  }
}
