import Experiments
import Foundation
import IssueFlow
import LogFitting
import RandomStreams
import ScenarioLanguage

/// A log is fitted, and what is written can be read and run; or it is refused with a sentence.
struct FitProperty {
  static let log = "seeds/tiny-log.csv"
  static let map = "seeds/tiny-map.yaml"

  let shipped: Shipped

  /// The map is bent, the log is sound.
  func map(_ input: FuzzCase) async throws -> FuzzOutcome {
    try await check(
      map: shipped.write(input.bytes, to: "seeds/fuzzed.yaml"), log: "\(shipped.folder)/\(FitProperty.log)")
  }

  /// The log is bent, the map is sound.
  func log(_ input: FuzzCase) async throws -> FuzzOutcome {
    try await check(
      map: "\(shipped.folder)/\(FitProperty.map)", log: shipped.write(input.bytes, to: "seeds/fuzzed.csv"))
  }

  private func check(map: String, log: String) async throws -> FuzzOutcome {
    let document: LogMapDocument
    do throws(ScenarioError) {
      document = try LogMapDocument.load(path: map)
    } catch {
      return .refused(try ProblemRules.check(error))
    }
    let folder = "\(shipped.folder)/fitted"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let said: FittedLog
    do throws(FitError) {
      let fitted = try await LogFit(document: document, path: log, replications: 1).run(stem: "city", jobs: 1)
      try fitted.write(to: folder, mayReplace: false)
      said = fitted
    } catch {
      return .refused(try FitProperty.check(error, log: log))
    }
    try FitProperty.check(said)
    do throws(ScenarioError) {
      _ = try ScenarioDocument.load(path: folder + "/city.yaml")
    } catch {
      throw FuzzFinding("what was fitted cannot be read: \(error.report(language: .english).prefix(300))")
    }
    return .ran
  }

  private static func check(_ error: FitError, log: String) throws -> Int {
    if case .map(let error) = error {
      if let own = error.problems.first(where: { $0.position.file.hasSuffix("/city.yaml") }) {
        throw FuzzFinding("what was fitted is no scenario: \(own.report(language: .english))")
      }
      return try ProblemRules.check(error)
    }
    let lines = error.lines
    guard !lines.isEmpty else { throw FuzzFinding("a refusal without a sentence: \(error)") }
    for line in lines { try checkSentence(line, of: error) }
    return lines.count
  }

  /// What is said of a fit can be read, and its score counts what the table shows.
  private static func check(_ fitted: FittedLog) throws {
    for note in fitted.notes {
      try checkSentence(note.sentence, of: note)
      guard note.isCaution || !note.isDoubt else { throw FuzzFinding("a doubt that is no caution: \(note)") }
    }
    let goodness = fitted.goodness
    let misses = GoodnessTable.Blame.allCases.reduce(0) { $0 + goodness.misses($1) }
    guard goodness.met.count + misses == goodness.met.judged else {
      throw FuzzFinding("\(goodness.met) numbers met, and \(misses) misses laid to something")
    }
    guard goodness.naive == nil else { throw FuzzFinding("a naive score beside cases that the fit has seen") }
    guard fitted.cases > 0, fitted.begin < fitted.end else {
      throw FuzzFinding("\(fitted.cases) cases from \(fitted.begin) to \(fitted.end)")
    }
  }

  private static func checkSentence(_ line: LocalizedText, of thing: Any) throws {
    for (language, text) in [("English", line.en), ("Chinese", line.zh)] {
      guard text.contains(where: { !$0.isWhitespace }), text.utf8.count < 20_000 else {
        throw FuzzFinding("no sentence, or one that is too long, in \(language): \(thing)")
      }
      if let scalar = text.unicodeScalars.first(where: ProblemRules.mayCommand) {
        throw FuzzFinding("a message with U+\(String(scalar.value, radix: 16)): \(text.prefix(200).debugDescription)")
      }
    }
  }
}
