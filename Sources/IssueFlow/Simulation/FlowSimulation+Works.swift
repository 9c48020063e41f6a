import RandomStreams

// Works and facilities change how much arises in a place, while they are built and afterwards.

extension FlowSimulation {
  /// Draws for the places of a subtree which get works first, and when in the programme.
  mutating func drawWorks(in places: Range<Int>) {
    for (number, works) in policy.rules.works.enumerated() {
      for place in places {
        programme.set(
          number, in: place,
          rank: stream.uniform(at: address(.worksPlace, unit: place, visit: Int(works.luckNumber))),
          start: stream.uniform(at: address(.worksStart, unit: place, visit: Int(works.luckNumber))))
      }
    }
  }
}
