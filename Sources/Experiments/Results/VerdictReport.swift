import IssueFlow

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

extension UncertaintyResult {
  /// The study without its single cities.
  public var json: JSONValue {
    let counts: JSONValue = .object([
      ("cities", .integer(cities.count)), ("judged", .integer(judged.count)), ("invalid", .integer(invalid.count)),
      ("meets", .integer(count(Standing.meets))), ("fails", .integer(count(Standing.fails))),
      ("depends", .integer(count(Standing.depends))), ("met", .integer(count(Verdict.Decision.met))),
      ("not_met", .integer(count(Verdict.Decision.notMet))), ("undecided", .integer(count(Verdict.Decision.undecided))),
    ])
    let share: JSONValue =
      meeting.map {
        .object([("share", .number($0.share)), ("ci_low", .number($0.low)), ("ci_high", .number($0.high))])
      } ?? .null
    return .object([
      ("replications_per_city", .integer(replicationsPerCity)), ("counts", counts), ("meeting", share),
      ("verdict_flips", .boolean(verdictFlips)),
      (
        "variances",
        .array(
          variances.map { row in
            .object([
              ("response", .string(row.response.name)), ("class", .string(row.responseClass)),
              ("mean", .number(row.separation.mean)), ("inputs", .number(row.separation.inputs)),
              ("luck", .number(row.separation.luck)), ("input_share", .optional(row.separation.inputShare)),
            ])
          })
      ),
      (
        "influences",
        .array(
          influences.map { influence in
            .object([
              ("input", .string(influence.input.path)), ("source", .string(influence.input.source)),
              ("low", .number(influence.input.low)), ("value", .number(influence.input.value)),
              ("high", .number(influence.input.high)), ("correlation", .optional(influence.correlation)),
              ("margin_correlation", .optional(influence.marginCorrelation)),
              ("mean_when_met", .optional(influence.meanWhenMet)),
              ("mean_when_not_met", .optional(influence.meanWhenNotMet)),
              ("standardised_difference", .optional(influence.standardisedDifference)),
              ("p_value", .optional(influence.pValue)), ("is_distinct", .boolean(influence.isDistinct)),
            ])
          })
      ),
    ])
  }
}
