// Issues that nobody takes for a while.

extension FlowSimulation {
  /// How long nobody takes an issue; `nil` when it has an owner.
  mutating func ownerlessTime(of issue: Int32) -> Double? {
    let type = policy.type(region.issues.row(Int(issue)))
    guard type.pointee.ownerless > 0, befalls(type.pointee.ownerless, .ownerless, issue) else { return nil }
    var wait = draw(type.pointee.ownerlessDelay, .ownerlessDelay, issue)
    if type.pointee.hasFallback { wait = min(wait, draw(type.pointee.fallback, .fallback, issue)) }
    count(.ownerless)
    count(.ownerlessMinutes, wait)
    return wait
  }
}
