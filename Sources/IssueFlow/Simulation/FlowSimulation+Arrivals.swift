import EventKernel
import RandomStreams

// Issues arise by the schedule: the base city's, thinned or superposed as the rules say.

extension FlowSimulation {
  /// Makes the arrivals of the next slice of time.
  mutating func loadArrivals(_ slice: Int) {
    region.schedule.load(slice: slice, stream: stream)
    for index in region.schedule.arrivals.indices {
      region.calendar.scheduleInOrder(.issueArises(Int32(index)), at: region.schedule.arrivals[index].time)
    }
    if slice + 1 < region.schedule.sliceCount {
      region.calendar.schedule(.sliceBegins(Int32(slice + 1)), at: Double(slice + 1) * region.schedule.sliceLength)
    }
  }

  mutating func ariseFromSchedule(_ index: Int, _ time: Double) {
    let arrival = region.schedule.arrivals[index]
    let (type, place) = region.schedule.origin(of: arrival.source)
    if model.modulatesArrivals, !keeps(arrival, type: Int(type), place: Int(place), time) { return }
    let issue = allocateIssue(type: type, place: place, ordinal: arrival.ordinal)
    if policy.type(Int(type)).pointee.isErrand { return ariseErrand(issue, time) }
    if arrival.ordinal >> Issue.layerShift > 0 { count(.induced) }
    if model.choosesProjects {
      causes.count(type: Int(type), under: model.forebear(of: Int(place), atTier: causeTier))
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
      purpose: FlowPurpose.thinning.stream, type: Int(policy.type(type).pointee.luckNumber),
      place: Int(policy.luckNumbers[place]), ordinal: arrival.ordinal)
    if stream.keeps(share, at: address) { return true }
    if layer == 0 { count(.avoided) }
    return false
  }

  /// Arrivals of a type in a place for one of the base city: by the rules, by works and facilities, by projects.
  private func arrivalFactor(ofType type: Int, in place: Int, _ time: Double) -> Double {
    let factor = programme.factor(
      policy.rules.arrivalFactors[type], of: policy.rules.works, ofType: type, in: place, at: time)
    guard let projects = policy.rules.projects, type < model.typeCount,
      causes.isCured(type: type, under: model.forebear(of: place, atTier: causeTier), at: time)
    else { return factor }
    return factor * (1 - projects.effect)
  }
}
