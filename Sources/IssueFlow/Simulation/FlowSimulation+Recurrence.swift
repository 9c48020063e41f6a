import EventKernel

// A cause that was not cured brings the same issue again.

extension FlowSimulation {
  /// A cause that was not cured for good brings the same issue again, as an issue of its own.
  mutating func letRecur(_ issue: Int32, _ time: Double) {
    let original = region.issues[Int(issue)]
    let type = policy.type(Int(original.type)).pointee
    guard original.lineage < Issue.lastLineage, befalls(type.recurrence, .recurrence, issue) else { return }
    if original.isSettledByResidents, befalls(type.lasting, .lasting, issue) { return count(.avoided) }
    let next = time + draw(type.recurrenceDelay, .recurrenceDelay, issue)
    guard next < .infinity else { return }
    let again = allocateIssue(
      type: original.type, place: original.place, ordinal: original.ordinal + 1 << Issue.lineageShift)
    region.issues[Int(again)].state = .latent
    region.calendar.schedule(.issueRecurs(again), at: next)
  }
}
