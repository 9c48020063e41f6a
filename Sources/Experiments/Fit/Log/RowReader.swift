import IssueFlow

/// Turns the cells of a record into a row, or says why it is none.
struct RowReader {
  let plan: ColumnPlan
  let readers: [Int: TimestampReader]
  let map: LogMap
  let columnCount: Int
  let path: String
  private let tierPatterns: [[TextPattern]]
  private let restTier: Int8?
  private let closed: [TextPattern]
  private let urgent: [TextPattern]
  private let emergency: [TextPattern]
  /// What is known of texts that came before: the tier of a text, and whether a state means closed.
  private var tierTexts = TextPool()
  private var tierOfText: [Int8] = []
  private var statusTexts = TextPool()
  private var closesByText: [Bool] = []

  private static let noTier: Int8 = -1

  init(
    plan: ColumnPlan, readers: [Int: TimestampReader], map: LogMap, columnCount: Int, path: String
  ) {
    self.plan = plan
    self.readers = readers
    self.map = map
    self.columnCount = columnCount
    self.path = path
    tierPatterns = map.tiers.map { $0.values.map(TextPattern.init) }
    restTier = map.tiers.firstIndex { $0.takesTheRest }.map { Int8($0) }
    closed = map.closedWhen.map(TextPattern.init)
    urgent = map.urgentWhen.map(TextPattern.init)
    emergency = map.emergencyWhen.map(TextPattern.init)
  }

  mutating func read(
    _ cells: CSVCells, line: Int, into table: inout LogTable, asCases: Bool
  ) throws(FitError) {
    table.read += 1
    func quote() -> String { (0..<min(cells.count, 40)).map { cells.text($0) }.joined(separator: ",") }
    guard cells.count == columnCount else { return table.bad.add(.cellCount, line: line, text: quote()) }
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
    for (column, property) in [
      (plan.opened, \LogRow.opened), (plan.closed, \.closed), (plan.entered, \.entered), (plan.start, \.start),
      (plan.end, \.end),
    ] {
      guard let column, !TimestampReader.isMissing(cells[column]) else { continue }
      guard let time = readers[column]?.minutes(cells[column]) else {
        return table.bad.add(.unreadableTime, line: line, text: cells.text(column))
      }
      row[keyPath: property] = time + map.timeShift
    }
    let isEvent = map.columns.tellsEvents && !asCases
    if isEvent ? row.moment.isNaN : row.opened.isNaN {
      return table.bad.add(.noTime, line: line, text: quote())
    }
    if row.end < row.start || row.start < row.entered || row.end < row.entered {
      return table.bad.add(.endsBeforeStart, line: line, text: quote())
    }
    if row.closed < row.opened { return table.bad.add(.closesBeforeOpening, line: line, text: quote()) }
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
      throw .log(path: path, .notUTF8(line: line))
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
