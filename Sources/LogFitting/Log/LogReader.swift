import ScenarioLanguage

/// Reads a log by its map.
///
/// The log, and the table of cases beside it if there is one, are looked through before they are read: what their
/// characters are, where their headers stand, and how every column of times is written. Memory is one flat row of 80
/// bytes for each row of the log, and each different text once.
struct LogReader {
  let document: LogMapDocument
  let path: String

  /// Records looked at to find out how times are written; more where these leave it open.
  private static let sample = 50_000

  func read() throws(FitError) -> LogTable {
    let map = document.map
    var sheets = [try LogSheet(path: path, columns: map.columns, map: document, isOfCases: false)]
    if let cases = map.cases {
      sheets.append(try LogSheet(path: cases.file, columns: cases.columns, map: document, isOfCases: true))
    }
    var columns: [TimeColumn] = []
    for sheet in sheets { columns += try detect(sheet) }
    let plan = try TimePlan(columns: columns, map: map)
    var table = LogTable()
    for column in plan.columns where !column.isEmpty {
      if column.isOfCases {
        table.caseGranularity[column.role] = column.granularity
      } else {
        table.granularity[column.role] = column.granularity
      }
    }
    table.notes = sheets.flatMap(\.notes) + plan.notes
    for sheet in sheets { try read(sheet, plan, into: &table) }
    // The order of the file shows in times as they are written.
    table.order = FileOrder.order(of: table, tellsEvents: map.columns.tellsEvents)
    noteDates(plan, in: &table)
    RoundedTimes.place(&table)
    FileOrder.restore(&table, sheets: sheets, tellsEvents: map.columns.tellsEvents)
    return table
  }

  /// The columns of times of a table, with what their texts show.
  private func detect(_ sheet: LogSheet) throws(FitError) -> [TimeColumn] {
    let map = document.map
    var columns = sheet.plan.times.map { role, index in
      TimeColumn(
        path: sheet.path, name: sheet.form.header[index], role: role, isOfCases: sheet.isOfCases, index: index)
    }
    let open = map.openWhen.map(TextPattern.init)
    var count = 0
    // Whether the order of day and month is still open.
    func isOpen() -> Bool {
      columns.contains { column in
        !column.isEmpty && column.detection.forms(among: [.yearFirst, .dayFirst, .monthFirst]).count > 1
      }
    }
    try sheet.records { (cells, _, _) throws(FitError) -> Bool in
      if sheet.isHeader(cells) { return true }
      count += 1
      for index in columns.indices where columns[index].index < cells.count {
        let text = cells[columns[index].index]
        if TimestampReader.isMissing(text) { continue }
        if columns[index].role.isEnding, open.contains(where: { $0.matches(text) }) { continue }
        columns[index].detection.add(text)
      }
      return count < LogReader.sample || (count % 1000 != 0 || isOpen()) && map.dates == .detected
    }
    return columns
  }

  /// Says of columns with times of day that some of their cells are dates alone.
  private func noteDates(_ plan: TimePlan, in table: inout LogTable) {
    for column in plan.columns {
      let count = (column.isOfCases ? table.caseRows : table.rows).count { $0.isDate(column.role) }
      if count > 0 {
        let total = (column.isOfCases ? table.caseRows : table.rows).count { !$0[column.role].isNaN }
        table.notes.append(.someDates(count: count, of: total, column: column.name))
      }
    }
  }

  private func read(_ sheet: LogSheet, _ plan: TimePlan, into table: inout LogTable) throws(FitError) {
    var rows = RowReader(
      sheet: sheet, columns: plan.columns.filter { $0.isOfCases == sheet.isOfCases }, reader: plan.reader,
      map: document.map)
    var local = table
    table = LogTable()
    do throws(FitError) {
      try sheet.records { (cells, line, hasStrayText) throws(FitError) -> Bool in
        try rows.read(cells, line: line, hasStrayText: hasStrayText, into: &local)
        return true
      }
    } catch {
      table = local
      throw error
    }
    table = local
    if !rows.headersAgain.isEmpty {
      table.notes.append(.headersAgain(file: sheet.fileName, lines: rows.headersAgain))
    }
    if rows.readAsOpen > 0 { table.notes.append(.readAsOpen(cells: rows.readAsOpen)) }
    if rows.standInRows > 0, document.map.badRows == .skip {
      table.notes.append(.standInsSkipped(rows: rows.standInRows))
    }
  }
}
