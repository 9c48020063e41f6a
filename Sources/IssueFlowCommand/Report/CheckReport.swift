import Experiments

/// What `check` says about a scenario: its verdict, what its measures were expected to do, and each demand with what was found.
struct CheckReport {
  let study: Study
  let console: Console

  /// - Parameter isShort: whether the verdict alone is wanted.
  func lines(isShort: Bool) -> [String] {
    let report = TerminalReport(study: study, console: console)
    let name = study.result.scenario.name
    let isJudged = study.result.scenario.targets != nil || study.expectations == nil
    var lines = [console.texts.titled(console.style(.strong, name))]
    if isJudged { lines += report.verdictLines.map { "  " + $0 } }
    lines += report.expectationLines.map { "  " + $0 }
    guard !isShort else { return lines }
    if let criteria = study.result.verdict?.criteria { lines += report.table(report.findingTable(criteria)) }
    return lines + report.expectationTable + [""]
  }
}
