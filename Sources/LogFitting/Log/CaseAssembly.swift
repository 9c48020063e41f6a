import ScenarioLanguage

/// Makes cases and visits of rows.
///
/// A log tells visits in one of three ways. Rows with `start` and `end` are pieces of work: each is a visit. Rows with
/// `entered` alone are states: the case is where a row says until the next row. Rows with `end` alone are things done: the
/// case was where a row says since the row before. In the last two ways, rows of the same tier one after another are one
/// visit. Rows after a closing are none of a case's, unless they open it again.
struct CaseAssembly {
  let map: LogMap
  private var log = EventLog()
  private var after: AfterClosing
  private let rows: RowsByCase
  /// Minutes to which the column of closing is rounded.
  private let closedStep: Double

  static func log(of table: LogTable, map: LogMap, extent: LogExtent) -> EventLog {
    var assembly = CaseAssembly(table, map, extent)
    assembly.assemble(table, extent)
    assembly.log.after = assembly.after.tally
    return assembly.log
  }

  private init(_ table: LogTable, _ map: LogMap, _ extent: LogExtent) {
    self.map = map
    let rows = RowsByCase(map.columns.tellsEvents ? table.rows : [], caseCount: table.cases.count)
    self.rows = rows
    closedStep = (map.cases == nil ? table.granularity[.closed] : table.caseGranularity[.closed])?.step ?? 0
    after = AfterClosing(table, map: map, end: extent.end) { body in
      CaseAssembly.eachCase(of: table, rows) { body($1) }
    }
  }

  private var isOfWork: Bool { !map.columns.start.isEmpty && !map.columns.end.isEmpty }
  private var isOfThingsDone: Bool { map.columns.entered.isEmpty && map.columns.start.isEmpty }

  private mutating func assemble(_ table: LogTable, _ extent: LogExtent) {
    log.tierCount = max(1, map.tiers.count)
    log.hasTimeOfDay = table.hasTimeOfDay
    log.opensAtTimeOfDay = table.opensAtTimeOfDay
    log.hasWork = map.columns.tellsEvents && isOfWork
    log.tellsEntered = !map.columns.entered.isEmpty
    log.hasMoves = map.columns.tellsEvents && log.tierCount > 1
    log.opensWithWork =
      log.entersWithWaiting && map.columns.opened.isEmpty && map.cases?.columns.opened.isEmpty ?? true
    log.end = extent.end
    if map.columns.tellsEvents {
      assembleEvents(table, extent)
    } else {
      for row in table.rows where row.opened >= extent.begin { addWhole(row) }
    }
    log.begin = log.cases.reduce(Double.infinity) { min($0, $1.opened) }
  }

  /// A row that is a case.
  private mutating func addWhole(_ row: LogRow) {
    guard row.opened < log.end else { return }
    let isClosed = !row.closed.isNaN && row.closed <= log.end && (map.closedWhen.isEmpty || row.isClosed)
    let left = isClosed ? row.closed : log.end
    log.cases.append(
      LogCase(
        type: row.type, unit: row.unit, urgency: row.urgency, reopens: 0, line: row.line, opened: row.opened,
        closed: isClosed ? row.closed : .nan, firstVisit: Int32(log.visits.count), visitCount: 1))
    log.visits.append(
      LogVisit(
        tier: row.tier, next: isClosed ? .closed : .unknown, isReopening: false, desk: row.desk, entered: row.opened,
        started: row.start, ended: row.end, left: left))
  }

  /// Gives the rows of every case that has some, in the order of time and then of the file.
  private static func eachCase(
    of table: LogTable, _ rows: RowsByCase, _ body: (_ number: Int, _ events: [LogRow]) -> Void
  ) {
    var events: [LogRow] = []
    for number in 0..<table.cases.count where !rows[number].isEmpty {
      events.removeAll(keepingCapacity: true)
      for index in rows[number] { events.append(table.rows[Int(index)]) }
      if zip(events, events.dropFirst()).contains(where: { $0.moment > $1.moment }) {
        // Stable, so that rows of one time keep the order of the file.
        events = events.enumerated().sorted { ($0.element.moment, $0.offset) < ($1.element.moment, $1.offset) }
          .map(\.element)
      }
      body(number, events)
    }
  }

  private mutating func assembleEvents(_ table: LogTable, _ extent: LogExtent) {
    let tellsClosing =
      !map.closedWhen.isEmpty || !map.columns.closed.isEmpty || !(map.cases?.columns.closed.isEmpty ?? true)
    log.closesWithLastRow = !tellsClosing
    var caseRows = [Int32](repeating: -1, count: table.cases.count)
    for (index, row) in table.caseRows.enumerated() { caseRows[Int(row.caseNumber)] = Int32(index) }
    if table.leftOut > 0 { log.casesLeftOut = (0..<table.cases.count).count { rows[$0].isEmpty } }
    CaseAssembly.eachCase(of: table, rows) { number, events in
      let whole = caseRows[number] >= 0 ? table.caseRows[Int(caseRows[number])] : nil
      if map.cases != nil, whole == nil {
        log.casesNotInTable += 1
      } else {
        addCase(events, whole: whole, extent)
      }
    }
  }

