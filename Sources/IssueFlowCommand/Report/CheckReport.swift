import Experiments

/// What `check` says about a scenario: its verdict, and each demand with what was found.
struct CheckReport {
  let study: Study
  let console: Console

  /// - Parameter isShort: whether the verdict alone is wanted.
  func lines(isShort: Bool) -> [String] {
    let report = TerminalReport(study: study, console: console)
    let name = study.result.scenario.name
    let head = [console.texts.titled(console.style(.strong, name))] + report.verdictLines.map { "  " + $0 }
    guard !isShort, let criteria = study.result.verdict?.criteria else { return head }
    return head + report.table(report.findingTable(criteria)) + [""]
  }
}
