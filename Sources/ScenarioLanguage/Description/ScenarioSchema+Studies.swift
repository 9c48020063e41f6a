extension ScenarioSchema {
  /// Every key of designs, searches and maps by its path, which begins with `design`, `search` or `map`.
  public static var studyFields: [(path: String, field: FieldSpec)] {
    [StudyFile.design, .search, .map].flatMap { fields(of: $0.section, below: [$0.rawValue]) }
  }
}
