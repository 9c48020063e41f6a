import Experiments
import RandomStreams
import ScenarioLanguage

/// What a refusal owes its reader.
enum ProblemRules {
  /// Checks every problem, and returns how many there are.
  static func check(_ error: ScenarioError) throws -> Int {
    guard !error.problems.isEmpty else { throw FuzzFinding("refused without a problem") }
    for problem in error.problems { try check(problem) }
    // A report is read by people, whatever the file holds.
    guard error.report(language: .english).utf8.count < 4_000_000 else { throw FuzzFinding("a report of megabytes") }
    return error.problems.count
  }

  private static func check(_ problem: ScenarioProblem) throws {
    let position = problem.position
    guard !position.file.isEmpty, position.line >= 1, position.column >= 1 else {
      throw FuzzFinding("a problem without a place: \(problem.message(language: .english))")
    }
    for language in MessageLanguage.allCases {
      let sentence = problem.kind.sentence(language)
      guard sentence.contains(where: { !$0.isWhitespace }) else {
        throw FuzzFinding("a problem without a sentence at \(position.line):\(position.column)")
      }
      guard language == .english || sentence.unicodeScalars.contains(where: isHan) else {
        throw FuzzFinding("a sentence that is not in Chinese: \(sentence)")
      }
      let message = problem.message(language: language)
      let report = problem.report(language: language)
      for text in [message, report] {
        guard text.utf8.count < 20_000 else { throw FuzzFinding("a message of \(text.utf8.count) bytes") }
        if let scalar = text.unicodeScalars.first(where: { mayCommand($0) }) {
          throw FuzzFinding("a message with U+\(String(scalar.value, radix: 16)): \(text.prefix(200).debugDescription)")
        }
      }
      guard position.file == "--set" || report.contains(":\(position.line):\(position.column)") else {
        throw FuzzFinding("a report without its place: \(report)")
      }
    }
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }

  /// Whether a terminal would obey instead of show: controls, and those that turn the direction of a line.
  static func mayCommand(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029: true
    default: false
    }
  }
}

/// What must hold of the numbers of any replication.
enum ValueRules {
  static func check(_ result: ReplicationResult) throws {
    for (index, entry) in result.layout.entries.enumerated() {
      guard let value = result.values[index] else { continue }
      guard value.isFinite else { throw FuzzFinding("\(entry.name) is \(value)") }
      guard let ends = result.ends[index] else { continue }
      let slack = 1e-9 * max(1, abs(value))
      guard ends.least <= value + slack, value <= ends.greatest + slack else {
        throw FuzzFinding("\(entry.name) is \(value), outside \(ends.least) … \(ends.greatest)")
      }
    }
  }
}
