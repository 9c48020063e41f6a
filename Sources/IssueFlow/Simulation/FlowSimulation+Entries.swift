// The table of open issues, and where an issue goes from where it is.

extension FlowSimulation {
  /// Takes a free entry for an issue of this identity.
  @inline(__always)
  mutating func allocateIssue(type: UInt8, place: Int32, ordinal: Int) -> Int32 {
    var issue = Issue()
    issue.type = type
    issue.place = place
    issue.ordinal = ordinal
    issue.luckType = policy.type(Int(type)).pointee.luckNumber
    issue.luckPlace = policy.luckNumbers[Int(place)]
    return region.issues.take(issue)
  }

  /// Counts an entry as opened.
  @inline(__always)
  mutating func admit(_ entry: UnsafeMutablePointer<Issue>) {
    entry.pointee.isOfCohort = region.admit(entry.pointee.kind)
    ledger.counts.opened += 1
  }

  /// Lets an event happen after a delay; at once, without the calendar, when there is none.
  @inline(__always)
  mutating func reachLater(_ issue: Int32, after delay: Double, _ time: Double) {
    if delay > 0 {
      region.issues[Int(issue)].state = .inTransit
      region.calendar.schedule(.issueReaches(issue), at: time + delay)
    } else {
      reach(issue, time)
    }
  }

  @inline(__always)
  mutating func tierStation(of issue: Int32) -> Int {
    let entry = region.issues.row(Int(issue))
    let unit = Int(entry.pointee.unit)
    if model.layout.lineCount == 1 || entry.pointee.tier > 0 { return unit }
    return model.layout.station(ofUnit: unit, line: Int(policy.type(entry).pointee.line))
  }
}
