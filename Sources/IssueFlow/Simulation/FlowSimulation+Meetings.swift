import EventKernel
import Queueing
import RandomStreams

// Meetings serve in bulk at fixed times: 议事, residents among themselves, and 联席会议, with committee, owners and firm.

extension FlowSimulation {
  /// The meeting that an issue goes to from a tier, if any.
  mutating func meeting(for issue: Int32, at tier: Int, _ field: Int) -> MeetingKind? {
    let type = policy.type(region.issues.row(Int(issue)))
    if tier == policy.rules.meetings[MeetingKind.deliberation.rawValue]?.tier,
      befalls(type.pointee.deliberation, .deliberation, issue, visit: field)
    {
      return .deliberation
    }
    if tier == policy.rules.meetings[MeetingKind.joint.rawValue]?.tier,
      befalls(type.pointee.jointMeeting, .jointMeeting, issue, visit: field)
    {
      return .joint
    }
    return nil
  }

  mutating func awaitMeeting(_ kind: MeetingKind, _ issue: Int32, _ time: Double) {
    guard let meeting = policy.rules.meetings[kind.rawValue] else { return solve(issue, time) }
    let entry = region.issues.row(Int(issue))
    let unit = Int(entry.pointee.unit) - model.units(ofTier: meeting.tier).lowerBound
    entry.pointee.state = .pending
    entry.pointee.arrived = time
    meetings.attend(issue, kind, at: unit)
    scheduleMeeting(kind, unit, after: time)
  }

  /// Meetings take place only where somebody waits.
  private mutating func scheduleMeeting(_ kind: MeetingKind, _ unit: Int, after time: Double) {
    guard let meeting = policy.rules.meetings[kind.rawValue], meetings.wantsDate(kind, at: unit) else { return }
    meetings.setDate(kind, at: unit)
    let next = model.horizon.nextOfWeek(meeting.sessions, after: time)
    scheduleIfEver(.sessionBegins(Int32(kind.rawValue) << 28 | Int32(unit)), at: next)
  }

  mutating func holdMeeting(_ number: Int, _ time: Double) {
    let unit = number & 0xFFF_FFFF
    guard let kind = MeetingKind(rawValue: number >> 28), let meeting = policy.rules.meetings[kind.rawValue]
    else { return }
    meetings.beginMeeting(kind, at: unit)
    let place = model.units(ofTier: meeting.tier).lowerBound + unit
    count(.meetingsDue)
    let isHeld = hasRoom(meeting, at: place, kind, time) && hasQuorum(meeting, at: place, kind, time)
    if isHeld { count(.meetingsHeld) }
    for issue in meetings.meet(kind, at: unit, hasQuorum: isHeld) { deal(with: issue, meeting, kind, unit, time) }
    scheduleMeeting(kind, unit, after: time)
  }

  /// A meeting comes to terms, meets on the case again, or gives it up.
  private mutating func deal(
    with issue: Int32, _ meeting: Meeting, _ kind: MeetingKind, _ unit: Int, _ time: Double
  ) {
    let entry = region.issues.row(Int(issue))
    let field = entry.pointee.sessionField
    if entry.pointee.sessions == 0 {
      count(.meetingWaits)
      count(.meetingWaitMinutes, time - entry.pointee.arrived)
    }
    entry.pointee.sessions += 1
    if befalls(meeting.success, .sessionSuccess, issue, visit: field) {
      entry.pointee.isSettledByResidents = kind == .deliberation
      let length = draw(meeting.duration, .sessionDuration, issue, visit: field)
      region.calendar.schedule(.outsideEnds(issue), at: time + length)
    } else if Int(entry.pointee.sessions) < meeting.attempts {
      meetings.attend(issue, kind, at: unit)
    } else if Int(entry.pointee.tier) < policy.topTier {
      entry.pointee.sessions = 0
      passUp(issue, .competence, time)
    } else {
      entry.pointee.isUncured = true
      solve(issue, time)
    }
  }

  /// Whether a room is left when others have booked theirs.
  private mutating func hasRoom(_ meeting: Meeting, at unit: Int, _ kind: MeetingKind, _ time: Double) -> Bool {
    if meeting.rooms == .max || (meeting.rooms > 0 && meeting.otherUse <= 0) { return true }
    let booked = stream.poisson(
      mean: meeting.otherUse, at: address(.roomDemand, unit: unit, ordinal: Int(time), visit: kind.rawValue))
    if booked < meeting.rooms { return true }
    count(.roomConflicts)
    return false
  }

  @inline(__always)
  private func hasQuorum(_ meeting: Meeting, at unit: Int, _ kind: MeetingKind, _ time: Double) -> Bool {
    stream.bernoulli(
      meeting.quorum,
      at: StreamAddress(
        purpose: FlowPurpose.sessionQuorum.stream, type: kind.rawValue, place: Int(policy.luckNumbers[unit]),
        ordinal: Int(time)))
  }
}
