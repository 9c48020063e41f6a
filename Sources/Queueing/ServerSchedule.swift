/// How many servers are on duty when: a step function of time, once or in a cycle.
///
/// The caller schedules ``nextChange(after:)`` and hands the number to ``Station/setServers(_:)`` or
/// ``InterruptibleStation/setServers(_:at:rule:)``. Numbers are those from the change on: intervals are half open.
public struct ServerSchedule: Hashable, Sendable {
  /// A change of the number of servers.
  public struct Change: Hashable, Sendable {
    /// When, from the start or from the beginning of the cycle.
    public let time: Double
    /// How many from then on.
    public let servers: Int

    /// - Precondition: the time is finite, and neither is negative.
    public init(at time: Double, servers: Int) {
      precondition(time >= 0 && time.isFinite, "a time is finite and not negative (was \(time))")
      precondition(servers >= 0, "a station cannot have \(servers) servers")
      self.time = time
      self.servers = servers
    }
  }

  private let changes: [Change]
  /// Length of the cycle; `nil` when the last change is for good.
  public let period: Double?

  /// Creates a schedule; before its first change there are no servers, or those of the cycle's end.
  /// - Precondition: times ascend strictly, within the period if there is one; there is a change.
  public init(_ changes: [Change], period: Double? = nil) {
    precondition(!changes.isEmpty, "a schedule has a change")
    for (first, second) in zip(changes, changes.dropFirst()) {
      precondition(first.time < second.time, "times ascend (were \(first.time), \(second.time))")
    }
    if let period {
      precondition(
        period.isFinite && changes[changes.count - 1].time < period, "changes are within the period (was \(period))")
    }
    self.changes = changes
    self.period = period
  }

  /// Servers on duty at a time; at the time of a change, those from then on.
  /// - Complexity: O(log changes)
  public func servers(at time: Double) -> Int {
    precondition(time >= 0 && time.isFinite, "a time is finite and not negative (was \(time))")
    let index = count(notAfter: time, in: cycle(holding: time))
    if index > 0 { return changes[index - 1].servers }
    return period == nil ? 0 : changes[changes.count - 1].servers
  }

  /// The next change strictly after a time; `nil` when there is none.
  ///
  /// A change to the number that is there already is given too.
  /// - Complexity: O(log changes)
  public func nextChange(after time: Double) -> Change? {
    precondition(time >= 0 && time.isFinite, "a time is finite and not negative (was \(time))")
    let cycle = cycle(holding: time)
    let index = count(notAfter: time, in: cycle)
    if index < changes.count { return change(index, in: cycle) }
    return period == nil ? nil : change(0, in: cycle + 1)
  }

  private func change(_ index: Int, in cycle: Double) -> Change {
    Change(at: cycle * (period ?? 0) + changes[index].time, servers: changes[index].servers)
  }

  /// The cycle that holds a time, by the very products that the times of changes are made from: a division that
  /// rounds differently would give a change twice, or never.
  private func cycle(holding time: Double) -> Double {
    guard let period else { return 0 }
    let guess = (time / period).rounded(.down)
    if guess * period > time { return guess - 1 }
    return (guess + 1) * period <= time ? guess + 1 : guess
  }

  private func count(notAfter time: Double, in cycle: Double) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) >> 1
      if change(middle, in: cycle).time <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Says what is wrong with the schedule's inside, or `nil`; for tests.
  package func checkInvariants() -> String? {
    zip(changes, changes.dropFirst()).allSatisfy { $0.time < $1.time } ? nil : "times do not ascend"
  }
}
