import Foundation
import Testing

/// Files made to exhaust memory, the stack or patience end in a problem, and soon.
@Suite struct HostileInputTests {
  private func problems(_ text: String) throws -> [String] { try ScenarioFiles(["s.yaml": text]).problems() }

  @Test("Aliases that multiply are counted before they expand", .timeLimit(.minutes(1)))
  func aliasBomb() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...60 {
      text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
    }
    #expect(try problems(text) == ["s.yaml:6:10: error: too many values; at most 200000 are allowed"])
  }

  @Test("Aliases as keys are no plain text", .timeLimit(.minutes(1)))
  func aliasKeys() throws {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...40 { text += "a\(level): &a\(level) {[*a\(level - 1), *a\(level - 1)]: 1}\n" }
    #expect(try problems(text) == ["s.yaml:2:10: error: a key must be plain text"])
    #expect(try problems("a: &a x\nb: {*a : 1}\n") == ["s.yaml:2:5: error: a key must be plain text"])
  }

  @Test("A chain of aliases is no way around the limit of nesting", .timeLimit(.minutes(1)))
  func aliasChain() throws {
    var text = "a0: &a0 [x]\n"
    for level in 1...5000 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    #expect(try problems(text) == ["s.yaml:99:12: error: too many levels of nesting; at most 100 are allowed"])
  }

  enum Style: String, CaseIterable {
    case flowLists, flowMappings, blockLists, keys, blockMappings, justTooDeep

    var text: String {
      switch self {
      case .flowLists: String(repeating: "[", count: 100_000)
      case .flowMappings: String(repeating: "{a: ", count: 100_000)
      case .blockLists: String(repeating: "- ", count: 100_000) + "x"
      case .keys: String(repeating: "? ", count: 100_000) + "x"
      case .blockMappings: (0..<2500).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
      case .justTooDeep: String(repeating: "[", count: 101) + String(repeating: "]", count: 101)
      }
    }
  }

  @Test("A hundred thousand levels are refused in every style", .timeLimit(.minutes(1)), arguments: Style.allCases)
  func nesting(style: Style) throws {
    let problems = try problems(style.text)
    #expect(problems.count == 1)
    #expect(problems.first?.hasSuffix("too many levels of nesting; at most 100 are allowed") ?? false)
  }

  @Test("Huge keys and values are refused in few words", .timeLimit(.minutes(1)))
  func hugeTexts() throws {
    let huge = String(repeating: "k", count: 1_000_000)
    let key = try problems(Minimal.text + "\"\(huge)\": 1\n")
    #expect(key.count == 1 && (key.first?.utf8.count ?? 0) < 200)
    let value = try problems(Minimal.text + "drain: \(huge)\n")
    #expect(value == ["s.yaml:11:8: error: drain: too many characters in a value; at most 4096 are allowed"])
    let durations = Minimal.text + "drain: " + String(repeating: "1 s ", count: 1_000_000)
    #expect(try problems(durations).first?.contains("too many characters") ?? false)
  }

  @Test("Many keys and items take time in proportion", .timeLimit(.minutes(1)))
  func manyNodes() throws {
    let items = (0..<20_000).map { "- {id: c\($0), week: always}\n" }.joined()
    let base = try ScenarioFiles(["a.yaml": "calendars:\n" + items, "s.yaml": "extends: a.yaml\ncalendars:\n" + items])
    #expect(base.problems().contains { $0.contains("calendars: there are 20000 here; write 0–10000") })
    let scalars = (0..<210_000).map { "k\($0): 1\n" }.joined()
    #expect(try problems(scalars) == ["s.yaml:200000:10: error: too many values; at most 200000 are allowed"])
  }

  @Test("Files that are no text files are refused")
  func files() throws {
    let files = try ScenarioFiles(["s.yaml": "extends: base.yaml\n"])
    func problems() -> [String] { files.problems() }
    #expect(
      problems() == [
        "s.yaml:1:10: error: base.yaml does not exist; check the path, which is relative to the file that names it"
      ])
    try files.write(Data([0x61, 0x3A, 0x20, 0xFF, 0xFE]), to: "base.yaml")
    #expect(problems() == ["s.yaml:1:10: error: base.yaml is not UTF-8 text; save it as UTF-8"])
    try files.write(Data("a: \0".utf8), to: "base.yaml")
    #expect(problems() == ["s.yaml:1:10: error: base.yaml holds NUL characters; it is not a text file"])
    try files.write(Data(count: 0), to: "base.yaml")
    #expect(problems() == ["base.yaml:1:1: error: base.yaml is empty; write at least one entry"])
    try files.write(Data(repeating: 0x23, count: 8 * 1_048_576 + 1), to: "base.yaml")
    #expect(problems() == ["s.yaml:1:10: error: base.yaml is too large; at most 8 MB are allowed"])
  }

  @Test("Folders and devices are not read", .timeLimit(.minutes(1)))
  func devices() throws {
    for path in ["/dev/zero", "/dev", "/nowhere/at/all"] {
      let files = try ScenarioFiles(["s.yaml": "extends: \(path)\n"])
      let reason = path.hasPrefix("/dev") ? "is not a regular file; name a file" : "does not exist"
      #expect(files.problems().first?.hasPrefix("s.yaml:1:10: error: \(path) \(reason)") ?? false)
    }
  }

  @Test("Control characters of a file do not reach the terminal")
  func terminal() throws {
    let problems = try problems(Minimal.text + "\"a\\e[31mb\": 1\n")
    #expect(problems.count == 1)
    #expect(problems.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } })
  }
}
