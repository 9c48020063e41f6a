import Experiments
import ScenarioLanguage

/// The verdict, the split against its bands, and the guards.
extension TerminalReport {
  /// The title, then the answer in one sentence.
  var answer: [String] {
    let title = texts.name(result.scenario.title, id: result.scenario.name)
    return [texts.titled(style(.strong, title), texts.overview(result)), ""] + verdictLines + reasons
  }

  /// The sentence that `--quiet` leaves.
  var verdictLines: [String] {
    guard let verdict = result.verdict else {
      let text = result.verdictProblem?.text(in: texts.language) ?? texts.noTargets
      return text.wrapped(to: width)
    }
    let mark = style.mark(verdict.decision)
    let sentence = texts.sentence(verdict, plausible: study.uncertainty).wrapped(to: width - 2)
    return sentence.enumerated().map { index, line in
      style(mark.emphasis, (index == 0 ? mark.text : " ") + " " + line)
    }
  }

  private var reasons: [String] {
    guard let verdict = result.verdict else { return [] }
    return verdict.reasons.flatMap { paragraph(style.glyphs.bullet, texts($0)) }
  }

  /// The split that the targets speak of, as bars.
  var split: [String] {
    let kind = result.verdict?.split ?? .closedAt
    let shares = result.shares(kind)
    let findings = tiers.map { tier in
      result.verdict?.criteria.first { !$0.isGuard && $0.responseClass == tier.id }
    }
    let hasFindings = findings.contains { $0 != nil }
    let names = tiers.map { texts.name($0.title, id: $0.id) }
    // Beside the bar stand the name, the share, the band and the state.
    let cells = min(50, max(10, width - (names.map(\.columns).max() ?? 0) - (hasFindings ? 44 : 20)))
    var columns = Columns([.left, .left, .right, .right, .left])
    if hasFindings { columns.addHeader(["", "", "", texts.wanted]) }
    for (index, name) in names.enumerated() {
      guard let row = shares[index], let mean = row.mean else { continue }
      let band = findings[index]?.band
      let bar = ShareBar(mean: mean, interval: row.interval, band: band)
      let value = texts.percent(mean, halfWidth: row.halfWidth)
      columns.add(
        [.init(name), .init(bar.text(cells: cells, glyphs: style.glyphs)), .init(value, .strong)]
          + [.init(band.map { texts.percent(from: $0.lowerBound, to: $0.upperBound) } ?? "")]
          + [findings[index].map { style.mark($0.state, texts) } ?? .init("")])
    }
    let legend = "  " + texts.legend(confidence: result.confidence)
    return [heading(texts.heading(kind))] + table(columns) + legend.wrapped(to: width).map { style(.faint, "  " + $0) }
  }

  /// The three ways to count, side by side.
  var splits: [String] {
    var columns = Columns([.left] + SplitKind.allCases.map { _ in .right })
    columns.addHeader([""] + SplitKind.allCases.map(texts.name(of:)))
    for (index, tier) in tiers.enumerated() {
      columns.add(
        [.init(texts.name(tier.title, id: tier.id))]
          + SplitKind.allCases.map { .init(texts.value(result.shares($0)[index])) })
    }
    return [heading(texts.splitsHeading)] + table(columns)
  }

  var guards: [String] {
    let findings = result.verdict?.criteria.filter(\.isGuard) ?? []
    guard !findings.isEmpty else { return [] }
    return [heading(texts.guardsHeading)] + table(findingTable(findings))
  }

  /// Demands with what was found, one a line.
  func findingTable(_ findings: [CriterionFinding]) -> Columns {
    var columns = Columns([.left, .left, .right, .left, .left])
    columns.addHeader(["", "", "", texts.wanted])
    for finding in findings {
      let mark = style.mark(finding.state)
      let note = finding.isDefault ? texts.defaultGuard : ""
      columns.add([
        mark, .init(texts(finding.title)), .init(texts.value(finding.estimate)), .init(texts(finding.demand)),
        .init(texts.word(finding.state) + note, mark.emphasis),
      ])
    }
    return columns
  }
}

extension ExperimentResult {
  /// The tiers' shares under a way of counting, from the ground up.
  func shares(_ split: SplitKind) -> [SummaryRow?] {
    let response: Response =
      switch split {
      case .closedAt: .share
      case .handledAt: .shareHandled
      case .registered: .shareRegistered
      }
    return scenario.tiers.map { row(of: response, $0.id) }
  }
}

extension SummaryRow {
  var interval: ClosedRange<Double>? {
    guard let low, let high else { return nil }
    return low...high
  }
}

extension CriterionFinding {
  var band: ClosedRange<Double>? {
    guard let lower, let upper, lower <= upper else { return nil }
    return lower...upper
  }
}
