import Foundation
import Testing

/// Whatever the machine, the clock, the language or the company, a study writes the same bytes.
@Suite("The same bytes")
struct DeterminismTests {
  typealias Study = FaultTests.Study

  /// What is around a process and must not matter. Locales that are not installed change nothing, which is no harm.
  static let surroundings: [[String: String]] = [
    ["LC_ALL": "C"], ["LC_ALL": "de_DE.UTF-8"], ["LC_ALL": "zh_CN.UTF-8"], ["LC_ALL": "tr_TR.UTF-8"],
    ["LC_NUMERIC": "de_DE.UTF-8", "LC_ALL": ""], ["TZ": "Asia/Shanghai"], ["TZ": "America/St_Johns"],
    ["SWIFT_DETERMINISTIC_HASHING": "1"], ["COLUMNS": "40", "NO_COLOR": "1"], ["HOME": "/nowhere"],
    ["MALLOC_PERTURB_": "165"],
  ]

  private func files(
    _ study: Study, _ options: [String] = [], environment: [String: String] = [:]
  ) throws -> [String: Data] {
    let scratch = try FaultTests.scratch()
    let answer = try BuiltCommand.run(
      arguments: study.arguments + options, in: scratch.folder, environment: environment)
    #expect(answer.code == study.code, "\(answer.messages)")
    return try FaultTests.results(scratch)
  }

  @Test("Locale, time zone, hash seed and memory do not matter", arguments: Study.allCases)
  func surroundings(study: Study) throws {
    // Hash seeds differ from process to process, so that every line of this is one more draw of them.
    let wanted = try files(study)
    #expect(!wanted.isEmpty)
    for environment in Self.surroundings {
      #expect(try files(study, environment: environment) == wanted, "\(environment)")
    }
  }

  @Test("The number of jobs does not matter", arguments: Study.allCases)
  func jobs(study: Study) throws {
    let wanted = try files(study, ["--jobs", "1"])
    for jobs in ["2", "3", "16"] { #expect(try files(study, ["--jobs", jobs]) == wanted, "\(jobs)") }
  }

  @Test("Shards in any number merge to the bytes of the whole, in any locale")
  func shards() throws {
    let wanted = try files(.sweep)
    for count in 2...4 {
      let scratch = try FaultTests.scratch()
      let folders = (1...count).map { "s\($0)" }
      for (index, folder) in folders.enumerated() {
        let answer = try BuiltCommand.run(
          arguments: ["sweep", "d.yaml", "--shard", "\(index + 1)/\(count)", "--out", folder, "--quiet"],
          in: scratch.folder, environment: Self.surroundings[index])
        #expect(answer.code == 0)
      }
      let merge = try BuiltCommand.run(
        arguments: ["merge"] + folders.reversed() + ["--out", "o", "--quiet"], in: scratch.folder,
        environment: ["LC_ALL": "de_DE.UTF-8"])
      #expect(merge.code == 0)
      #expect(try FaultTests.results(scratch) == wanted, "\(count) shards")
    }
  }

  @Test("Six at once on a busy machine write what one alone does")
  func underLoad() async throws {
    let wanted = try files(.run)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<6 {
        group.addTask { try files(.run, ["--jobs", "\(number % 3 + 1)"]) == wanted }
      }
      for try await isSame in group { #expect(isSame) }
    }
  }

  /// faketime puts itself before a sanitizer that wants to be first, and the two wait for each other.
  static let canMoveClock =
    BuiltCommand.ofSanitizers.isEmpty && FileManager.default.isExecutableFile(atPath: "/usr/bin/faketime")

  @Test(
    "A clock that is wrong, or runs backwards, shows in run.log alone",
    .enabled(if: canMoveClock, "faketime is not installed, or the command is under a sanitizer"))
  func clock() throws {
    let wanted = try files(.run)
    for moved in ["-f '-3000d'", "-f '+9000d'", "-f '+0 x-5'"] {
      let scratch = try FaultTests.scratch()
      let line = Study.run.arguments.joined(separator: " ")
      // Only the wall clock: a monotonic clock that goes back is no clock of this world.
      let answer = try BuiltCommand.shell(
        "FAKETIME_DONT_FAKE_MONOTONIC=1 faketime \(moved) \"$ISSUEFLOW\" \(line) 2>&1", in: scratch.folder)
      #expect(answer.code == 0, "\(moved): \(answer.output)")
      #expect(try FaultTests.results(scratch) == wanted, "\(moved)")
    }
  }

  @Test("Without a network everything works")
  func noNetwork() throws {
    let scratch = try FaultTests.scratch()
    guard try BuiltCommand.shell("unshare -n true", in: scratch.folder).code == 0 else {
      print("a network of its own is not allowed here: the test without a network is left out")
      return
    }
    for study in Study.allCases {
      let line = study.arguments.joined(separator: " ")
      let answer = try BuiltCommand.shell("rm -rf o; unshare -n \"$ISSUEFLOW\" \(line) 2>&1", in: scratch.folder)
      #expect(answer.code == study.code, "\(study): \(answer.output)")
    }
  }
}
