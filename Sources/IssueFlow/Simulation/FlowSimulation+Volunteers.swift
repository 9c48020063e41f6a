import EventKernel
import Queueing
import RandomStreams

// Volunteers: called at set hours of the week, they take what waits in the units that they come to.

extension FlowSimulation {
  /// The next call of a class; all units of the region are called at once.
  mutating func scheduleGathering(_ number: Int, after time: Double) {
    let sessions = rules.volunteers[number].sessions
    schedule(.gathers, number, at: model.horizon.nextOfWeek(sessions, after: time))
  }

  mutating func gather(_ number: Int, _ time: Double) {
    let volunteers = rules.volunteers[number]
    guard volunteers.perUnit > 0, volunteers.response > 0 else { return }
    let call = Int(time)
    for unit in unitsAtHand(ofTier: 0) {
      let members = self.members(of: volunteers, in: unit)
      let came = turnout(of: volunteers, number, members: members, in: unit, call: call, time)
      count(.volunteersCalled, Double(members))
      count(.volunteersCame, Double(came))
      count(.volunteerMinutes, Double(came) * volunteers.stay)
      present[number * model.placeCount + unit] = Int32(came)
      guard came > 0 else { continue }
      let station = model.layout.volunteers(ofUnit: unit)
      stations[station].setServers(stations[station].servers + came)
      desks[station].slowness = desks[unit].slowness / volunteers.pace
      desks[station].competence = desks[unit].competence + volunteers.skill
      takeUp(at: station, fromLineOf: unit, time)
    }
    schedule(.disperses, number, at: time + volunteers.stay)
    scheduleGathering(number, after: time)
  }

  /// They finish what they have in hand.
  mutating func disperse(_ number: Int, _ time: Double) {
    for unit in unitsAtHand(ofTier: 0) {
      let cell = number * model.placeCount + unit
      guard present[cell] > 0 else { continue }
      let station = model.layout.volunteers(ofUnit: unit)
      stations[station].setServers(stations[station].servers - Int(present[cell]))
      present[cell] = 0
    }
  }

  /// Lets idle volunteers take the next in a unit's lines.
  mutating func takeUp(at station: Int, fromLineOf unit: Int, _ time: Double) {
    for source in model.layout.stations(ofUnit: unit) {
      while stations[station].hasIdleServer, let issue = stations[source].takeNext() {
        gauges.leave(gauge(of: source), time)
        issues[Int(issue)].station = Int32(station)
        _ = stations[station].arrive(issue)
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
    let kept = exponent(
      1 - min(1, points.decay), (time - lastCall[number * model.placeCount + unit]) / Horizon.minutesPerDay)
    var came = 0
    for member in 0..<min(members, cells.count) {
      var score = Double(memberPoints[cells.lowerBound + member]) * kept
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
      memberPoints[cells.lowerBound + member] = Float(score)
    }
    lastCall[number * model.placeCount + unit] = time
    return came
  }
}
