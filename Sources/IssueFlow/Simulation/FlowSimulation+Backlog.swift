import RandomStreams

// What is there already when a subtree begins.

extension FlowSimulation {
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
            purpose: FlowPurpose.backlog.stream, type: Int(policy.type(type).pointee.luckNumber),
            place: Int(policy.luckNumbers[place])))
        for number in 0..<count {
          let ordinal = Issue.backlogLineage << Issue.lineageShift | number
          arise(allocateIssue(type: UInt8(type), place: Int32(place), ordinal: ordinal), 0)
        }
      }
    }
  }
}
