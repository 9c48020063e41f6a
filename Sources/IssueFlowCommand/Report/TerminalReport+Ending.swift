import Experiments

/// What uncertain inputs do to the verdict, where the files are, and what the run cost.
extension TerminalReport {
  private static let shown = 5

  var uncertainty: [String] {
    guard let uncertain = study.uncertainty else { return [] }
    var lines = [heading(texts.uncertaintyHeading)]
    if uncertain.inputs.isEmpty {
      let text = texts.noUncertainInputs(isGroundDrawn: uncertain.ground == .drawn)
      lines += paragraph(style.glyphs.warning, text, emphasis: .doubtful)
      if uncertain.ground != .drawn { return lines }
    }
    // Without targets there is nothing to meet.
    if let meeting = uncertain.meeting {
      lines += paragraph(style.glyphs.bullet, texts.plausible(uncertain, meeting))
      for line in texts.unclear(uncertain) { lines += paragraph(style.glyphs.bullet, line) }
    }
    if let text = texts.ground(uncertain) { lines += paragraph(style.glyphs.bullet, text) }
    if let first = uncertain.invalid.first {
      let text = texts.invalidCities(uncertain.invalid.count, reason: texts(first.reason))
      lines += paragraph(style.glyphs.warning, text, emphasis: .doubtful)
    }
    lines += variances(uncertain)
    guard !uncertain.inputs.isEmpty, uncertain.meeting != nil else { return lines }
    let distinct = uncertain.influences.filter { $0.isDistinct || !uncertain.partners(of: $0.input).isEmpty }
    // Where chance explains all of them the strongest are shown nevertheless, and said to be no finding.
    let shown = (distinct.isEmpty ? uncertain.influences : distinct).prefix(Self.shown)
    lines += paragraph(style.glyphs.bullet, distinct.isEmpty ? texts.noInfluences : texts.influencesHeading)
    return lines + table(influences(Array(shown), of: uncertain))
  }

  private func variances(_ uncertain: UncertaintyResult) -> [String] {
    var columns = Columns([.left, .left], indent: 4)
    for row in uncertain.variances where row.response == .share {
      guard let share = row.inputShare else { continue }
      columns.add([.init(name(ofTier: row.responseClass)), .init(texts.inputShare(share, ground: row.groundShare))])
    }
    return table(columns)
  }

  /// What each explains and does, and below that with which others it interacts, and its range.
  private func influences(_ influences: [InputInfluence], of uncertain: UncertaintyResult) -> Columns {
    var columns = Columns([.left, .right, .left], indent: 4)
    for influence in influences {
      let input = influence.input
      let range = texts.influence(range: texts.range(input.writtenEnds), source: input.source)
      let partners = uncertain.partners(of: input).map { texts.interaction(with: $0.path) }
      let effects = (influence.isDistinct ? [texts.effect(influence)] : []) + partners
      columns.add([
        .init(input.path), .init(influence.index.map { texts.explained($0.index, $0.standardError) } ?? ""),
        .init(effects.first ?? range, effects.isEmpty ? .faint : .none),
      ])
      for effect in effects.dropFirst() { columns.add([.init(""), .init(""), .init(effect)]) }
      if !effects.isEmpty { columns.add([.init(""), .init(""), .init(range, .faint)]) }
    }
    return columns
  }

  func ending(folder: String?) -> [String] {
    var lines: [String] = []
    if result.verdict != nil && study.uncertainty == nil { lines.append(texts.conditionHint) }
    if let folder { lines.append(texts.files(folder)) }
    return (lines + [texts.cost(study.times)]).flatMap { $0.wrapped(to: width) }.map { style(.faint, $0) }
  }
}
