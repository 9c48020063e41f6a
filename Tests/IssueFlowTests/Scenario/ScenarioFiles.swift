import Foundation
import RandomStreams

@testable import IssueFlow
@testable import ScenarioLanguage

/// A folder of scenario files that lasts as long as the value.
final class ScenarioFiles {
  let folder: String

  init(_ files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "issueflow-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in files { try write(Data(text.utf8), to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ data: Data, to name: String) throws {
    let path = path(name)
    try FileManager.default.createDirectory(
      atPath: FileText.directory(of: path), withIntermediateDirectories: true)
    try data.write(to: URL(fileURLWithPath: path))
  }

  func load(_ name: String = "s.yaml", set overrides: String...) throws -> ScenarioDocument {
    try ScenarioDocument.load(path: path(name), overrides: overrides.map { Override(argument: $0) })
  }

  /// The problems of a scenario, each as `file:line:column: path: sentence` without the folder.
  func problems(
    of name: String = "s.yaml", set overrides: String..., language: MessageLanguage = .english
  ) -> [String] {
    do throws(ScenarioError) {
      _ = try ScenarioDocument.load(path: path(name), overrides: overrides.map { Override(argument: $0) })
      return []
    } catch {
      return error.problems.map { problem in
        let report = problem.report(language: language).split(separator: "\n").first.map(String.init) ?? ""
        return report.replacing(folder + "/", with: "")
      }
    }
  }
}

/// The shortest scenario, and the same with changes.
enum Minimal {
  static let text = """
    schema: 1
    name: small
    observe: 30 days
    city: {units: {grid: 2}}
    tiers:
      - id: grid
    types:
      - id: noise
        rate: 1 per unit per day
        work: {grid: 30 min}

    """

  static func problems(adding lines: String, language: MessageLanguage = .english) throws -> [String] {
    try ScenarioFiles(["s.yaml": text + lines]).problems(language: language)
  }

  static func scenario(adding lines: String) throws -> Scenario {
    try ScenarioFiles(["s.yaml": text + lines]).load().scenario
  }
}

/// What a grammar says about a text: the English sentence and the offset, or `nil` when it accepts it.
func complaint<T>(_ read: () throws(TextProblem) -> T) -> String? {
  do throws(TextProblem) {
    _ = try read()
    return nil
  } catch {
    return "\(error.offset): \(error.kind.sentence(.english))"
  }
}