  private mutating func addCase(_ rows: [LogRow], whole: LogRow?, _ extent: LogExtent) {
    let first = rows[0]
    var opened = whole?.opened ?? .nan
    if opened.isNaN { opened = rows.lazy.map(\.opened).first { !$0.isNaN } ?? .nan }
    if opened.isNaN || opened > first.moment { opened = first.moment }
    guard opened < log.end, opened >= extent.begin else { return }
    var item = LogCase(
      type: whole.map { $0.type >= 0 ? $0.type : first.type } ?? first.type,
      unit: whole.map { $0.unit >= 0 ? $0.unit : first.unit } ?? first.unit, urgency: first.urgency, reopens: 0,
      line: first.line, opened: opened, closed: .nan, firstVisit: Int32(log.visits.count), visitCount: 0)
    if let whole, whole.urgency > item.urgency { item.urgency = whole.urgency }
    let told = toldClosing(rows, whole: whole)
    let lastMoment = lastMoment(of: rows, closed: told)
    var stay: LogVisit?
    var time = opened
    var closedAt = Double.nan
    func leave(_ next: LogVisit.Next, at time: Double) {
      guard var visit = stay else { return }
      visit.left = max(time, visit.entered)
      visit.next = next
      log.visits.append(visit)
      stay = nil
    }
    for row in rows where row.moment <= log.end {
      // After the closing that a column tells, and not the first: a case has a stay.
      if row.moment > lastMoment, stay != nil || !closedAt.isNaN {
        after.skipTold(row)
        continue
      }
      // Work of which nothing says when the case came is waited for since the visit before.
      let entered = isOfThingsDone || isOfWork && row.entered.isNaN ? time : row.moment
      if !closedAt.isNaN {
        // Closed twice is closed.
        if row.isClosed { continue }
        guard after.opensAgain(row, closedAt: closedAt) else {
          after.skip(row)
          continue
        }
        after.reopen(row)
        item.reopens += item.reopens < .max ? 1 : 0
        stay = visit(row, entered: row.moment, isReopening: true)
        closedAt = .nan
      } else if let visit = stay, visit.tier == row.tier, !isOfWork {
        if visit.desk != row.desk { log.handovers += 1 }
        stay?.desk = row.desk
      } else {
        leave(.tier(Int(row.tier)), at: entered)
        stay = visit(row, entered: entered, isReopening: false)
      }
      time = row.end.isNaN ? row.moment : row.end
      if row.isClosed {
        closedAt = isOfWork ? time : row.moment
        leave(.closed, at: closedAt)
      }
    }
    if !told.isNaN, told <= log.end {
      closedAt = max(told, time)
    } else if log.closesWithLastRow {
      closedAt = time
    }
    if closedAt.isNaN {
      leave(.unknown, at: log.end)
    } else if stay != nil {
      leave(.closed, at: closedAt)
    } else if log.visits.count > Int(item.firstVisit) {
      closedAt = log.visits[log.visits.count - 1].left
    }
    item.visitCount = Int32(log.visits.count) - item.firstVisit
    guard item.visitCount > 0 else { return }
    item.closed = closedAt
    log.cases.append(item)
  }

  /// When a column says that a case was closed; NaN where none does.
  private func toldClosing(_ rows: [LogRow], whole: LogRow?) -> Double {
    // A table of cases with a state believes its time of closing only where the state means closed.
    let isBelieved = map.cases?.columns.status.isEmpty ?? true || whole?.isClosed ?? true
    return !isBelieved ? .nan : whole.map { $0.closed } ?? rows.lazy.map(\.closed).last { !$0.isNaN } ?? .nan
  }

  /// Up to when rows are of a case that a column says was closed then: no row of it is later, unless it is closed by a row
  /// as well. A time of closing that is rounded lies anywhere within its day or minute.
  private func lastMoment(of rows: [LogRow], closed told: Double) -> Double {
    guard !told.isNaN, told <= log.end else { return .infinity }
    let last =
      closedStep >= 60 ? ((told / closedStep).rounded(.down) + 1) * closedStep : told + max(closedStep, 1.0 / 60)
    return rows.contains { $0.isClosed && $0.moment > last } ? .infinity : last
  }

  private func visit(_ row: LogRow, entered: Double, isReopening: Bool) -> LogVisit {
    LogVisit(
      tier: row.tier, next: .unknown, isReopening: isReopening, desk: row.desk, entered: entered,
      started: isOfWork ? row.start : .nan, ended: isOfWork ? row.end : .nan, left: entered)
  }
}
