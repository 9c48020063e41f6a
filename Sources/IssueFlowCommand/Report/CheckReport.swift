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
    if isJudged, study.result.scenario.targets?.severity == .warn {
      lines += console.texts.onlyWarned.wrapped(to: console.width - 2).map { "  " + $0 }
    }
    lines += moves.map { "  " + $0 }
    guard !isShort else { return lines }
    if let criteria = study.result.verdict?.criteria { lines += report.table(report.findingTable(criteria)) }
    return lines + report.expectationTable + [""]
  }

  private static let mostMoves = 10

  /// What the baseline says: a line for each number that moved.
  private var moves: [String] {
    guard let moves = study.moves else { return [] }
    let mark = console.style.mark(moves.isEmpty ? Verdict.Decision.met : .notMet)
    let texts = console.texts
    let first = moves.isEmpty ? texts.nothingMoved : texts.moved(moves.count)
    let listed = moves.prefix(Self.mostMoves).map { "    " + texts.sentence($0) }
    let more = moves.count > Self.mostMoves ? ["    " + texts.moreMoves(moves.count - Self.mostMoves)] : []
    return [console.style(mark.emphasis, mark.text + " " + first)] + listed + more
  }
}
