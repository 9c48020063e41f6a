import EventKernel
import Policies
import Queueing
import RandomStreams

// Volunteers: called at set hours of the week, they take what waits in the units that they come to.

extension FlowSimulation {
  mutating func beginVolunteers(after before: FlowRules?, _ time: Double) {
    for number in policy.rules.volunteers.indices {
      let isNew = (before?.volunteers[number].perUnit ?? 0) <= 0
      if policy.rules.volunteers[number].perUnit > 0, isNew { scheduleGathering(number, after: time) }
    }
  }

  /// The next call of a class; all units of the region are called at once.
  private mutating func scheduleGathering(_ number: Int, after time: Double) {
    let sessions = policy.rules.volunteers[number].sessions
    schedule(.gathers, number, at: model.horizon.nextOfWeek(sessions, after: time))
  }

  mutating func gather(_ number: Int, _ time: Double) {
    let volunteers = policy.rules.volunteers[number]
    guard volunteers.perUnit > 0, volunteers.response > 0 else { return }
    let call = Int(time)
    for unit in region.subtree.units[0] {
      let members = self.members(of: volunteers, in: unit)
      let came = turnout(of: volunteers, number, members: members, in: unit, call: call, time)
      count(.volunteersCalled, Double(members))
      count(.volunteersCame, Double(came))
      count(.volunteerMinutes, Double(came) * volunteers.stay)
      roster.arrive(came, ofClass: number, at: unit)
      guard came > 0 else { continue }
      let station = model.layout.volunteers(ofUnit: unit)
      floor.stations[station].setServers(floor.stations[station].servers + came)
      floor.desks[station].slowness = floor.desks[unit].slowness / volunteers.pace
      floor.desks[station].competence = floor.desks[unit].competence + volunteers.skill
      takeUp(at: station, fromLineOf: unit, time)
    }
    schedule(.disperses, number, at: time + volunteers.stay)
    scheduleGathering(number, after: time)
  }

  /// They finish what they have in hand.
  mutating func disperse(_ number: Int, _ time: Double) {
    for unit in region.subtree.units[0] {
      let leaving = roster.leave(ofClass: number, at: unit)
      guard leaving > 0 else { continue }
      let station = model.layout.volunteers(ofUnit: unit)
      floor.stations[station].setServers(floor.stations[station].servers - leaving)
    }
  }

  /// Lets idle volunteers take the next in a unit's lines.
  mutating func takeUp(at station: Int, fromLineOf unit: Int, _ time: Double) {
    for source in model.layout.stations(ofUnit: unit) {
      while floor.stations[station].hasIdleServer, let issue = floor.stations[source].takeNext() {
        region.lines.leave(gauge(of: source), time)
        region.issues[Int(issue)].station = Int32(station)
        _ = floor.stations[station].arrive(issue)
        serve(issue, at: station, time)
      }
    }
  }

  @inline(__always)
  private func members(of volunteers: Volunteers, in unit: Int) -> Int {
    Int(
      stream.wholeNumber(
        ofMean: volunteers.perUnit, at: address(.volunteerMembers, type: Int(volunteers.luckNumber), unit: unit)))
  }

  /// How many come: a binomial number, or one by one where points make some likelier than others.
  private mutating func turnout(
    of volunteers: Volunteers, _ number: Int, members: Int, in unit: Int, call: Int, _ time: Double
  ) -> Int {
    guard members > 0 else { return 0 }
    let first = address(.volunteerTurnout, type: Int(volunteers.luckNumber), unit: unit, ordinal: call)
    guard let points = volunteers.points else {
      return stream.binomial(trials: members, p: volunteers.response, at: first)
    }
    let cells = model.pointCells(ofClass: number, unit: unit)
    let days = roster.sinceLastCall(ofClass: number, at: unit, time) / Horizon.minutesPerDay
    let kept = exponent(1 - min(1, points.decay), days)
    var came = 0
    for member in 0..<min(members, cells.count) {
      var score = roster.points(inCell: cells.lowerBound + member) * kept
      let isActive = score >= points.threshold
      let chance = min(1, volunteers.response * (isActive ? 1 + points.gain : 1))
      count(.membersAsked)
      if isActive { count(.membersActive) }
      let place = address(
        .volunteerTurnout, type: Int(volunteers.luckNumber), unit: unit, ordinal: call, visit: member + 1)
      if stream.bernoulli(chance, at: place) {
        came += 1
        score += points.perCall
      }
      roster.setPoints(score, inCell: cells.lowerBound + member)
    }
    roster.callUp(ofClass: number, at: unit, time)
    return came
  }
}
