import ScenarioLanguage

/// What made a result: everything that its bytes depend on, and nothing else (no times, no paths).
enum Manifest {
  /// Raised when a file changes its columns or its meaning.
  static let schemaVersion = 1

  static let toolName = "issueflow"

  /// A scenario and the policies that were laid over it, by the names of their files, without folders.
  static func json(_ layers: [ScenarioLayer]) -> JSONValue {
    .array(
      layers.map { layer in
        .object([
          ("file", .string(layer.path.split(separator: "/").last.map(String.init) ?? layer.path)),
          ("name", .string(layer.name)), ("title_en", .string(layer.title.en)), ("title_zh", .string(layer.title.zh)),
          ("hash", .string(ContentHash.fnv1a128(layer.content))),
        ])
      })
  }

  /// What to call the tiers, types, channels and departments that tables name by id, so that a reader of the results
  /// alone can say it in either language.
  static func titles(of scenario: Scenario) -> JSONValue {
    func titles(_ ids: [String], _ classes: Response.Classes) -> JSONValue {
      .object(
        ids.map { id in
          let title = scenario.title(of: id, in: classes)
          return (id, .object([("en", .string(title.en)), ("zh", .string(title.zh))]))
        })
    }
    return .object([
      ("tiers", titles(scenario.tiers.map(\.id), .tier)), ("types", titles(scenario.types.map(\.id), .issueType)),
      ("channels", titles(scenario.channels.map(\.id), .channel)),
      ("departments", titles(scenario.departments.map(\.id), .department)),
    ])
  }
}
