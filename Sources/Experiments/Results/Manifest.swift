import RandomStreams
import ScenarioLanguage

/// What made a result: everything that its bytes depend on, and nothing else (no times, no paths).
enum Manifest {
  /// Raised when a file changes its columns or its meaning.
  static let schemaVersion = 1

  static let toolName = "issueflow"

  /// - Parameters:
  ///   - files: the names of all files of the run, by which a later run knows what it may replace.
  ///   - asked: the replications that were asked for, when the targets added some.
  ///   - layers: a scenario and the policies that were laid over it.
  static func json(
    _ result: ExperimentResult, study: UncertaintyResult?, toolVersion: String, options: ResultOptions, files: [String],
    asked: Int? = nil, layers: [ScenarioLayer] = []
  ) -> JSONValue {
    let added = asked.flatMap { $0 < result.replications.count ? [("replications_asked", JSONValue.integer($0))] : nil }
    let laid = layers.isEmpty ? nil : [("laid_over", json(layers))]
    let scenario = result.scenario
    let isAddressed = ["philox", RandomStream.addressedGeneratorName].contains(scenario.generator)
    let studied: JSONValue =
      study.map { study in
        .object([
          ("cities", .integer(study.cities.count)),
          ("replications_per_city", .integer(study.replicationsPerCity)),
          ("replications_at_most", .integer(study.mostReplications)),
          ("ground", study.ground.map { .string($0.word) } ?? .null),
          ("inputs", .array(study.inputs.map { .string($0.path) })),
        ])
      } ?? .null
    let heading: [(String, JSONValue)] = [
      ("schema_version", .integer(schemaVersion)),
      ("tool", .object([("name", .string(toolName)), ("version", .string(toolVersion))])),
      (
        "scenario",
        .object([
          ("name", .string(scenario.name)),
          ("title_en", .string(scenario.title.en)),
          ("title_zh", .string(scenario.title.zh)),
          ("titles", titles(of: scenario)),
          ("hash_algorithm", .string("fnv1a-128")),
          (
            "hash",
            result.canonicalText.isEmpty ? .null : .string(ContentHash.fnv1a128(result.canonicalText))
          ),
        ])
      ),
      ("master_seed", .integer(Int(result.seed))),
      ("replications", .integer(result.replications.count)),
    ]
    let ending: [(String, JSONValue)] = [
      (
        "generator",
        .object([("name", .string(scenario.generator)), ("is_addressed", .boolean(isAddressed))])
      ),
      (
        "observation",
        .object([
          ("start", .string(scenario.start.iso)),
          ("minutes", .number(result.model.horizon.observationLength)),
          ("warm_up_days", .integer(result.warmUp.days)),
          ("warm_up", .string(result.warmUp.origin.rawValue)),
        ])
      ),
      ("confidence", .number(result.confidence)),
      ("uncertainty", studied),
      ("byte_order_mark", .boolean(options.excel)),
      ("files", .array(files.map { .string($0) })),
      ("fingerprints", .array(result.replications.map { .string($0.fingerprint) })),
    ]
    return .object(heading + (added ?? []) + (laid ?? []) + ending)
  }

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
