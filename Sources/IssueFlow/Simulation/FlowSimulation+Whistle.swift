import EventKernel
import Queueing
import RandomStreams

// 吹哨: departments are called together; each answers, works with its own staff, and the last one joins.

extension FlowSimulation {
  /// Calls the departments that the issue needs; false when it needs none.
  mutating func whistle(_ issue: Int32, _ time: Double) -> Bool {
    let type = policy.type(Int(region.issues[Int(issue)].type)).pointee
    let called = neededCalls(for: issue, of: type)
    guard !called.isEmpty else { return false }
    call(called, for: issue, of: type, .departmentResponse, nil, time)
    return true
  }

  /// The calls of a type that an issue needs, by number.
  func neededCalls(for issue: Int32, of type: IssueType) -> [Int] {
    (0..<Int(type.callCount)).filter { call in
      let needed = policy.rules.departmentCalls[Int(type.firstCall) + call]
      let number = Int(policy.rules.departments[Int(needed.department)].luckNumber)
      return befalls(needed.share, .departmentCall, issue, visit: number)
    }
  }

  /// Calls departments together; the last to finish joins.
  mutating func call(
    _ called: [Int], for issue: Int32, of type: IssueType, _ purpose: FlowPurpose, _ response: SamplerID?,
    _ time: Double
  ) {
    let join = region.joins.fork(into: called.count)
    region.issues[Int(issue)].state = .pending
    for call in called {
      let needed = policy.rules.departmentCalls[Int(type.firstCall) + call]
      let department = policy.rules.departments[Int(needed.department)]
      let task = region.tasks.take(
        DepartmentTask(
          issue: issue, department: needed.department, join: join, luckNumber: needed.luckNumber, called: time))
      let delay = draw(response ?? department.response, purpose, ofTask: task)
      region.tasks[Int(task)].isOrder = response != nil
      scheduleIfEver(.departmentAnswers(task: task), at: time + delay)
    }
  }

  /// A duration of a department's: its luck is the issue's, but for the number of the department and the type together,
  /// and differs by how often the issue has been at the tier.
  private mutating func draw(_ sampler: SamplerID, _ purpose: FlowPurpose, ofTask task: Int32) -> Double {
    if samplers.isConstant(sampler) { return samplers.mean(sampler) }
    let entry = region.tasks[Int(task)]
    let issue = region.issues.row(Int(entry.issue))
    let address = StreamAddress(
      purpose: purpose.stream, type: Int(entry.luckNumber), place: Int(issue.pointee.luckPlace),
      ordinal: issue.pointee.ordinal, visit: issue.pointee.visitField & 0xFF)
    return samplers.sample(sampler, from: stream, at: address)
  }

  mutating func answer(_ task: Int32, _ time: Double) {
    region.tasks[Int(task)].arrived = time
    region.tasks[Int(task)].state = .waiting
    enter(task, at: departmentStation(of: task), rank: rank(of: region.tasks[Int(task)].issue), time)
  }

  /// Where the department that a task calls sits, for the unit where the issue is whistled.
  mutating func departmentStation(of task: Int32) -> Int {
    let entry = region.tasks[Int(task)]
    let unit = policy.forebear(of: region.issues[Int(entry.issue)].place, atTier: policy.rules.whistleTier)
    return model.layout.department(Int(entry.department), ofUnit: unit)
  }

  mutating func beginDepartmentWork(_ task: Int32, at station: Int, _ time: Double) {
    let entry = region.tasks[Int(task)]
    let work = draw(policy.rules.departments[Int(entry.department)].work, .departmentWork, ofTask: task)
    region.tasks[Int(task)].started = time
    region.tasks[Int(task)].state = .inService
    region.tasks[Int(task)].work = work
    region.issues[Int(entry.issue)].work += work
    countStart(of: work, at: station)
    beginWork(of: work, on: task, at: station, time)
  }

  mutating func endDepartmentWork(_ task: Int32, at station: Int, _ time: Double) {
    let entry = region.tasks[Int(task)]
    ledger.records.add(visit(ofTask: task, at: station, started: entry.started, time, end: .continued))
    region.release(task: task)
    if entry.isOrder {
      count(.orderMinutes, time - entry.called)
      count(.ordersAnswered)
    }
    if region.joins.endBranch(of: entry.join) {
      count(.joined)
      count(.joinMinutes, time - entry.called)
      solve(entry.issue, time)
    }
  }

  /// A row about a department's work; its wait begins when the whistle calls.
  mutating func visit(
    ofTask task: Int32, at station: Int, started: Double, _ ended: Double, end: VisitEnd
  ) -> VisitRecord {
    let entry = region.tasks[Int(task)]
    let issue = region.issues[Int(entry.issue)]
    return VisitRecord(
      arrived: entry.called, started: started, ended: ended, work: started < ended ? entry.work : 0,
      ordinal: issue.ordinal, place: issue.place, station: Int32(station), type: issue.type,
      tier: UInt8(policy.rules.whistleTier), role: .department, department: UInt8(truncatingIfNeeded: entry.department),
      end: end, kind: issue.kind, report: issue.report)
  }
}
