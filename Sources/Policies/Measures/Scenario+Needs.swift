import ScenarioLanguage

// What measures need of a scenario to act on.

extension Scenario {
  var needsDiscovery: [ScenarioProblem.Kind] {
    types.contains { !$0.foundBy.isEmpty }
      ? [] : [.needs("types.found_by", en: "issues that are found by channels", zh: "由渠道发现的事项")]
  }

  var needsTurnover: [ScenarioProblem.Kind] {
    tiers.contains { $0.turnover != nil }
      ? [] : [.needs("tiers.turnover", en: "workers who come and go", zh: "会离职与补充的人员")]
  }

  var needsDepartments: [ScenarioProblem.Kind] {
    departments.isEmpty ? [.needs("departments", en: "departments that join", zh: "参与协同的部门")] : []
  }

  /// - Parameter id: empty where all types are meant.
  func needsType(_ id: String) -> [ScenarioProblem.Kind] {
    id.isEmpty || types.contains { $0.id == id }
      ? [] : [.unknownName(id, what: .typeWord, candidates: types.map(\.id))]
  }
}

extension ScenarioProblem.Kind {
  static func needsTiers(_ count: Int) -> Self {
    .custom(en: "the measure needs \(count) tiers or more", zh: "该措施需要至少 \(count) 个层级")
  }

  /// - Parameter key: the part of the scenario that the measure acts on.
  static func needs(_ key: String, en: String, zh: String) -> Self {
    .custom(en: "the measure needs `\(key)`: \(en)", zh: "该措施需要 `\(key)`：\(zh)")
  }
}
