import EventKernel
import RandomStreams

// Issues arise: by the day's schedule, from the backlog, or because a cause was not cured.

extension FlowSimulation {
  /// Makes the arrivals of the next slice of time.
  mutating func loadArrivals(_ slice: Int) {
    schedule.load(slice: slice, stream: stream)
    for index in schedule.arrivals.indices {
      calendar.scheduleInOrder(.issueArises(Int32(index)), at: schedule.arrivals[index].time)
    }
    if slice + 1 < schedule.sliceCount {
      calendar.schedule(.sliceBegins(Int32(slice + 1)), at: Double(slice + 1) * schedule.sliceLength)
    }
  }

  /// Ends the day before.
  mutating func beginDay(_ day: Int, _ time: Double) {
    if day > 0 { days.end(day - 1, open: openHere - othersHere, waiting: gauges) }
    if day + 1 < model.horizon.observedDayCount {
      calendar.schedule(.dayBegins(Int32(day + 1)), at: Double(day + 1) * Horizon.minutesPerDay)
    }
  }

  mutating func ariseFromSchedule(_ index: Int, _ time: Double) {
    let arrival = schedule.arrivals[index]
    let (type, place) = schedule.origin(of: arrival.source)
    if model.modulatesArrivals, !keeps(arrival, type: Int(type), place: Int(place), time) { return }
    let issue = self.place(type: type, place: place, ordinal: arrival.ordinal)
    if tables.type(Int(type)).pointee.isErrand { return ariseErrand(issue, time) }
    if arrival.ordinal >> Issue.layerShift > 0 { count(.induced) }
    if model.choosesProjects {
      let unit = model.forebear(of: Int(place), atTier: min(1, topTier))
      causeCounts[causeCell(unit: unit, type: Int(type))] += 1
    }
    arise(issue, time)
  }

  /// Whether an arrival of the base city, or of one of the streams superposed on it, comes about under the rules.
  ///
  /// Layer *k* holds the arrivals between *k* and *k* + 1 times those of the base city; luck says which of them a factor
  /// in between keeps.
  private mutating func keeps(_ arrival: Arrival, type: Int, place: Int, _ time: Double) -> Bool {
    let layer = arrival.ordinal >> Issue.layerShift
    let share = arrivalFactor(ofType: type, in: place, time) - Double(layer)
    if share >= 1 { return true }
    if share <= 0 {
      if layer == 0 { count(.avoided) }
      return false
    }
    let address = StreamAddress(
      purpose: FlowPurpose.thinning.stream, type: Int(tables.type(type).pointee.luckNumber),
      place: Int(tables.luckNumbers[place]), ordinal: arrival.ordinal)
    if stream.keeps(share, at: address) { return true }
    if layer == 0 { count(.avoided) }
    return false
  }

  /// Arrivals of a type in a place for one of the base city: by the rules, by works and facilities, by projects.
  private mutating func arrivalFactor(ofType type: Int, in place: Int, _ time: Double) -> Double {
    var factor = rules.arrivalFactors[type]
    for (number, works) in rules.works.enumerated() where works.share > 0 && works.changes(type) {
      let start = worksStart(number, works, in: place)
      if time >= start + works.duration {
        factor *= 1 - works.after
      } else if time >= start {
        factor *= 1 + works.during
      }
    }
    if let projects = rules.projects, type < model.typeCount {
      let unit = model.forebear(of: place, atTier: min(1, topTier))
      if time >= curedFrom[causeCell(unit: unit, type: type)] { factor *= 1 - projects.effect }
    }
    return factor
  }

  /// When works begin in a place; infinite where its luck is above the share that gets them.
  @inline(__always)
  private func worksStart(_ number: Int, _ works: Works, in place: Int) -> Double {
    let luck = worksLuck[number * model.placeCount + place]
    return luck < works.share ? works.from + worksStarts[number * model.placeCount + place] * works.window : .infinity
  }

  /// Draws for the places of a subtree which get works first, and when in the programme.
  mutating func drawWorks(in places: Range<Int>) {
    for (number, works) in rules.works.enumerated() {
      for place in places {
        let cell = number * model.placeCount + place
        worksLuck[cell] = stream.uniform(
          at: address(.worksPlace, unit: place, visit: Int(works.luckNumber)))
        worksStarts[cell] = stream.uniform(at: address(.worksStart, unit: place, visit: Int(works.luckNumber)))
      }
    }
  }

  /// Puts the initial backlog at time zero: as many as would arise in the backlog's time.
  mutating func placeBacklog(in places: Range<Int>) {
    guard model.scenario.backlog > 0 else { return }
    for type in 0..<model.typeCount {
      for place in places {
        let mean = model.sourceRates[type * model.placeCount + place] * model.scenario.backlog
        guard mean > 0 else { continue }
        let count = stream.poisson(
          mean: mean,
          at: StreamAddress(
            purpose: FlowPurpose.backlog.stream, type: Int(tables.type(type).pointee.luckNumber),
            place: Int(tables.luckNumbers[place])))
        for number in 0..<count {
          let ordinal = Issue.backlogLineage << Issue.lineageShift | number
          arise(self.place(type: UInt8(type), place: Int32(place), ordinal: ordinal), 0)
        }
      }
    }
  }

  mutating func recur(_ issue: Int32, _ time: Double) { arise(issue, time) }

  /// Lets an issue begin: its nature is drawn, then it is helped at home, found at once, or waits to be found.
  mutating func arise(_ issue: Int32, _ time: Double) {
    let entry = issues.row(Int(issue))
    let type = tables.type(entry)
    entry.pointee.arose = time
    entry.pointee.isOfCohort = windowIsOpen
    entry.pointee.state = .undiscovered
    count(.arisen)
    entry.pointee.complexity = min(1, max(0, draw(type.pointee.complexity, .complexity, issue)))
    if type.pointee.isDecidedByLuck {
      entry.pointee.authorityTier = UInt8(truncatingIfNeeded: lowestTierWithAuthority(issue))
    }
    counts.opened += 1
    openHere += 1
    days.countArising()
    eventCount += 1
    if windowIsOpen { openOfCohort += 1 }

    if befalls(type.pointee.selfHelp, .selfHelp, issue) {
      entry.pointee.state = .pending
      let delay = draw(type.pointee.selfHelpTime, .selfHelpTime, issue)
      calendar.schedule(.selfHelpEnds(issue), at: time + delay)
      return
    }
    if type.pointee.blank > 0, befalls(type.pointee.blank, .blank, issue) {
      entry.pointee.isBlank = true
      count(.blank)
    } else if !rules.responders.isEmpty, offerToResponders(issue, from: 0, time) {
      return
    }
    show(issue, time)
  }

  /// The lowest tier that may decide the issue.
  private mutating func lowestTierWithAuthority(_ issue: Int32) -> Int {
    if tables.type(issues.row(Int(issue))).pointee.isRouted { return Int(Issue.routed) }
    let luck = stream.uniform(at: address(.authority, issue))
    let rows = tables.cells(ofType: Int(issues.row(Int(issue)).pointee.type))
    var tier = 0
    while tier < topTier, luck >= rows[tier].authority { tier += 1 }
    return tier
  }

  /// Settled by a household anchor, the property firm or the residents: it counts as the lowest tier's.
  mutating func endSelfHelp(_ issue: Int32, _ time: Double) {
    issues[Int(issue)].registered = issues[Int(issue)].arose
    close(issue, time)
  }
}
