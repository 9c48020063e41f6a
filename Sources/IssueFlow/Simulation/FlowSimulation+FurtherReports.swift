import EventKernel
import RandomStreams

// Further reports of known issues, and of nothing.

extension FlowSimulation {
  /// Lets further reports come in by the same channel: of the same issue, or of nothing.
  ///
  /// Each rings like the channel's own clock, counted from the first report: whoever notices sooner is the first.
  mutating func echo(
    _ issue: Int32, _ finder: Int, _ kind: IssueKind, _ mean: Double, _ purpose: FlowPurpose, _ time: Double
  ) {
    let channel = policy.channel(finder).pointee
    guard channel.needsIntake || channel.verifies else { return }
    let number = stream.poisson(mean: mean, at: address(purpose, issue))
    let original = region.issues[Int(issue)]
    let sampler = policy.finders(ofType: Int(original.type))[finder].delay
    for echo in 0..<number {
      let visit = (kind == .duplicate ? 64 : 128) + min(echo, 63)
      let delay = draw(
        sampler, kind == .duplicate ? .duplicateDelay : .falseAlarmDelay, issue, visit: visit)
      let reported = policy.calendars.row(Int(channel.calendar)).pointee.time(after: delay, of: time)
      guard reported < .infinity else { continue }
      let report = allocateIssue(type: original.type, place: original.place, ordinal: original.ordinal)
      let entry = region.issues.row(Int(report))
      entry.pointee.kind = kind
      entry.pointee.channel = UInt8(finder)
      entry.pointee.visitCounts = UInt64(visit)
      entry.pointee.report = UInt16(clamping: echo + 1)
      entry.pointee.state = .undiscovered
      entry.pointee.arose = time
      region.calendar.schedule(.reportArrives(report), at: reported)
    }
  }
}
