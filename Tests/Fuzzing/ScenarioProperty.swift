import Experiments
import Foundation
import IssueFlow
import RandomStreams
import ScenarioLanguage

/// What must hold of whatever is read.
struct ScenarioProperty {
  let shipped: Shipped

  /// At most so many expected issues are simulated.
  let mostIssues: Double
  static let mostUnits = 20_000
  static let mostDays = 1_500
  static let mostDepartures = 500_000.0
  static let mostMemory = 1e9

  init(_ shipped: Shipped, mostIssues: Double) {
    self.shipped = shipped
    self.mostIssues = mostIssues
  }

  // MARK: - Kinds

  func scenario(_ input: FuzzCase) throws -> FuzzOutcome {
    let path = shipped.write(input.bytes, to: folder(of: input.base) + "fuzzed.yaml")
    return try check(path: path, overrides: [])
  }

  func overrides(_ input: FuzzCase) throws -> FuzzOutcome {
    let lines = String(decoding: input.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    return try check(
      path: "\(shipped.folder)/\(input.base)", overrides: lines.map { Override(argument: String($0)) })
  }

  func table(_ input: FuzzCase) throws -> FuzzOutcome {
    guard let table = shipped.tables.first(where: { $0.path == input.base }) else { return .valid }
    _ = shipped.write(input.bytes, to: table.path)
    defer { _ = shipped.write(Array(table.text.utf8), to: table.path) }
    let path = "\(shipped.folder)/\(table.scenario)"
    return table.scenario.contains("-design") ? try design(path: path) : try check(path: path, overrides: [])
  }

  func design(_ input: FuzzCase) throws -> FuzzOutcome {
    try design(path: shipped.write(input.bytes, to: folder(of: input.base) + "fuzzed.yaml"))
  }

  private func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  // MARK: - Scenarios

  private func check(path: String, overrides: [Override]) throws -> FuzzOutcome {
    _ = StudyFile(path: path)
    let document: ScenarioDocument
    do throws(ScenarioError) {
      document = try ScenarioDocument.load(path: path, overrides: overrides)
    } catch {
      return .refused(try ProblemRules.check(error))
    }
    _ = document.canonicalText
    for input in document.uncertainInputs.prefix(20) {
      for fraction in [0, 0.5, 1] {
        do throws(ScenarioError) {
          _ = try document.loaded(overriding: [Override(path: input.path, value: input.text(at: fraction))])
        } catch {
          throw FuzzFinding(
            "a city within the range of \(input.path) is refused: \(input.text(at: fraction)): \(error.problems[0].message(language: .english))"
          )
        }
      }
    }
    // A city of ten million units is allowed, and takes its time and memory.
    guard ScenarioProperty.units(of: document.scenario) <= 1_000_000 else { return .valid }
    let model: FlowModel
    do throws(FlowModelError) {
      model = try FlowModel(validating: document.scenario)
    } catch {
      return .refused(
        try ProblemRules.check(
          ScenarioError(problems: error.findings.map { document.problem(at: $0.path, kind: $0.kind) })))
    }
    return try simulate(model, document)
  }

  /// Units of a generated city, about.
  private static func units(of scenario: Scenario) -> Double {
    guard case .generated(let counts) = scenario.city.source else { return 0 }
    return counts.values.reduce(1) { $0 * Double(max(1, $1)) }
  }

  private func simulate(_ model: FlowModel, _ document: ScenarioDocument) throws -> FuzzOutcome {
    guard model.expectedIssues <= mostIssues, model.expectedDepartures <= ScenarioProperty.mostDepartures,
      model.leastMemory <= ScenarioProperty.mostMemory, model.units.count <= ScenarioProperty.mostUnits,
      model.horizon.dayCount <= ScenarioProperty.mostDays
    else { return .valid }
    do {
      let result = try ReplicationRunner(model: model, seed: document.scenario.seed).run(replication: 1)
      let again = try ReplicationRunner(model: model, seed: document.scenario.seed).run(replication: 1)
      guard result.fingerprint == again.fingerprint else { throw FuzzFinding("the same replication twice differs") }
      try ValueRules.check(result)
      // Order of declaration is no part of a scenario: two numbers with which to shuffle, and both give the same.
      for seed in [1, 2] as [UInt64] {
        let shuffled = try FlowModel(validating: document.scenario.shuffled(seed: seed))
        let other = try ReplicationRunner(model: shuffled, seed: document.scenario.seed).run(replication: 1)
        guard other.fingerprint == result.fingerprint, other.values == result.values else {
          throw FuzzFinding("another order of the same declarations gives another result")
        }
      }
    } catch let error as ExperimentError {
      throw FuzzFinding("a valid scenario cannot be run: \(error.message(language: .english))")
    } catch is FlowModelError {
      throw FuzzFinding("another order of the same declarations is refused")
    }
    return .ran
  }

  // MARK: - Designs and searches

  private func design(path: String) throws -> FuzzOutcome {
    do {
      switch StudyFile(path: path) {
      case .scenario: return try check(path: path, overrides: [])
      case .design:
        let document = try DesignDocument<DesignSpec>.load(path: path)
        let sweep = try Sweep(document: document, tool: "fuzz")
        for number in Set([1, (1 + sweep.points.count) / 2, sweep.points.count]) { _ = sweep.points[number] }
        _ = sweep.runs
        _ = sweep.designHash
      case .search:
        let document = try DesignDocument<SearchSpec>.load(path: path)
        let search = try PolicySearch(document: document, tool: "fuzz")
        _ = search.method
        for policy in Set([1, search.policies]) { _ = search.settings(of: policy) }
      case .map: _ = try LogMapDocument.load(path: path)
      }
      return .valid
    } catch let error as ScenarioError {
      return .refused(try ProblemRules.check(error))
    } catch let error as ExperimentError {
      for language in MessageLanguage.allCases where error.message(language: language).isEmpty {
        throw FuzzFinding("a refusal without a sentence: \(error)")
      }
      return .refused(1)
    }
  }
}
