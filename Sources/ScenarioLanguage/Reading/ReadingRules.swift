/// What a reader of scenarios is told by those who know more than the language.
///
/// The language says how a measure is written and where a value stands. Which measures there are, and what makes a city
/// that cannot be simulated, is the affair of modules above it.
package struct ReadingRules: Sendable {
  /// The measures that files may name, in the order in which they act.
  let measures: [MeasureKind]
  /// What is wrong for certain with a scenario of which some sections could not be read.
  ///
  /// - Parameters:
  ///   - scenario: what could be read of it; the usual values stand in for the rest.
  ///   - broken: the keys at the top of the sections that could not be read.
  let findings: @Sendable (_ scenario: Scenario, _ broken: Set<String>) -> [ScenarioFinding]

  package init(
    measures: [MeasureKind], findings: @escaping @Sendable (Scenario, Set<String>) -> [ScenarioFinding]
  ) {
    self.measures = measures
    self.findings = findings
  }
}

/// Something that is wrong with a scenario as a whole: its place by keys from the root, and what.
public struct ScenarioFinding: Sendable {
  public let path: [String]
  public let kind: ScenarioProblem.Kind

  package init(path: [String], kind: ScenarioProblem.Kind) {
    self.path = path
    self.kind = kind
  }
}
