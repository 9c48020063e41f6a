import ScenarioLanguage

/// What is wrong with a scenario as a whole: each finding names its place by keys from the root.
public struct FlowModelError: Error, Sendable {
  public typealias Finding = ScenarioFinding

  public let findings: [Finding]
}

/// Collects findings, so that the author sees all of them at once.
struct Findings {
  private(set) var all: [FlowModelError.Finding] = []

  mutating func add(_ path: [String], _ kind: ScenarioProblem.Kind) {
    all.append(FlowModelError.Finding(path: path, kind: kind))
  }

  /// The index of a name, or a finding with the nearest candidates.
  mutating func index(
    of name: String, among names: [String], what: LocalizedText, at path: [String]
  ) -> Int? {
    if let index = names.firstIndex(of: name) { return index }
    add(path, .unknownName(name, what: what, candidates: names))
    return nil
  }

  func throwIfAny() throws(FlowModelError) {
    if !all.isEmpty { throw FlowModelError(findings: all) }
  }
}
