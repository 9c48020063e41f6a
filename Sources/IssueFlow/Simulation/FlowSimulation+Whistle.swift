import EventKernel
import Queueing
import RandomStreams

// 吹哨: departments are called together; each answers, works with its own staff, and the last one joins.

extension FlowSimulation {
  /// Calls the departments that the issue needs; false when it needs none.
  mutating func whistle(_ issue: Int32, _ time: Double) -> Bool {
    let type = tables.type(Int(issues[Int(issue)].type)).pointee
    var called: [Int] = []
    for call in 0..<Int(type.callCount) {
      let needed = rules.departmentCalls[Int(type.firstCall) + call]
      let number = Int(rules.departments[Int(needed.department)].luckNumber)
      if befalls(needed.share, .departmentCall, issue, visit: number) { called.append(call) }
    }
    guard !called.isEmpty else { return false }
    call(called, for: issue, of: type, .departmentResponse, nil, time)
    return true
  }

  /// 点单: lets a tier without authority order what it needs from the departments; false when it orders nothing, or is
  /// refused and must pass the issue up. An order that is accepted writes the row of the visit that it ends.
  mutating func order(_ issue: Int32, at station: Int, _ time: Double) -> Bool {
    let entry = issues.row(Int(issue))
    guard let orders = tables.tier(Int(entry.pointee.tier)).pointee.orders else { return false }
    let type = tables.type(Int(entry.pointee.type)).pointee
    let field = entry.pointee.visitField
    var called: [Int] = []
    for call in 0..<Int(type.callCount) {
      let needed = rules.departmentCalls[Int(type.firstCall) + call]
      let number = Int(rules.departments[Int(needed.department)].luckNumber)
      if befalls(needed.share, .departmentCall, issue, visit: number) { called.append(call) }
    }
    guard !called.isEmpty else { return false }
    count(.ordered)
    guard befalls(orders.acceptance, .orderAcceptance, issue, visit: field) else {
      count(.refused)
      return false
    }
    records.add(visit(issue, at: station, started: entry.pointee.started, ended: time, end: .continued))
    call(called, for: issue, of: type, .orderResponse, orders.response, time)
    return true
  }

  /// Calls departments together; the last to finish joins.
  private mutating func call(
    _ called: [Int], for issue: Int32, of type: IssueType, _ purpose: FlowPurpose, _ response: SamplerID?,
    _ time: Double
  ) {
    let join = joins.fork(into: called.count)
    issues[Int(issue)].state = .pending
    for call in called {
      let needed = rules.departmentCalls[Int(type.firstCall) + call]
      let department = rules.departments[Int(needed.department)]
      let task = place(
        DepartmentTask(
          issue: issue, department: needed.department, join: join, luckNumber: needed.luckNumber, called: time))
      let delay = draw(response ?? department.response, purpose, ofTask: task)
      tasks[Int(task)].isOrder = response != nil
      scheduleIfEver(.departmentAnswers(task: task), at: time + delay)
    }
  }

  /// A duration of a department's: its luck is the issue's, but for the number of the department and the type together,
  /// and differs by how often the issue has been at the tier.
  private mutating func draw(_ sampler: SamplerID, _ purpose: FlowPurpose, ofTask task: Int32) -> Double {
    if model.samplers.isConstant(sampler) { return model.samplers.mean(sampler) }
    let entry = tasks[Int(task)]
    let issue = issues.row(Int(entry.issue))
    let address = StreamAddress(
      purpose: purpose.stream, type: Int(entry.luckNumber), place: Int(issue.pointee.luckPlace),
      ordinal: issue.pointee.ordinal, visit: issue.pointee.visitField & 0xFF)
    return model.samplers.sample(sampler, from: stream, at: address)
  }

  mutating func answer(_ task: Int32, _ time: Double) {
    tasks[Int(task)].arrived = time
    tasks[Int(task)].state = .waiting
    enter(task, at: departmentStation(of: task), rank: rank(of: tasks[Int(task)].issue), time)
  }

  /// Where the department that a task calls sits, for the unit where the issue is whistled.
  mutating func departmentStation(of task: Int32) -> Int {
    let entry = tasks[Int(task)]
    let unit = tables.forebear(of: issues[Int(entry.issue)].place, atTier: rules.whistleTier)
    return Int(rules.departments[Int(entry.department)].firstStation) + unit
      - model.units(ofTier: rules.whistleTier).lowerBound
  }

  mutating func beginDepartmentWork(_ task: Int32, at station: Int, _ time: Double) {
    let entry = tasks[Int(task)]
    let work = draw(rules.departments[Int(entry.department)].work, .departmentWork, ofTask: task)
    tasks[Int(task)].started = time
    tasks[Int(task)].state = .inService
    tasks[Int(task)].work = work
    issues[Int(entry.issue)].work += work
    countStart(of: work, at: station)
    beginWork(of: work, on: task, at: station, time)
  }

  mutating func endDepartmentWork(_ task: Int32, at station: Int, _ time: Double) {
    let entry = tasks[Int(task)]
    records.add(visit(ofTask: task, at: station, started: entry.started, time, end: .continued))
    tasks[Int(task)].state = .free
    freeTasks.append(task)
    if entry.isOrder {
      count(.orderMinutes, time - entry.called)
      count(.ordersAnswered)
    }
    if joins.endBranch(of: entry.join) {
      count(.joined)
      count(.joinMinutes, time - entry.called)
      solve(entry.issue, time)
    }
  }

  /// A row about a department's work; its wait begins when the whistle calls.
  mutating func visit(
    ofTask task: Int32, at station: Int, started: Double, _ ended: Double, end: VisitEnd
  ) -> VisitRecord {
    let entry = tasks[Int(task)]
    let issue = issues[Int(entry.issue)]
    return VisitRecord(
      arrived: entry.called, started: started, ended: ended, work: started < ended ? entry.work : 0,
      ordinal: issue.ordinal, place: issue.place, station: Int32(station), type: issue.type,
      tier: UInt8(rules.whistleTier), role: .department, department: UInt8(truncatingIfNeeded: entry.department),
      end: end, kind: issue.kind, report: issue.report)
  }

  private mutating func place(_ task: DepartmentTask) -> Int32 {
    if let free = freeTasks.popLast() {
      tasks[Int(free)] = task
      return free
    }
    tasks.append(task)
    return Int32(tasks.count - 1)
  }
}
