/// The kinds of file that the language knows.
public enum StudyFile: String, CaseIterable, Sendable {
  case scenario
  case design
  case search
  case map

  /// What a file is, by its keys: a design has a `plan`, a search `factors` or `policies` without one, a map of a log
  /// `columns`. A file that cannot be read counts as a scenario, whose reader says what is wrong.
  public init(path: String) {
    self = .scenario
    guard let text = try? FileText.read(path: path),
      let root = try? YAMLTree.parse(text, in: SourceText(name: path, directory: "", order: 0, text: text))
    else { return }
    if root["plan"] != nil {
      self = .design
    } else if root["factors"] != nil || root["policies"] != nil {
      self = .search
    } else if root["columns"] != nil {
      self = .map
    }
  }

  /// The keys at the top of such a file.
  public var section: SectionSpec {
    switch self {
    case .scenario: Section<Scenario>.scenario(measures: []).spec
    case .design: Section<DesignSpec>.design.spec
    case .search: Section<SearchSpec>.search.spec
    case .map: Section<LogMap>.logMap.spec
    }
  }
}
