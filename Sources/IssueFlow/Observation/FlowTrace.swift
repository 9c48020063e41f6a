import EventKernel

/// Takes a line for each event, as any trace does, and one for each amount that is added to a ``FlowFact``.
///
/// Facts are told whether or not the observation is open, so that a reader can add them up anew: what occurs counts from
/// ``FlowEvent/windowOpens`` to ``FlowEvent/windowCloses`` (the accounts that are closed just then included), and what
/// lasts counts as far as it lies between the two.
public protocol FlowTrace: EventTrace {
  /// An amount, in the unit of the fact, was added.
  /// The time is in simulated minutes; `nil` is that of the event recorded last.
  func record(_ fact: FlowFact, amount: Double, at time: Double?)
  /// Something lasted for `end - start` minutes, and counts `number` times.
  ///
  /// Some that last when the observation ends are told then, from their start to that end, and never again.
  func record(_ fact: FlowFact, from start: Double, to end: Double, times number: Double)
}

extension FlowTrace {
  public func record(_ fact: FlowFact, amount: Double, at time: Double?) {}
  public func record(_ fact: FlowFact, from start: Double, to end: Double, times number: Double) {}
}
