/// What a fit sees of a log, and what is said of that.
extension LogFit {
  /// The log as it is read: every row once, up to where it ends in earnest.
  func wholeLog() throws(FitError) -> (table: LogTable, log: EventLog, notes: RowNotes) {
    var table = try LogReader(document: document, path: path).read()
    let map = document.map
    let repeated = RepeatedRows.settled(&table, map: map)
    let refused = table.bad.counts[BadRows.Reason.repeatedCase.rawValue]
    guard table.bad.count == 0 || map.badRows == .skip && refused == 0 else { throw .badRows(path: path, table.bad) }
    let extent = LogExtent(of: table, map: map)
    let log = CaseAssembly.log(of: table, map: map, extent: extent)
    var notes = RowNotes(table, map: map, repeated: repeated, extent: extent)
    notes.add(log, reopenedIsGiven: map.reopenedWhen != nil)
    // Its texts are still wanted, its rows are not.
    table.releaseRows()
    return (table, log, notes)
  }

  /// The log without cases from before it begins and from after its cases end, which are told.
  func inEarnest(_ log: EventLog, _ notes: inout RowNotes) -> EventLog {
    var log = log
    let span = LogSpan(of: log, until: document.map.until)
    let begin = document.map.since.map { Double($0.dayNumber * 1440) } ?? span.begin
    let before = log.cases.filter { $0.opened < begin }
    if begin > log.begin {
      log = log.opened(from: begin)
      if !before.isEmpty, document.map.since == nil {
        notes.add(.beforeLog(count: before.count, lines: lines(of: before), begin: LogTimeText.day(begin)))
      }
    }
    let last = LogTimeText.day(span.arrivalsEnd - 1)
    let after = log.cases.filter { $0.opened >= span.arrivalsEnd }
    if span.arrivalsEnd < log.end {
      log = log.opened(before: span.arrivalsEnd)
      if !after.isEmpty {
        notes.add(.afterLog(count: after.count, lines: lines(of: after), end: last))
      } else if log.end - span.arrivalsEnd > 1440, log.end - span.arrivalsEnd > (span.arrivalsEnd - begin) / 20 {
        notes.add(.arrivalsEnd(day: last, end: LogTimeText.day(log.end - 1.0 / 60)))
      }
    }
    return log
  }

  private func lines(of cases: [LogCase]) -> [Int] { cases.prefix(3).map { Int($0.line) } }

  /// What is said first, above all what is doubtful of the log.
  func first(
    _ rows: RowNotes, of whole: EventLog, _ recent: RecentPast?, _ change: LogChange, tiers ids: [String],
    types: TextPool
  ) -> [FitNote] {
    var notes = LogDoubt.ofSpan(whole).map { FitNote.log($0) } + rows.notes.map { .rows($0) }
    if let recent {
      notes.append(
        .recentCases(count: recent.kept, of: recent.count, begin: LogTimeText.day(recent.begin)))
    }
    notes += LogDoubt.ofChange(change, tiers: ids, types: types).map { .log($0) }
    let untested = change.untested
    if !untested.isEmpty {
      let times = untested.contains { if case .times = $0 { true } else { false } }
      notes.append(.changeUntested(times: times, others: untested.count > (times ? 1 : 0)))
    }
    return notes
  }
}
