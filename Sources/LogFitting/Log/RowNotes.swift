import Foundation
import ScenarioLanguage

/// Collects what is to be said of the rows of a log, before its rows are given back.
struct RowNotes {
  private let map: LogMap
  /// Rows of every state, by number of its text.
  private let rowsOfStatus: [Int]
  private let statuses: TextPool
  private(set) var notes: [RowNote] = []

  /// - Parameter table: after reading and settling, while it has its rows.
  init(_ table: LogTable, map: LogMap, repeated: RepeatedRows, extent: LogExtent) {
    self.map = map
    statuses = table.statuses
    var counts = [Int](repeating: 0, count: table.statuses.count)
    for row in table.rows where row.status >= 0 { counts[Int(row.status)] += 1 }
    rowsOfStatus = counts
    let rows = table.read
    if table.bad.count > 0 {
      notes.append(
        .skipped(counts: table.bad.counts, of: rows, lines: table.bad.examples.prefix(6).map(\.line)))
    }
    if table.leftOut > 0 { notes.append(.leftOut(count: table.leftOut, of: rows)) }
    add(repeated, rows: rows, hasTimeOfDay: table.hasTimeOfDay)
    for far in extent.far {
      // A log is said to begin with the first day that is used, and to end with the last.
      let day = LogTimeText.day(far.isLate ? extent.end - 1.0 / 60 : extent.begin)
      notes.append(
        .farTimes(
          count: far.count, column: ScenarioProblem.printable(far.column),
          file: far.file.map { ($0 as NSString).lastPathComponent }, isLate: far.isLate,
          examples: far.examples.map { "\($0.line): \($0.time)" }, day: day))
    }
  }

  private mutating func add(_ repeated: RepeatedRows, rows: Int, hasTimeOfDay: Bool) {
    func examples(_ pairs: RowPairs) -> String {
      pairs.examples.map { "\($0.line) = \($0.other)" }.joined(separator: ", ")
    }
    let alike = repeated.alike
    if alike.count > 0 { notes.append(.alike(count: alike.count, of: rows, examples: examples(alike))) }
    let outdated = repeated.outdated
    if outdated.count > 0 { notes.append(.outdated(count: outdated.count, of: rows, examples: examples(outdated))) }
    let same = repeated.sameWork
    if same.count > 0 { notes.append(.sameWork(count: same.count, examples: examples(same))) }
    let unfinished = repeated.unfinished
    if unfinished.count > 0 {
      notes.append(.unfinishedWork(count: unfinished.count, examples: examples(unfinished)))
    }
    let kept = repeated.keptAlike
    // Without a time of day different cases agree often.
    if kept.count * (hasTimeOfDay ? 100 : 10) > rows {
      notes.append(.keptAlike(count: kept.count, of: rows, examples: examples(kept)))
    }
  }

  /// What was found when rows became cases.
  mutating func add(_ log: EventLog, reopenedIsGiven: Bool) {
    if log.casesNotInTable > 0 { notes.append(.notInTable(cases: log.casesNotInTable)) }
    let after = log.after
    if after.skipped.count > 0, !reopenedIsGiven {
      notes.append(
        .afterClosing(
          rows: after.skipped.count, cases: after.skipped.cases, texts: texts(after.skipped),
          lines: after.skipped.lines,
          // Where some texts open cases again, to name these says the same as to leave the others out.
          confirming: leaveOut(after.skipped) ?? (after.reopened.count > 0 ? reopened(after.reopened) : nil),
          reopened: reopened(after.skipped)))
    }
    if after.skippedTold.count > 0 {
      notes.append(
        .afterToldClosing(
          rows: after.skippedTold.count, cases: after.skippedTold.cases, texts: texts(after.skippedTold),
          lines: after.skippedTold.lines, leaveOut: leaveOut(after.skippedTold)))
    }
    if after.reopened.count > 0, !reopenedIsGiven {
      notes.append(
        .reopenedBy(
          count: after.reopened.count, texts: texts(after.reopened), lines: after.reopened.lines,
          reopened: reopened(after.reopened), leaveOut: leaveOutLine(after.reopened)))
    }
  }

  mutating func add(_ note: RowNote) { notes.append(note) }

  // MARK: - Texts of states

  private static let mostTexts = 12

  private func texts(_ tally: TextTally) -> String {
    let found = tally.texts(statuses)
    return found.prefix(6).map { "\($0.text.isEmpty ? "—" : RowNotes.quoted($0.text)) \($0.count)" }.joined(
      separator: ", ") + (found.count > 6 ? ", …" : "")
  }

  private func reopened(_ tally: TextTally) -> String { "reopened_when: \(list(tally))" }
  private func leaveOutLine(_ tally: TextTally) -> String {
    "leave_out: {\(RowNotes.quoted(map.columns.status)): \(list(tally))}"
  }

  /// The line that leaves these rows out and no others; `nil` where their texts stand in other rows as well.
  private func leaveOut(_ tally: TextTally) -> String? {
    guard !map.columns.status.isEmpty, tally.rows.count <= RowNotes.mostTexts,
      tally.rows.allSatisfy({ $0.key >= 0 && rowsOfStatus[Int($0.key)] == $0.value })
    else { return nil }
    return leaveOutLine(tally)
  }

  private func list(_ tally: TextTally) -> String {
    let found = tally.texts(statuses)
    return "[" + found.prefix(RowNotes.mostTexts).map { RowNotes.quoted($0.text) }.joined(separator: ", ")
      + (found.count > RowNotes.mostTexts ? ", …" : "") + "]"
  }

  /// As a map has it; a star would stand for any text there, and nothing can be done about it.
  private static func quoted(_ text: String) -> String {
    "\"" + ScenarioProblem.printable(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
