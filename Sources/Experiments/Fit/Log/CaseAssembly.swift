import IssueFlow

/// Makes cases and visits of rows.
///
/// A log tells visits in one of three ways. Rows with `start` and `end` are pieces of work: each is a visit. Rows with
/// `entered` alone are states: the case is where a row says until the next row. Rows with `end` alone are things done: the
/// case was where a row says since the row before. In the last two ways, rows of the same tier one after another are one
/// visit.
struct CaseAssembly {
  let map: LogMap
  private var log = EventLog()

  init(map: LogMap) { self.map = map }

  static func log(of table: LogTable, map: LogMap) -> EventLog {
    var assembly = CaseAssembly(map: map)
    assembly.assemble(table)
    return assembly.log
  }

  private var isOfWork: Bool { !map.columns.start.isEmpty && !map.columns.end.isEmpty }
  private var isOfThingsDone: Bool { map.columns.entered.isEmpty && map.columns.start.isEmpty }

  private mutating func assemble(_ table: LogTable) {
    log.tierCount = max(1, map.tiers.count)
    log.hasTimeOfDay = table.hasTimeOfDay
    log.hasWork = map.columns.tellsEvents && isOfWork
    log.hasMoves = map.columns.tellsEvents && log.tierCount > 1
    log.entersWithWaiting = log.hasWork && map.columns.entered.isEmpty
    log.opensWithWork =
      log.entersWithWaiting && map.columns.opened.isEmpty && map.cases?.columns.opened.isEmpty ?? true
    let latest = max(
      table.rows.reduce(-Double.infinity) { max($0, $1.latest) },
      table.caseRows.reduce(-Double.infinity) { max($0, $1.latest) })
    let wholeDay = latest / 1440 == (latest / 1440).rounded() ? latest + 1440 : latest
    log.end = map.until.map { Double(($0.dayNumber + 1) * 1440) } ?? (table.hasTimeOfDay ? latest : wholeDay)
    if map.columns.tellsEvents {
      assembleEvents(table)
    } else {
      for row in table.rows { addWhole(row) }
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
        type: row.type, unit: row.unit, urgency: row.urgency, reopens: 0, opened: row.opened,
        closed: isClosed ? row.closed : .nan, firstVisit: Int32(log.visits.count), visitCount: 1))
    log.visits.append(
      LogVisit(
        tier: row.tier, next: isClosed ? .closed : .unknown, isReopening: false, desk: row.desk, entered: row.opened,
        started: row.start, ended: row.end, left: left))
  }

  private mutating func assembleEvents(_ table: LogTable) {
    let tellsClosing =
      !map.closedWhen.isEmpty || !map.columns.closed.isEmpty || !(map.cases?.columns.closed.isEmpty ?? true)
    log.closesWithLastRow = !tellsClosing
    // Rows by case, in the order of time and then of the file.
    var counts = [Int32](repeating: 0, count: table.cases.count + 1)
    for row in table.rows { counts[Int(row.caseNumber) + 1] += 1 }
    for index in 1..<max(1, counts.count) { counts[index] += counts[index - 1] }
    var order = [Int32](repeating: 0, count: table.rows.count)
    var fill = counts
    for (index, row) in table.rows.enumerated() {
      order[Int(fill[Int(row.caseNumber)])] = Int32(index)
      fill[Int(row.caseNumber)] += 1
    }
    var caseRows = [Int32](repeating: -1, count: table.cases.count)
    for (index, row) in table.caseRows.enumerated() { caseRows[Int(row.caseNumber)] = Int32(index) }
    var events: [LogRow] = []
    for number in 0..<table.cases.count {
      let range = Int(counts[number])..<Int(counts[number + 1])
      if range.isEmpty {
        if table.leftOut > 0 { log.casesLeftOut += 1 }
        continue
      }
      events.removeAll(keepingCapacity: true)
      for index in order[range] { events.append(table.rows[Int(index)]) }
      if zip(events, events.dropFirst()).contains(where: { $0.moment > $1.moment }) {
        // Stable, so that rows of one time keep the order of the file.
        events = events.enumerated().sorted { ($0.element.moment, $0.offset) < ($1.element.moment, $1.offset) }
          .map(\.element)
      }
      let whole = caseRows[number] >= 0 ? table.caseRows[Int(caseRows[number])] : nil
      if map.cases != nil, whole == nil { continue }
      addCase(events, whole: whole)
    }
  }

  private mutating func addCase(_ rows: [LogRow], whole: LogRow?) {
    let first = rows[0]
    var opened = whole?.opened ?? .nan
    if opened.isNaN { opened = rows.lazy.map(\.opened).first { !$0.isNaN } ?? .nan }
    if opened.isNaN || opened > first.moment { opened = first.moment }
    guard opened < log.end else { return }
    var item = LogCase(
      type: whole.map { $0.type >= 0 ? $0.type : first.type } ?? first.type,
      unit: whole.map { $0.unit >= 0 ? $0.unit : first.unit } ?? first.unit, urgency: first.urgency, reopens: 0,
      opened: opened, closed: .nan, firstVisit: Int32(log.visits.count), visitCount: 0)
    if let whole, whole.urgency > item.urgency { item.urgency = whole.urgency }
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
      // Work of which nothing says when the case came is waited for since the visit before.
      let entered = isOfThingsDone || isOfWork && row.entered.isNaN ? time : row.moment
      if !closedAt.isNaN {
        // Closed twice is closed; anything else opens the case again.
        if row.isClosed { continue }
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
    // A table of cases with a state believes its time of closing only where the state means closed.
    let isBelieved = map.cases?.columns.status.isEmpty ?? true || whole?.isClosed ?? true
    let told = !isBelieved ? .nan : whole.map { $0.closed } ?? rows.lazy.map(\.closed).last { !$0.isNaN } ?? .nan
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

  private func visit(_ row: LogRow, entered: Double, isReopening: Bool) -> LogVisit {
    LogVisit(
      tier: row.tier, next: .unknown, isReopening: isReopening, desk: row.desk, entered: entered,
      started: isOfWork ? row.start : .nan, ended: isOfWork ? row.end : .nan, left: entered)
  }
}
