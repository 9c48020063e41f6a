// Work that is no issue of a resident's: looking at further reports and at nothing, and errands.

extension FlowSimulation {
  mutating func beginOther(_ report: Int32, at station: Int, _ time: Double) -> Bool {
    let entry = region.issues.row(Int(report))
    let work: Double
    switch entry.pointee.kind {
    case .errand: work = draw(policy.cell(entry).pointee.work, .work, report)
    case .duplicate where entry.pointee.channel == IssueRecord.noChannel:
      work = draw(policy.tier(0).pointee.lineCheck, .lineCheck, report)
    case .duplicate, .falseAlarm, .issue:
      let channel = policy.channel(Int(entry.pointee.channel))
      // What tells reports of one issue apart is kept where visits are counted.
      work = draw(channel.pointee.verify, .verify, report, visit: Int(entry.pointee.visitCounts))
      count(.verifyMinutes, work)
    }
    entry.pointee.state = .inService
    entry.pointee.started = time
    entry.pointee.visitWork = work
    entry.pointee.work += work
    var minutes = work * floor.desks.row(station).pointee.slowness
    if floor.desks.row(station).pointee.isSpecial { minutes += switchTime(to: entry.pointee.type, at: station) }
    entry.pointee.visitMinutes = minutes
    countStart(of: minutes, at: station)
    beginWork(of: minutes, on: report, at: station, time, rule: floor.desks.row(station).pointee.endOfShift)
    return true
  }

  mutating func endOther(_ report: Int32, at station: Int, _ time: Double) {
    let end: VisitEnd =
      switch region.issues[Int(report)].kind {
      case .errand: .errand
      case .duplicate: .merged
      case .falseAlarm, .issue: .dismissed
      }
    ledger.records.add(visit(report, at: station, started: region.issues[Int(report)].started, ended: time, end: end))
    endOther(report, isDone: true, time)
  }

  /// - Parameter isDone: false before a full room, where nobody looks at it.
  mutating func endOther(_ report: Int32, isDone: Bool, _ time: Double) {
    switch region.issues[Int(report)].kind {
    case .errand:
      ledger.counts.errands += 1
      if isDone { count(.errands) }
      end(report, .errand, time)
    case .duplicate:
      ledger.counts.merged += 1
      end(report, .merged, time)
    case .falseAlarm, .issue:
      ledger.counts.dismissed += 1
      end(report, .dismissed, time)
    }
  }
}
