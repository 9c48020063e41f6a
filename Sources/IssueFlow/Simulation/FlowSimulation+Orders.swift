// 点单: a tier without authority orders what it needs from the departments.

extension FlowSimulation {
  /// 点单: lets a tier without authority order what it needs from the departments; false when it orders nothing, or is
  /// refused and must pass the issue up. An order that is accepted writes the row of the visit that it ends.
  mutating func order(_ issue: Int32, at station: Int, _ time: Double) -> Bool {
    let entry = region.issues.row(Int(issue))
    guard let orders = policy.tier(Int(entry.pointee.tier)).pointee.orders else { return false }
    let type = policy.type(Int(entry.pointee.type)).pointee
    let field = entry.pointee.visitField
    let called = neededCalls(for: issue, of: type)
    guard !called.isEmpty else { return false }
    count(.ordered)
    guard befalls(orders.acceptance, .orderAcceptance, issue, visit: field) else {
      count(.refused)
      return false
    }
    ledger.records.add(visit(issue, at: station, started: entry.pointee.started, ended: time, end: .continued))
    call(called, for: issue, of: type, .orderResponse, orders.response, time)
    return true
  }
}
