import ScenarioLanguage

/// Turns the cells of a record into a row, or says why it is none.
struct RowReader {
  private let plan: ColumnPlan
  /// Its columns of times, each with its reader.
  private let times: [(role: LogTime, column: Int, reader: TimestampReader)]
  private let map: LogMap
  private let sheet: LogSheet
  private let tierPatterns: [[TextPattern]]
  private let restTier: Int8?
  private let closed: [TextPattern]
  private let open: [TextPattern]
  private let urgent: [TextPattern]
  private let emergency: [TextPattern]
  private let standIns: StandInDates
  /// What is known of texts that came before: the tier of a text, and whether a state means closed.
  private var tierTexts = TextPool()
  private var tierOfText: [Int8] = []
  private var statusTexts = TextPool()
  private var closesByText: [Bool] = []
  /// Cells that mean "not yet" by `open_when`, and rows whose end is a date that stands for it.
  private(set) var readAsOpen = 0
  /// Lines at which the header stands again.
  private(set) var headersAgain: [Int] = []
  private(set) var standInRows = 0

  private static let noTier: Int8 = -1

  /// - Parameters:
  ///   - sheet: the table.
  ///   - columns: its columns of times.
  ///   - reader: makes the reader of one.
  ///   - map: what the map says.
  init(sheet: LogSheet, columns: [TimeColumn], reader: (TimeColumn) -> TimestampReader, map: LogMap) {
    self.sheet = sheet
    plan = sheet.plan
    times = columns.map { ($0.role, $0.index, reader($0)) }
    self.map = map
    tierPatterns = map.tiers.map { $0.values.map(TextPattern.init) }
    restTier = map.tiers.firstIndex { $0.takesTheRest }.map { Int8($0) }
    closed = map.closedWhen.map(TextPattern.init)
    open = map.openWhen.map(TextPattern.init)
    urgent = map.urgentWhen.map(TextPattern.init)
    emergency = map.emergencyWhen.map(TextPattern.init)
    standIns = StandInDates(columns)
  }

  mutating func read(
    _ cells: CSVCells, line: Int, hasStrayText: Bool, into table: inout LogTable
  ) throws(FitError) {
    if sheet.isHeader(cells) { return headersAgain.append(line) }
    let asCases = sheet.isOfCases
    table.read += 1
    func quote() -> String { (0..<min(cells.count, 40)).map { cells.text($0) }.joined(separator: ",") }
    guard !hasStrayText else { return table.bad.add(.strayText, line: line, text: quote()) }
    guard cells.count == sheet.width else { return table.bad.add(.cellCount, line: line, text: quote()) }
    for (column, patterns) in plan.exclusions where patterns.contains(where: { $0.matches(cells[column]) }) {
      table.leftOut += 1
      // Known by its number, so that a case of which nothing is left can be told.
      if !asCases, let column = plan.caseID, !cells[column].isEmpty {
        _ = try number(of: cells[column], in: &table.cases, line)
      }
      return
    }
    var row = LogRow()
    if let column = plan.caseID {
      guard !cells[column].isEmpty else { return table.bad.add(.noCase, line: line, text: quote()) }
      if asCases {
        // A case of which the log of events tells nothing is none of its cases.
        guard let number = table.cases.knownNumber(of: cells[column]) else {
          return table.bad.add(.unknownCase, line: line, text: cells.text(column))
        }
        row.caseNumber = number
      } else {
        row.caseNumber = try number(of: cells[column], in: &table.cases, line)
      }
    }
    for (role, column, reader) in times where !TimestampReader.isMissing(cells[column]) {
      if role.isEnding, open.contains(where: { $0.matches(cells[column]) }) {
        readAsOpen += 1
        continue
      }
      let found = reader.read(cells[column])
      let time = found?.minutes
      if role.isEnding, standIns.contains(time, cells[column]) {
        standInRows += 1
        return table.bad.add(.standIn, line: line, text: cells.text(column))
      }
      guard let time else {
        return table.bad.add(
          role.isEnding ? .unreadableEnd : .unreadableTime, line: line, text: cells.text(column))
      }
      row[role] = time
      if found?.isDate ?? false, reader.granularity != .day { row.setDate(role) }
    }
    let isEvent = map.columns.tellsEvents && !asCases
    if isEvent ? row.moment.isNaN : row.opened.isNaN {
      return table.bad.add(.noTime, line: line, text: quote())
    }
    let granularity = asCases ? table.caseGranularity : table.granularity
    func isBefore(_ a: LogTime, _ b: LogTime) -> Bool {
      RoundedTimes.isBefore(
        row[a], row.isDate(a) ? .day : granularity[a], row[b], row.isDate(b) ? .day : granularity[b])
    }
    if isBefore(.end, .start) || isBefore(.start, .entered) || isBefore(.end, .entered) {
      return table.bad.add(.endsBeforeStart, line: line, text: quote())
    }
    if isBefore(.closed, .opened) { return table.bad.add(.closesBeforeOpening, line: line, text: quote()) }
    if let column = plan.tier {
      let tier = tier(of: cells[column])
      guard tier != RowReader.noTier else {
        return table.bad.add(.unknownTier, line: line, text: cells.text(column))
      }
      // Matched by no pattern that was written for it, only by the tier that takes the rest.
      if cells[column].isEmpty { table.blankTiers += 1 }
      row.tier = tier
    }
    if let column = plan.status {
      row.isClosed = meansClosed(cells[column])
      row.status = try number(of: cells[column], in: &table.statuses, line)
    }
    if let column = plan.priority {
      row.urgency =
        emergency.contains { $0.matches(cells[column]) } ? 2 : urgent.contains { $0.matches(cells[column]) } ? 1 : 0
    }
    if let column = plan.type { row.type = try number(of: cells[column], in: &table.types, line) }
    if let column = plan.unit { row.unit = try number(of: cells[column], in: &table.units, line) }
    if let column = plan.desk { row.desk = try number(of: cells[column], in: &table.desks, line) }
    row.line = Int32(clamping: line)
    row.content = cells.content
    if asCases { table.caseRows.append(row) } else { table.rows.append(row) }
  }

  private func number(of text: ArraySlice<UInt8>, in pool: inout TextPool, _ line: Int) throws(FitError) -> Int32 {
    let before = pool.count
    let number = pool.number(of: text)
    // Looked at once for each text; a text in another encoding must not be repaired in silence.
    if pool.count > before, String(validating: text, as: UTF8.self) == nil {
      throw .log(path: sheet.path, .notUTF8(line: line))
    }
    return number
  }

  private mutating func tier(of text: ArraySlice<UInt8>) -> Int8 {
    let number = Int(tierTexts.number(of: text))
    if number == tierOfText.count {
      let index = tierPatterns.firstIndex { patterns in patterns.contains { $0.matches(text) } }
      tierOfText.append(index.map { Int8($0) } ?? restTier ?? RowReader.noTier)
    }
    return tierOfText[number]
  }

  private mutating func meansClosed(_ text: ArraySlice<UInt8>) -> Bool {
    let number = Int(statusTexts.number(of: text))
    if number == closesByText.count { closesByText.append(closed.contains { $0.matches(text) }) }
    return closesByText[number]
  }
}
