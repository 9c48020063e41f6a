import RandomStreams
import ScenarioLanguage

extension Manifest {
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
}
