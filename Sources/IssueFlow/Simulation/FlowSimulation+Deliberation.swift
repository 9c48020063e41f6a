import EventKernel
import Queueing
import RandomStreams

// 议事: disputes wait for residents' sessions at fixed evenings, which serve in bulk.

extension FlowSimulation {
  mutating func awaitSession(_ issue: Int32, _ time: Double) {
    guard let deliberation = rules.deliberation else { return solve(issue, time) }
    let unit = Int(issues[Int(issue)].unit) - model.units(ofTier: deliberation.tier).lowerBound
    issues[Int(issue)].state = .pending
    _ = sessions[unit].arrive(issue)
    scheduleSession(unit, after: time)
  }

  /// Sessions take place only where somebody waits.
  private mutating func scheduleSession(_ unit: Int, after time: Double) {
    guard let deliberation = rules.deliberation, !sessionIsScheduled[unit] else { return }
    let week = 7 * Horizon.minutesPerDay
    let offset = Double(model.horizon.origin.weekday) * Horizon.minutesPerDay
    let start = ((time + offset) / week).rounded(.down) * week
    let ofWeek = time + offset - start
    guard let first = deliberation.sessions.first else { return }
    let next = deliberation.sessions.first { $0 > ofWeek } ?? first + week
    sessionIsScheduled[unit] = true
    calendar.schedule(.sessionBegins(Int32(unit)), at: start + next - offset)
  }

  mutating func holdSession(_ unit: Int, _ time: Double) {
    guard let deliberation = rules.deliberation else { return }
    sessionIsScheduled[unit] = false
    let place = model.units(ofTier: deliberation.tier).lowerBound + unit
    let number = Int(time)
    let hasQuorum = stream.bernoulli(
      deliberation.quorum,
      at: StreamAddress(
        purpose: FlowPurpose.sessionQuorum.stream, place: Int(tables.luckNumbers[place]), ordinal: number))
    for issue in sessions[unit].meet(hasQuorum: hasQuorum) {
      let field = issues[Int(issue)].sessionField
      issues[Int(issue)].sessions += 1
      if befalls(deliberation.success, .sessionSuccess, issue, visit: field) {
        let length = draw(deliberation.duration, .sessionDuration, issue, visit: field)
        calendar.schedule(.outsideEnds(issue), at: time + length)
      } else if Int(issues[Int(issue)].sessions) < deliberation.attempts {
        _ = sessions[unit].arrive(issue)
      } else if Int(issues[Int(issue)].tier) < topTier {
        issues[Int(issue)].sessions = 0
        passUp(issue, .competence, time)
      } else {
        issues[Int(issue)].isUncured = true
        solve(issue, time)
      }
    }
    if sessions[unit].waiting > 0 { scheduleSession(unit, after: time) }
  }
}
