import EventKernel
import Queueing
import RandomStreams

// Meetings serve in bulk at fixed times: 议事, residents among themselves, and 联席会议, with committee, owners and firm.

extension FlowSimulation {
  mutating func awaitMeeting(_ kind: MeetingKind, _ issue: Int32, _ time: Double) {
    guard let meeting = rules.meetings[kind.rawValue] else { return solve(issue, time) }
    let unit = Int(issues[Int(issue)].unit) - model.units(ofTier: meeting.tier).lowerBound
    issues[Int(issue)].state = .pending
    issues[Int(issue)].arrived = time
    _ = sessions[kind.rawValue][unit].arrive(issue)
    scheduleMeeting(kind, unit, after: time)
  }

  /// Meetings take place only where somebody waits.
  private mutating func scheduleMeeting(_ kind: MeetingKind, _ unit: Int, after time: Double) {
    guard let meeting = rules.meetings[kind.rawValue], !sessionIsScheduled[kind.rawValue][unit] else { return }
    sessionIsScheduled[kind.rawValue][unit] = true
    let next = model.horizon.nextOfWeek(meeting.sessions, after: time)
    scheduleIfEver(.sessionBegins(Int32(kind.rawValue) << 28 | Int32(unit)), at: next)
  }

  mutating func holdMeeting(_ number: Int, _ time: Double) {
    let unit = number & 0xFFF_FFFF
    guard let kind = MeetingKind(rawValue: number >> 28), let meeting = rules.meetings[kind.rawValue] else { return }
    sessionIsScheduled[kind.rawValue][unit] = false
    let place = model.units(ofTier: meeting.tier).lowerBound + unit
    count(.meetingsDue)
    let isHeld = hasRoom(meeting, at: place, kind, time) && hasQuorum(meeting, at: place, kind, time)
    if isHeld { count(.meetingsHeld) }
    for issue in sessions[kind.rawValue][unit].meet(hasQuorum: isHeld) {
      let field = issues[Int(issue)].sessionField
      if issues[Int(issue)].sessions == 0 {
        count(.meetingWaits)
        count(.meetingWaitMinutes, time - issues[Int(issue)].arrived)
      }
      issues[Int(issue)].sessions += 1
      if befalls(meeting.success, .sessionSuccess, issue, visit: field) {
        issues[Int(issue)].isSettledByResidents = kind == .deliberation
        let length = draw(meeting.duration, .sessionDuration, issue, visit: field)
        calendar.schedule(.outsideEnds(issue), at: time + length)
      } else if Int(issues[Int(issue)].sessions) < meeting.attempts {
        _ = sessions[kind.rawValue][unit].arrive(issue)
      } else if Int(issues[Int(issue)].tier) < topTier {
        issues[Int(issue)].sessions = 0
        passUp(issue, .competence, time)
      } else {
        issues[Int(issue)].isUncured = true
        solve(issue, time)
      }
    }
    if sessions[kind.rawValue][unit].waiting > 0 { scheduleMeeting(kind, unit, after: time) }
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
        purpose: FlowPurpose.sessionQuorum.stream, type: kind.rawValue, place: Int(tables.luckNumbers[unit]),
        ordinal: Int(time)))
  }
}
