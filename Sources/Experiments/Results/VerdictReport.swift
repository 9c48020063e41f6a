extension ExperimentResult {
  /// The verdict with its grounds: the content of `verdict.json`, and the core of `--json`.
  public func verdictReport(study: UncertaintyResult? = nil) -> JSONValue {
    var entries: [(String, JSONValue)] = [("scenario", .string(scenario.name))]
    if let verdict {
      entries.append(("decision", .string(verdict.decision.rawValue)))
      entries += verdict.jsonEntries
    } else {
      entries.append(("decision", .null))
      entries.append(("problem", verdictProblem.map { .string($0.message(language: .english)) } ?? .null))
      entries.append(("problem_zh", verdictProblem.map { .string($0.message(language: .chinese)) } ?? .null))
    }
    if study == nil { entries.append(("condition", .string(Verdict.givenInputs.en))) }
    entries.append(("diagnoses", .array(diagnoses.map { .string($0.message.en) })))
    entries.append(("diagnoses_zh", .array(diagnoses.map { .string($0.message.zh) })))
    if let study { entries.append(("uncertainty", study.json)) }
    return .object(entries)
  }
}

extension Verdict {
  fileprivate var jsonEntries: [(String, JSONValue)] {
    [
      ("reasons", .array(reasons.map { .string($0.en) })),
      ("reasons_zh", .array(reasons.map { .string($0.zh) })),
      ("split", .string(split.rawValue)),
      ("confidence", .number(confidence)),
      ("replications", .integer(replications)),
      ("looks", .array(looks.map { .integer($0) })),
      ("additional_replications", additionalReplications.map { .integer($0) } ?? .null),
      ("criteria", .array(criteria.map(\.json))),
      (
        "splits",
        .array(
          splits.map { split in
            .object([("split", .string(split.split.rawValue)), ("shares", .array(split.shares.map(\.json)))])
          })
      ),
      (
        "not_closed",
        .object([
          ("open", .number(remainder.open)), ("undiscovered", .number(remainder.undiscovered)),
          ("withdrawn", .number(remainder.withdrawn)),
        ])
      ),
    ]
  }
}

extension CriterionFinding {
  fileprivate var json: JSONValue {
    .object([
      ("response", .string(response.name)), ("class", .string(responseClass)),
      ("kind", .string(isGuard ? "guard" : "share")), ("is_default", .boolean(isDefault)),
      ("lower", .optional(lower)), ("upper", .optional(upper)), ("mean", .optional(estimate.mean)),
      ("half_width", .optional(estimate.halfWidth)), ("ci_low", .optional(estimate.low)),
      ("ci_high", .optional(estimate.high)), ("least_mean", .number(leastMean)),
      ("greatest_mean", .optional(greatestMean.isFinite ? greatestMean : nil)),
      ("units", units?.json ?? .null), ("state", .string(state.rawValue)),
      ("zero_variance", .boolean(estimate.zeroVariance)),
      ("replications_needed", replicationsNeeded.map { .integer($0) } ?? .null),
      ("unit", .string(estimate.unit)),
    ])
  }
}

extension CriterionFinding.Units {
  fileprivate var json: JSONValue {
    .object([
      ("yes", .integer(yes.count)), ("no", .array(no.map { .string($0) })),
      ("unclear", .array(unclear.map { .string($0) })),
    ])
  }
}

extension SummaryRow {
  /// The row as `summary.csv` has it.
  public var json: JSONValue {
    .object([
      ("response", .string(response.name)), ("class", .string(responseClass)), ("mean", .optional(mean)),
      ("half_width", .optional(halfWidth)), ("ci_low", .optional(low)), ("ci_high", .optional(high)),
      ("n", .integer(n)), ("unit", .string(unit)),
    ])
  }
}

extension LeakRow {
  /// The row as `leaks.csv` has it.
  public var json: JSONValue {
    .object([
      ("closed_at", .string(tier)), ("cause", .string(cause == .none ? "none" : cause.name)), ("type", .string(type)),
      ("issues", .number(issues)), ("half_width", .optional(halfWidth)), ("share", .number(share)),
    ])
  }
}
