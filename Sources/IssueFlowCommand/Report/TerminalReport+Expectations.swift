import Experiments

/// What the measures did, beside what they were expected to do.
extension TerminalReport {
  var expectationLines: [String] {
    guard let report = study.expectations else { return [] }
    let mark = style.mark(report.decision ?? .undecided)
    return texts.sentence(report).wrapped(to: width - 2).enumerated().map { index, line in
      style(mark.emphasis, (index == 0 ? mark.text : " ") + " " + line)
    }
  }

  /// One line for each expectation, with both values and their difference.
  var expectationTable: [String] {
    guard let report = study.expectations else { return [] }
    var columns = Columns([.left, .left, .right, .right, .right, .left, .left])
    columns.addHeader(["", "", texts.without, texts.with, texts.difference, texts.expected])
    for finding in report.findings {
      let mark = style.mark(finding.state)
      columns.add([
        mark, .init(texts.title(of: finding.expectation, in: result.scenario)),
        .init(texts.quantity(finding.without, finding.expectation)),
        .init(texts.quantity(finding.with, finding.expectation)), .init(texts.difference(finding)),
        .init(texts.demand(finding.expectation)), .init(texts.word(finding.state), mark.emphasis),
      ])
    }
    return table(columns)
  }
}

extension Style {
  fileprivate func mark(_ state: ExpectationFinding.State) -> Columns.Cell {
    switch state {
    case .holds: mark(Verdict.Decision.met)
    case .violated: mark(Verdict.Decision.notMet)
    case .open, .notObserved: mark(Verdict.Decision.undecided)
    }
  }
}
