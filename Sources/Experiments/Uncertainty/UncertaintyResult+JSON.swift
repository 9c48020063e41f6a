import OutputAnalysis

extension UncertaintyResult {
  /// The study without its single cities.
  public var json: JSONValue {
    // The first three of the standings are called as ever: `depends` are the inconclusive ones.
    let counts: JSONValue = .object([
      ("cities", .integer(cities.count)), ("judged", .integer(judged.count)), ("invalid", .integer(invalid.count)),
      ("meets", .integer(count(.met))), ("fails", .integer(count(.notMet))),
      ("depends", .integer(judged.count(where: \.standing.isInconclusive))),
      ("close_to_the_edge", .integer(count(.inconclusive(.edge)))),
      ("hang_on_unfinished", .integer(count(.inconclusive(.unfinished)))),
    ])
    let share: JSONValue =
      meeting.map {
        .object([
          ("share", .number($0.share)), ("ci_low", .number($0.low)), ("ci_high", .number($0.high)),
          ("confidence", .number($0.confidence)), ("error_per_city", .number($0.error)),
        ])
      } ?? .null
    return .object([
      ("replications_per_city", .integer(replicationsPerCity)), ("replications_at_most", .integer(mostReplications)),
      ("replications", .integer(replications)), ("counts", counts), ("meeting", share),
      ("verdict_flips", .boolean(verdictFlips)), ("ground", groundJSON), ("variances", .array(variances.map(\.json))),
      ("influences", .array(influences.map(json))), ("interactions", .array(interactions.map(\.json))),
    ])
  }

  private var groundJSON: JSONValue {
    .object([
      ("kind", ground.map { .string($0.word) } ?? .null),
      ("index", .optional(groundInfluence?.index)), ("standard_error", .optional(groundInfluence?.standardError)),
      ("p_value", .optional(groundInfluence?.pValue)),
      ("is_distinct", groundInfluence.map { .boolean($0.isDistinct) } ?? .null),
    ])
  }

  private func json(_ influence: InputInfluence) -> JSONValue {
    .object([
      ("input", .string(influence.input.path)), ("source", .string(influence.input.source)),
      ("low", .number(influence.input.low)), ("value", .number(influence.input.value)),
      ("high", .number(influence.input.high)), ("correlation", .optional(influence.correlation)),
      ("margin_correlation", .optional(influence.marginCorrelation)),
      ("mean_when_met", .optional(influence.meanWhenMet)),
      ("mean_when_not_met", .optional(influence.meanWhenNotMet)),
      ("standardised_difference", .optional(influence.standardisedDifference)),
      ("p_value", .optional(influence.pValue)), ("is_distinct", .boolean(influence.isDistinct)),
      ("index", .optional(influence.index?.index)), ("standard_error", .optional(influence.index?.standardError)),
      ("effect", influence.index.map { .string($0.shape.rawValue) } ?? .null),
      ("low_when_met", .optional(influence.rangeWhenMet?.lowerBound)),
      ("high_when_met", .optional(influence.rangeWhenMet?.upperBound)),
      ("interacts_with", .array(partners(of: influence.input).map { .string($0.path) })),
    ])
  }
}

extension UncertaintyResult.VarianceRow {
  fileprivate var json: JSONValue {
    .object([
      ("response", .string(response.name)), ("class", .string(responseClass)), ("mean", .number(separation.mean)),
      ("inputs", .number(separation.inputs - max(0, ground ?? 0))), ("ground", .optional(ground)),
      ("luck", .number(separation.luck)), ("input_share", .optional(inputShare)),
      ("ground_share", .optional(groundShare)),
    ])
  }
}

extension InputInteraction {
  fileprivate var json: JSONValue {
    .object([
      ("first", .string(first.path)), ("second", .string(second.path)), ("index", .number(index.index)),
      ("p_value", .number(index.pValue)),
    ])
  }
}

extension Ground {
  /// As result files call it.
  public var word: String {
    switch self {
    case .drawn: "drawn"
    case .fixed: "fixed"
    case .tables: "tables"
    }
  }
}
