import Experiments
import IssueFlow

/// What uncertain inputs do to the verdict, where the files are, and what the run cost.
extension TerminalReport {
  private static let shown = 5

  var uncertainty: [String] {
    guard let uncertain = study.uncertainty else { return [] }
    var lines = [heading(texts.uncertaintyHeading)]
    guard !uncertain.inputs.isEmpty else {
      return lines + paragraph(style.glyphs.warning, texts.noUncertainInputs, emphasis: .doubtful)
    }
    // Without targets there is nothing to meet.
    if result.verdict != nil { lines += paragraph(style.glyphs.bullet, texts.plausible(uncertain)) }
    if let first = uncertain.invalid.first {
      let text = texts.invalidCities(uncertain.invalid.count, reason: texts(first.reason))
      lines += paragraph(style.glyphs.warning, text, emphasis: .doubtful)
    }
    lines += variances(uncertain)
    let distinct = uncertain.influences.filter(\.isDistinct)
    // Where chance explains all of them the strongest are shown nevertheless, and said to be no finding.
    let shown = (distinct.isEmpty ? uncertain.influences : distinct).prefix(Self.shown)
    lines += paragraph(style.glyphs.bullet, distinct.isEmpty ? texts.noInfluences : texts.influencesHeading)
    return lines + table(influences(Array(shown)))
  }

  private func variances(_ uncertain: UncertaintyResult) -> [String] {
    var columns = Columns([.left, .left], indent: 4)
    for row in uncertain.variances where row.response == .share {
      guard let share = row.separation.inputShare else { continue }
      columns.add([.init(name(ofTier: row.responseClass)), .init(texts.inputShare(share))])
    }
    return table(columns)
  }

  private func influences(_ influences: [InputInfluence]) -> Columns {
    var columns = Columns([.left, .left, .left], indent: 4)
    for influence in influences {
      let input = influence.input
      let range = texts.range(input.writtenEnds)
      let correlation = influence.correlation ?? influence.marginCorrelation
      columns.add([
        .init(input.path), .init(correlation.map(texts.influence(correlation:)) ?? ""),
        .init(texts.influence(range: range, source: input.source), .faint),
      ])
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
