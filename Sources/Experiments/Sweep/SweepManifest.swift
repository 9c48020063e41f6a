import ScenarioLanguage

/// What made the files of a sweep: everything that their bytes depend on, and nothing else.
enum SweepManifest {
  static func json(_ sweep: Sweep, warmUp: CommonWarmUp?, files: [String]) -> JSONValue {
    let spec = sweep.document.spec
    return .object([
      ("schema_version", .integer(Manifest.schemaVersion)),
      ("study", .string("sweep")),
      ("tool", .object([("name", .string(Manifest.toolName)), ("build", .string(sweep.tool))])),
      (
        "design",
        .object([
          ("name", .string(spec.name)), ("title_en", .string(spec.title.en)), ("title_zh", .string(spec.title.zh)),
          ("hash_algorithm", .string("fnv1a-128")), ("hash", .string(sweep.designHash)),
          ("plan", .string(spec.plan.rawValue)), ("points", .integer(sweep.points.count)),
          ("excluded_by_constraints", .integer(sweep.points.excluded)),
          ("base_points", spec.plan == .saltelli ? optional(spec.points) : .null),
          ("second_order", spec.plan == .saltelli ? .boolean(spec.secondOrder) : .null),
          ("trajectories", optional(spec.trajectories)),
          ("levels", spec.plan == .morris ? .integer(spec.levels ?? 4) : optional(spec.levels)),
          ("luck", .string(spec.luck.rawValue)),
          ("policies", .array(spec.policies.map { .string($0.id) })),
          ("factors", .array(factors(sweep))),
          ("constraints", .array(spec.constraints.map { .string($0.text) })),
        ])
      ),
      ("master_seed", .integer(Int(sweep.seed))),
      ("replications", replications(sweep.rule)),
      ("warm_up_days", optional(warmUp?.days)),
      ("warm_up", warmUp.map { .string($0.origin.rawValue) } ?? .null),
      ("responses", spec.responses.isEmpty ? .null : .array(spec.responses.map { .string($0) })),
      ("files", .array(files.map { .string($0) })),
    ])
  }

  private static func optional(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }

  private static func factors(_ sweep: Sweep) -> [JSONValue] {
    let specs = Dictionary(sweep.document.spec.factors.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return sweep.points.columns.map { column in
      let factor = specs[column.name]
      return .object([
        ("id", .string(column.name)), ("paths", .array(column.paths.map { .string($0) })),
        ("unit", .string(column.unit)), ("is_number", .boolean(column.isNumeric)),
        ("from", .optional(factor?.from?.number)), ("to", .optional(factor?.to?.number)),
        ("scale", .string(factor?.scale.rawValue ?? FactorSpec.Scale.linear.rawValue)),
        ("values", .array((factor?.values ?? []).map { .string($0) })),
      ])
    }
  }

  private static func replications(_ rule: ReplicationRule) -> JSONValue {
    switch rule {
    case .fixed(let count): .integer(count)
    case .precise(let first, let atMost, let response, let part, let width):
      .object([
        ("first", .integer(first)), ("at_most", .integer(atMost)),
        ("response", .string(part.isEmpty ? response : "\(response).\(part)")),
        ("relative_half_width", .number(width)),
      ])
    }
  }
}
