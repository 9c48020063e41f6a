/// A policy without a city, read by itself.
///
/// What stands in it is checked as far as it stands alone: keys, values, units, ids of measures. Whether its tiers and
/// types are those of a city is known only when it is laid over one.
public struct PolicyDocument: Sendable {
  public let name: String
  public let title: LocalizedText

  /// Reads a file that is a policy.
  /// - Parameter measures: those that it may name.
  /// - Returns: `nil` when it is none, which ``ScenarioDocument`` reads.
  /// - Throws: with all that is wrong with what stands in it.
  package static func load(path: String, measures: [MeasureKind]) throws(ScenarioError) -> PolicyDocument? {
    var assembly = ScenarioAssembly(measures: measures)
    guard let root = assembly.part(path: path), assembly.problems.isEmpty, PolicyLayer.isPolicy(root) else {
      return nil
    }
    let problems = problems(of: root, measures: measures)
    guard problems.isEmpty else { throw ScenarioError(problems: problems) }
    let layer = ScenarioLayer(root, path: path)
    return PolicyDocument(name: layer.name, title: layer.title)
  }

  /// What is wrong with a policy wherever it is laid.
  static func problems(of root: SourceNode, measures: [MeasureKind]) -> [ScenarioProblem] {
    let context = ReadingContext()
    var scenario = Scenario()
    Section<Scenario>.scenario(measures: measures).read(
      root, into: &scenario, at: ReadingPlace(context: context, path: []))
    return context.problems.filter(standsAlone).map { $0.namingIDs(of: TitledItems(root, measures: measures)) }
  }

  /// Whether a problem is one whatever city the policy is laid over.
  private static func standsAlone(_ problem: ScenarioProblem) -> Bool {
    switch problem.kind {
    // What is missing may be the city's, what is removed as well, and what conflicts may be a default that it replaces.
    case .missing(let what): problem.path.isEmpty && ["schema", "name"].contains(what.en)
    case .removesNothing, .conflict, .custom: false
    default: true
    }
  }
}
