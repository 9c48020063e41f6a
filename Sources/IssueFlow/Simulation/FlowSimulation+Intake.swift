import RandomStreams

// The desk registers a report and sends it on; reports of known issues and of nothing end here.

extension FlowSimulation {
  mutating func beginIntake(_ report: Int32, at station: Int, _ time: Double) {
    let index = Int(report)
    // Further reports of one issue share its identity; what tells them apart is kept where visits are counted.
    let field = issues[index].kind == .issue ? 0 : Int(issues[index].visitCounts)
    let work = rules.intake.map { draw($0.work, .intakeWork, report, visit: field) } ?? 0
    issues[index].state = .inService
    issues[index].started = time
    issues[index].resumed = time
    issues[index].visitWork = work
    issues[index].visitMinutes = work
    issues[index].work += work
    countStart(of: work, at: station)
    beginWork(of: work, on: report, at: station, time)
  }

  mutating func endIntake(_ report: Int32, at station: Int, _ time: Double) {
    let started = issues[Int(report)].started
    switch issues[Int(report)].kind {
    case .issue:
      records.add(visit(report, at: station, started: started, ended: time, end: .assigned))
      assign(report, time)
    case .duplicate:
      records.add(visit(report, at: station, started: started, ended: time, end: .merged))
      counts.merged += 1
      end(report, .merged, time)
    case .falseAlarm:
      records.add(visit(report, at: station, started: started, ended: time, end: .dismissed))
      counts.dismissed += 1
      end(report, .dismissed, time)
    case .errand:
      preconditionFailure("errands do not come to desks")
    }
  }
}
