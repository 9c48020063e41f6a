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
    if day > 0 { days.end(day - 1, open: counts.open - openElsewhere, waiting: gauges) }
    if day + 1 < model.horizon.observedDayCount {
      calendar.schedule(.dayBegins(Int32(day + 1)), at: Double(day + 1) * Horizon.minutesPerDay)
    }
  }

  mutating func ariseFromSchedule(_ index: Int, _ time: Double) {
    let arrival = schedule.arrivals[index]
    let (type, place) = schedule.origin(of: arrival.source)
    if model.modulatesArrivals, !keeps(arrival, type: Int(type), place: Int(place), time) { return }
    arise(self.place(type: type, place: place, ordinal: arrival.ordinal), time)
  }

  /// Whether an arrival of the base city, or of one of the streams superposed on it, comes about under the rules.
  ///
  /// Layer *k* holds the arrivals between *k* and *k* + 1 times those of the base city; luck says which of them a factor
  /// in between keeps.
  private mutating func keeps(_ arrival: Arrival, type: Int, place: Int, _ time: Double) -> Bool {
    let layer = arrival.ordinal >> Issue.layerShift
    let share = rules.arrivalFactors[type] - Double(layer)
    if share >= 1 { return true }
    if share <= 0 { return false }
    let address = StreamAddress(
      purpose: FlowPurpose.thinning.stream, type: Int(tables.type(type).pointee.luckNumber),
      place: Int(tables.luckNumbers[place]), ordinal: arrival.ordinal)
    return stream.keeps(share, at: address)
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
    entry.pointee.complexity = min(1, max(0, draw(type.pointee.complexity, .complexity, issue)))
    if type.pointee.isDecidedByLuck {
      entry.pointee.authorityTier = UInt8(truncatingIfNeeded: lowestTierWithAuthority(issue))
    }
    counts.opened += 1
    counts.open += 1
    days.countArising()
    eventCount += 1
    if windowIsOpen { openOfCohort += 1 }

    if befalls(type.pointee.selfHelp, .selfHelp, issue) {
      entry.pointee.state = .pending
      let delay = draw(type.pointee.selfHelpTime, .selfHelpTime, issue)
      calendar.schedule(.selfHelpEnds(issue), at: time + delay)
    } else if type.pointee.isFoundAtOnce {
      receiveReport(issue, time)
    } else {
      awaitDiscovery(issue, time)
    }
  }

  /// The lowest tier that may decide the issue.
  private mutating func lowestTierWithAuthority(_ issue: Int32) -> Int {
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
