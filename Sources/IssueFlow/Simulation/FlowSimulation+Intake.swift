// The desk registers a report and sends it on; reports of known issues and of nothing end here.

extension FlowSimulation {
  mutating func beginIntake(_ report: Int32, at station: Int, _ time: Double) {
    let index = Int(report)
    // Further reports of one issue share its identity; what tells them apart is kept where visits are counted.
    let field = region.issues[index].kind == .issue ? 0 : Int(region.issues[index].visitCounts)
    let work = policy.rules.intake.map { draw($0.work, .intakeWork, report, visit: field) } ?? 0
    region.issues[index].state = .inService
    region.issues[index].started = time
    region.issues[index].resumed = time
    region.issues[index].visitWork = work
    region.issues[index].visitMinutes = work
    region.issues[index].work += work
    countStart(of: work, at: station)
    beginWork(of: work, on: report, at: station, time)
  }

  mutating func endIntake(_ report: Int32, at station: Int, _ time: Double) {
    let started = region.issues[Int(report)].started
    switch region.issues[Int(report)].kind {
    case .issue:
      ledger.records.add(visit(report, at: station, started: started, ended: time, end: .assigned))
      assign(report, time)
    case .duplicate:
      ledger.records.add(visit(report, at: station, started: started, ended: time, end: .merged))
      ledger.counts.merged += 1
      end(report, .merged, time)
    case .falseAlarm:
      ledger.records.add(visit(report, at: station, started: started, ended: time, end: .dismissed))
      ledger.counts.dismissed += 1
      end(report, .dismissed, time)
    case .errand:
      preconditionFailure("errands do not come to desks")
    }
  }
}
