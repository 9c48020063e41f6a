import EventKernel

// Several lines of a unit hear of the same issue.

extension FlowSimulation {
  /// Another line of the unit registers the same issue, and drops it once it sees that.
  mutating func registerTwice(_ issue: Int32, _ tier: Tier, _ time: Double) {
    let original = region.issues[Int(issue)]
    let lines = model.layout.lineCount
    guard lines > 1 else { return }
    let own = Int(policy.type(region.issues.row(Int(issue))).pointee.line)
    let other = (own + 1) % lines
    let again = allocateIssue(type: original.type, place: original.place, ordinal: original.ordinal)
    let entry = region.issues.row(Int(again))
    entry.pointee.kind = .duplicate
    entry.pointee.unit = original.unit
    entry.pointee.arose = time
    entry.pointee.arrived = time
    entry.pointee.visits = 1
    admit(entry)
    count(.lineDuplicates)
    enter(again, at: model.layout.station(ofUnit: Int(original.unit), line: other), rank: rank(of: again), time)
  }
}
