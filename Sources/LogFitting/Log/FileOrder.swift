/// How the rows of a log follow each other in its file.
public enum FileOrder: Hashable, Sendable {
  case oldestFirst
  case newestFirst
  /// Neither: by number or by name perhaps.
  case none
}

extension FileOrder {
  /// Nine of ten steps go its way.
  private init(ups: Int, downs: Int) {
    self = downs >= 9 * ups && downs > 0 ? .newestFirst : ups >= 9 * downs ? .oldestFirst : .none
  }

  /// Puts the rows of a table, whose order in the file is known, into the order of time.
  ///
  /// Rows of one case at the same time keep the order in which they came about: that of the file, and in a file with the
  /// newest first the opposite one. Everything else in a log is the same in whatever order it is written: rows of several
  /// cases at one instant are put in order of their cases, and texts are numbered as they come.
  static func restore(_ table: inout LogTable, sheets: [LogSheet], tellsEvents: Bool) {
    let order = table.order
    if order == .newestFirst { table.rows.reverse() }
    let casesOrder = tellsEvents ? FileOrder.order(of: table.caseRows.map(\.opened)) : .oldestFirst
    // Of rows of one case in the table of cases the last is the latest.
    if casesOrder == .newestFirst { table.caseRows.reverse() }
    if let first = sheets.first, table.rows.count > 1 {
      table.notes.append(.order(file: first.fileName, order))
      let guessed = order == .none && tellsEvents ? tiesWithinCases(table) : 0
      if guessed * 100 > table.rows.count {
        table.notes.append(.guessedOrder(file: first.fileName, rows: guessed))
      }
    }
    sort(&table, tellsEvents: tellsEvents)
    renumber(&table)
  }

  private static func time(_ row: LogRow, _ tellsEvents: Bool) -> Double { tellsEvents ? row.moment : row.opened }

  /// The order of a log: that of the rows of each case, which may stand case by case, or else of all rows.
  static func order(of table: LogTable, tellsEvents: Bool) -> FileOrder {
    if tellsEvents {
      var last = [Double](repeating: .nan, count: table.cases.count)
      var (ups, downs) = (0, 0)
      for row in table.rows {
        let before = last[Int(row.caseNumber)]
        if row.moment > before { ups += 1 } else if row.moment < before { downs += 1 }
        last[Int(row.caseNumber)] = row.moment
      }
      let order = FileOrder(ups: ups, downs: downs)
      if ups + downs >= 5, order != .none { return order }
    }
    return order(of: table.rows.map { time($0, tellsEvents) })
  }

  static func order(of times: [Double]) -> FileOrder {
    var (ups, downs) = (0, 0)
    for (a, b) in zip(times, times.dropFirst()) {
      if a < b { ups += 1 } else if b < a { downs += 1 }
    }
    return FileOrder(ups: ups, downs: downs)
  }

  /// Rows that share their case and their time with another that tells something else.
  private static func tiesWithinCases(_ table: LogTable) -> Int {
    var last = [Int32](repeating: -1, count: table.cases.count)
    var count = 0
    for (index, row) in table.rows.enumerated() {
      let before = last[Int(row.caseNumber)]
      if before >= 0 {
        let other = table.rows[Int(before)]
        if other.moment == row.moment, other.tier != row.tier || other.isClosed != row.isClosed { count += 1 }
      }
      last[Int(row.caseNumber)] = Int32(index)
    }
    return count
  }

  private static func sort(_ table: inout LogTable, tellsEvents: Bool) {
    let rows = table.rows
    func key(_ row: LogRow) -> Double { time(row, tellsEvents) }
    func precedes(_ a: Int32, _ b: Int32) -> Bool {
      let (x, y) = (rows[Int(a)], rows[Int(b)])
      let (first, second) = (key(x), key(y))
      if first != second { return first < second }
      if x.caseNumber != y.caseNumber { return table.cases.precedes(x.caseNumber, y.caseNumber) }
      if x.caseNumber < 0, let other = FileOrder.precedesByContent(x, y, table) { return other }
      return a < b
    }
    // Most logs are in order but for a few rows of one instant.
    if rows.indices.dropFirst().allSatisfy({ !precedes(Int32($0), Int32($0 - 1)) }) { return }
    var order = rows.indices.map { Int32($0) }
    order.sort(by: precedes)
    table.rows = order.map { rows[Int($0)] }
  }

  /// The order of two cases without numbers that opened at one instant; `nil` when they are alike.
  private static func precedesByContent(_ a: LogRow, _ b: LogRow, _ table: LogTable) -> Bool? {
    for time in LogTime.allCases where a[time] != b[time] && !(a[time].isNaN && b[time].isNaN) {
      return b[time].isNaN || a[time] < b[time]
    }
    for (first, second, pool) in [
      (a.type, b.type, table.types), (a.unit, b.unit, table.units), (a.desk, b.desk, table.desks),
    ] where first != second {
      return pool.precedes(first, second)
    }
    if a.tier != b.tier { return a.tier < b.tier }
    return a.urgency != b.urgency ? a.urgency < b.urgency : nil
  }

  /// Numbers texts by the row that names them first.
  private static func renumber(_ table: inout LogTable) {
    for (pool, property) in [
      (\LogTable.cases, \LogRow.caseNumber), (\.types, \.type), (\.units, \.unit), (\.desks, \.desk),
    ] {
      let order = order(of: table[keyPath: pool], in: table.rows, property)
      if order.indices.allSatisfy({ order[$0] == $0 }) { continue }
      table[keyPath: pool] = table[keyPath: pool].renumbered(order)
      var new = [Int32](repeating: -1, count: order.count)
      for (number, old) in order.enumerated() { new[Int(old)] = Int32(number) }
      for rows in [\LogTable.rows, \.caseRows] {
        for index in table[keyPath: rows].indices {
          let old = table[keyPath: rows][index][keyPath: property]
          if old >= 0 { table[keyPath: rows][index][keyPath: property] = new[Int(old)] }
        }
      }
    }
  }

  /// The numbers of texts in the order in which rows name them; those that none names, by their texts.
  private static func order(
    of pool: TextPool, in rows: [LogRow], _ property: KeyPath<LogRow, Int32>
  ) -> [Int32] {
    var isNamed = [Bool](repeating: false, count: pool.count)
    var order: [Int32] = []
    order.reserveCapacity(pool.count)
    for row in rows {
      let number = row[keyPath: property]
      guard number >= 0, !isNamed[Int(number)] else { continue }
      isNamed[Int(number)] = true
      order.append(number)
    }
    // Those of rows that are left out, or of the table of cases.
    return order + isNamed.indices.filter { !isNamed[$0] }.map { Int32($0) }.sorted { pool.precedes($0, $1) }
  }
}
