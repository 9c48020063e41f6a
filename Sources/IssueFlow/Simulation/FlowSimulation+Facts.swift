// What mechanisms did, added up while it is observed.

extension FlowSimulation {
  @inline(__always)
  mutating func count(_ fact: FlowFact, _ amount: Double = 1) {
    ledger.add(amount, to: fact, isObserved: region.windowIsOpen)
  }

  /// Adds what lies inside the window of a stretch of time, times a number.
  ///
  /// Stretches that last when the window closes are added then; their ends after it count no more.
  mutating func count(_ fact: FlowFact, from start: Double, to end: Double, times number: Double = 1) {
    if region.window == .closed { return }
    ledger.add(from: start, to: end, times: number, to: fact, within: model.horizon)
  }
}
