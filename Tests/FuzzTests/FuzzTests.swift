import Foundation
import Fuzzing
import Testing

/// Inputs made by chance, some hundreds of them in this process; `make fuzz` has a million, in processes that may die.
///
/// A trap ends the tests: the last number is then in the file `fuzz-number` of the temporary folder, and
/// `fuzz --first NUMBER --inputs 1` makes the input again.
@Suite("Whatever is read", .serialized)
struct FuzzTests {
  private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func property() async throws -> FuzzProperty {
    try await FuzzProperty(
      try Shipped(
        source: repository.appendingPathComponent("Scenarios").path,
        seeds: repository.appendingPathComponent("Tests/Fuzzing/Seeds").path), mostIssues: 1_000)
  }

  /// `ISSUEFLOW_FUZZ_INPUTS` and `ISSUEFLOW_FUZZ_FIRST` choose others.
  private static func number(_ name: String, _ standard: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) ?? standard
  }

  @Test("is refused with a place and a sentence, or can be run; nothing traps")
  func inputs() async throws {
    let first = FuzzTests.number("ISSUEFLOW_FUZZ_FIRST", 0)
    let count = FuzzTests.number("ISSUEFLOW_FUZZ_INPUTS", 300)
    let mark = FileManager.default.temporaryDirectory.appendingPathComponent("fuzz-number")
    let report = await (try FuzzTests.property()).check(first..<first + count) { number in
      try? Data("\(number)\n".utf8).write(to: mark)
    }
    for finding in report.findings { Issue.record("input \(finding.number): \(finding.text)") }
    #expect(UInt64(report.inputs) == count)
    // What is refused at once, or never, tests nothing.
    #expect(report.refused > report.inputs / 4 && report.ran > report.inputs / 50)
    #expect(Set(report.byKind.keys) == Set(FuzzCase.Kind.allCases.map(\.rawValue)))
  }

  @Test("The same number makes the same input")
  func repeatable() async throws {
    let maker = try await FuzzTests.property().maker
    for number in UInt64(0)..<50 { #expect(maker.make(number).bytes == maker.make(number).bytes) }
    #expect(Set((UInt64(0)..<50).map { maker.make($0).bytes }).count > 40)
  }

  @Test("Inputs that once broke a rule keep it now")
  func corpus() async throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Corpus").path
    let inputs = try Corpus.inputs(in: folder)
    let property = try await FuzzTests.property()
    for (name, input) in inputs {
      do {
        _ = try await property.check(input)
      } catch {
        Issue.record("\(name): \(error)")
      }
    }
  }
}
