import Experiments

extension ComparisonReport {
  func json(folder: String) -> JSONValue {
    .object([
      (
        "policies",
        .array(
          result.policies.map { policy in
            .object([
              ("id", .string(policy.id)),
              ("decision", policy.verdict.map { .string($0.decision.rawValue) } ?? .null),
            ])
          })
      ),
      ("replications", .integer(result.replications)), ("is_paired", .boolean(result.isPaired)),
      ("confidence", .number(result.confidence)),
      ("differences", .array(result.differences.map(difference))),
      (
        "migrations",
        .array(
          result.migrations.map { migration in
            .object([
              ("policy", .string(result.policies[migration.policy].id)),
              ("fates", .array(migration.fates.map { .string($0) })),
              ("issues", .array(migration.cells.map { .array($0.map { .number($0.mean) }) })),
              ("issues_of_baseline", .number(migration.ofBaseline)), ("issues_of_policy", .number(migration.ofPolicy)),
              ("adds_up", .boolean(migration.addsUp)), ("paired", .number(migration.paired)),
              ("very_same", .number(migration.verySame)), ("all_very_same", .boolean(migration.areVerySame)),
              ("one_sided", .array(migration.oneSided.map(oneSided))),
              ("unpaired", .array(migration.unpaired.map { .string($0) })),
            ])
          })
      ),
      ("folder", .string(folder)),
    ])
  }

  private func oneSided(_ row: ComparedPolicies.OneSided) -> JSONValue {
    .object([
      ("side", .string(row.side.rawValue)), ("reason", .string(row.reason.rawValue)), ("id", .string(row.id)),
      ("issues", .number(row.issues)), ("half_width", .optional(row.halfWidth)),
    ])
  }

  /// Half the width of an interval, which need not lie evenly about the difference.
  private func halfWidth(_ interval: ClosedRange<Double>) -> Double {
    (interval.upperBound - interval.lowerBound) / 2
  }

  private func difference(_ row: ComparedPolicies.Difference) -> JSONValue {
    .object([
      ("policy", .string(result.policies[row.policy].id)), ("response", .string(row.name)),
      ("unit", .string(row.response.unit.rawValue)), ("baseline", .number(row.baselineMean)),
      ("mean", .number(row.mean)), ("difference", .number(row.difference)),
      ("half_width", .optional(row.interval.map(halfWidth))),
      ("simultaneous_half_width", .optional(row.simultaneous.map(halfWidth))),
      ("low", .optional(row.interval?.lowerBound)), ("high", .optional(row.interval?.upperBound)),
      ("simultaneous_low", .optional(row.simultaneous?.lowerBound)),
      ("simultaneous_high", .optional(row.simultaneous?.upperBound)),
      ("basis", row.basis.map { .string($0.rawValue) } ?? .null),
      ("variance_reduction", .optional(row.variances?.ratio)),
      ("variance_reduction_low", .optional(row.variances?.low)),
    ])
  }
}
