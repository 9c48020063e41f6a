/// The next-event loop: clock, count of events, fingerprint and optional trace.
///
/// A run can be continued: calling ``advance(_:until:)`` twice is the same as once with the later rule.
public struct SimulationRun: Sendable {
  /// Time of the last event that occurred.
  public internal(set) var clock = 0.0
  /// Number of calendar events that occurred.
  public internal(set) var eventCount = 0
  /// The digest of all events that occurred.
  public internal(set) var fingerprint = Fingerprint()
  /// Takes a line for each event that occurs from now on; `nil` for none.
  public var trace: (any EventTrace)?

  /// A run at time 0, before the first event.
  public init(trace: (any EventTrace)? = nil) { self.trace = trace }

  /// Lets events occur in order until the rule, the model or an empty calendar ends it.
  /// - Complexity: O(log *n*) an event for *n* pending, besides the model's own work.
  @inlinable
  public mutating func advance<Model: DiscreteEventModel & ~Copyable>(
    _ model: inout Model, until rule: StoppingRule
  ) {
    var clock = self.clock
    var count = eventCount
    var fingerprint = self.fingerprint
    let isTraced = trace != nil
    while count < rule.events, !model.isFinished, let next = model.nextEvent(notAfter: rule.time) {
      precondition(next.time >= clock, "time would run back from \(clock) to \(next.time)")
      clock = next.time
      count += 1
      fingerprint.add(clock.bitPattern)
      fingerprint.add(next.event.code)
      if isTraced { trace?.record(next.event, at: clock) }
      model.occur(next.event, at: clock)
    }
    finish(clock: clock, count: count, fingerprint: fingerprint)
  }

  @usableFromInline
  mutating func finish(clock: Double, count: Int, fingerprint: Fingerprint) {
    self.clock = clock
    self.eventCount = count
    self.fingerprint = fingerprint
  }
}
