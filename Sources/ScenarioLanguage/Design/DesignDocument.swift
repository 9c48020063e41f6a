/// A design or search file together with the scenarios that it is about.
public struct DesignDocument<Spec: Sendable>: Sendable {
  /// A scenario from which points are made.
  public struct Policy: Sendable {
    /// Empty for the base of a design without policies.
    public let id: String
    public let document: ScenarioDocument
  }

  public let spec: Spec
  public let path: String
  /// The base alone, or the policies in their order.
  public let policies: [Policy]
  /// What the file and all its scenarios say, for hashing.
  public let canonicalText: String
  /// Every file read: the design, its table, the scenarios with what they extend and their tables; each once.
  public let files: [String]
}

extension DesignDocument where Spec == DesignSpec {
  /// Reads a design, its scenarios and its table.
  package static func load(
    path: String, rules: ReadingRules, overrides: [Override]
  ) throws(ScenarioError) -> DesignDocument {
    try load(
      path: path, rules: rules, overrides: overrides, section: .design, empty: DesignSpec(), space: { $0 })
  }
}

extension DesignDocument where Spec == SearchSpec {
  /// Reads a search and its scenarios.
  package static func load(
    path: String, rules: ReadingRules, overrides: [Override]
  ) throws(ScenarioError) -> DesignDocument {
    try load(
      path: path, rules: rules, overrides: overrides, section: .search, empty: SearchSpec(), space: { $0.space })
  }
}

extension DesignDocument {
  fileprivate static func load(
    path: String, rules: ReadingRules, overrides: [Override], section: Section<Spec>, empty: Spec,
    space: (Spec) -> DesignSpec
  ) throws(ScenarioError) -> DesignDocument {
    let root = try SourceNode.root(ofFile: path)
    let context = ReadingContext()
    var spec = empty
    section.read(root, into: &spec, at: ReadingPlace(context: context, path: []))
    let design = space(spec)
    var problems = context.problems
    var policies: [Policy] = []
    let named = design.base.isEmpty ? design.policies : [PolicySpec(id: "", file: design.base)]
    for policy in named where !policy.file.isEmpty {
      do throws(ScenarioError) {
        policies.append(
          Policy(
            id: policy.id,
            document: try ScenarioDocument.load(path: policy.file, rules: rules, overrides: overrides)))
      } catch {
        problems += error.problems
      }
    }
    if problems.isEmpty {
      problems = levelProblems(of: design, policies: policies, root: root, table: context.designTable)
    }
    guard problems.isEmpty else { throw ScenarioError(problems: problems) }
    let texts =
      [CanonicalText.text(of: root)] + context.tables.map { CanonicalText.text(of: $0.table) }
      + policies.map(\.document.canonicalText)
    var seen: Set<String> = []
    let files = ([path] + context.tables.map(\.path) + policies.flatMap(\.document.files)).filter {
      seen.insert($0).inserted
    }
    return DesignDocument(
      spec: spec, path: path, policies: policies, canonicalText: texts.joined(separator: "\n"), files: files)
  }

  /// Cities that are read for it: a large one takes a hundredth of a second.
  private static var mostTrials: Int { 500 }

  /// Every level of every factor on every scenario, one at a time; the ends of ranges stand for what is between.
  private static func levelProblems(
    of design: DesignSpec, policies: [Policy], root: SourceNode, table: CSVTable?
  ) -> [ScenarioProblem] {
    var problems: [ScenarioProblem] = []
    let most = max(2, mostTrials / max(1, design.factors.count * policies.count))
    for factor in design.factors {
      let written = WrittenLevels(design: design, factor: factor, root: root, table: table)
      for level in design.trialLevels(of: factor, atMost: most) {
        let overrides = factor.paths.map { Override(path: $0, value: level) }
        let found = policies.lazy.compactMap { policy -> ScenarioError? in
          do throws(ScenarioError) {
            _ = try policy.document.loaded(overriding: overrides)
            return nil
          } catch {
            return error
          }
        }.first
        guard let problem = found?.problems.first else { continue }
        let sentence = (en: problem.kind.sentence(.english), zh: problem.kind.sentence(.chinese))
        let setting = overrides.map { "\(ScenarioProblem.printable($0.path))=\(ScenarioProblem.shortened($0.value))" }
          .joined(separator: ", ")
        let isOfPath = problem.isOfOverriddenPath
        problems.append(
          ScenarioProblem(
            position: isOfPath ? written.path : written.position(of: level), path: ["factors", factor.id],
            kind: .custom(en: "with \(setting): \(sentence.en)", zh: "\(setting) 时：\(sentence.zh)")))
        // A path that leads nowhere does so with every level.
        if isOfPath || problems.count >= mostLevelProblems { break }
      }
    }
    return problems
  }

  private static var mostLevelProblems: Int { 50 }
}

/// Where the levels of a factor are written: in the design, or in its table.
private struct WrittenLevels {
  let path: SourcePosition
  private let node: SourceNode?
  private let column: (table: CSVTable, index: Int)?

  init(design: DesignSpec, factor: FactorSpec, root: SourceNode, table: CSVTable?) {
    node = root["factors"]?.items?.first { $0.itemID == factor.id }
    path = (node?["path"] ?? node?["paths"])?.position ?? node?.position ?? root.position
    column = design.plan == .csv ? table.flatMap { table in table.column(factor.id).map { (table, $0) } } : nil
  }

  func position(of level: String) -> SourcePosition {
    if let column {
      let row = column.table.rows.first { $0[column.index].text == level }
      return row.map { $0[column.index].position(in: column.table.source) } ?? path
    }
    let ends = [node?["from"], node?["to"]].compactMap { $0 }
    let written = (node?["values"]?.items ?? ends).first { $0.text == level }
    return written?.position ?? path
  }
}

extension ScenarioProblem {
  /// Whether it is about the path of an override, and not about what is set there.
  fileprivate var isOfOverriddenPath: Bool {
    guard position.source.isOverride, let line = position.source.lines.first else { return false }
    return position.column <= line.prefix { $0 != "=" }.unicodeScalars.count
  }
}

extension DesignSpec {
  /// Levels that are tried before anything runs; of a long list the first, and the others when their turn comes.
  fileprivate func trialLevels(of factor: FactorSpec, atMost most: Int) -> [String] {
    if let from = factor.from, let to = factor.to { return [from.text, to.text] }
    if plan == .csv, let table, let column = table.header.firstIndex(of: factor.id) {
      var seen: Set<String> = []
      return Array(table.rows.map { $0[column] }.filter { seen.insert($0).inserted }.prefix(most))
    }
    return Array(factor.values.prefix(most))
  }
}
