/// The time average of a piecewise-constant quantity, such as a queue's length.
///
/// The average over [start, t] is (1 / (t − start)) ∫ value dt. The value holds from its update, inclusive,
/// to the next; several updates at one instant leave only the last. Times are in any one unit.
public struct TimeWeightedTally: Hashable, Sendable, BitwiseCopyable {
  /// The value that holds now.
  @inlinable public var value: Double { held }
  /// The time from which the average is taken.
  public private(set) var start: Double
  /// The time of the latest update or reset.
  @inlinable public var latestTime: Double { latest }

  @usableFromInline var held: Double
  @usableFromInline var latest: Double
  @usableFromInline var area: Double = 0

  /// Creates a tally that observes from `start` on, with `value` holding.
  ///
  /// - Precondition: both are finite.
  public init(start: Double, value: Double) {
    precondition(start.isFinite, "a time is finite (was \(start))")
    precondition(value.isFinite, "a value is finite (was \(value))")
    self.start = start
    latest = start
    held = value
  }

  /// Changes the value at a time.
  ///
  /// - Precondition: the value is finite and time does not run backwards.
  /// - Complexity: O(1)
  @inlinable
  public mutating func update(to newValue: Double, at time: Double) {
    precondition(abs(newValue) < .infinity, "a value is finite (was \(newValue))")
    precondition(
      time >= latest && time < .infinity, "time does not run backwards (was \(time) after \(latest))")
    area += held * (time - latest)
    latest = time
    held = newValue
  }

  /// Returns ∫ value dt over [start, time].
  ///
  /// - Precondition: `time` is finite and not before the latest update.
  public func integral(at time: Double) -> Double {
    precondition(
      time.isFinite && time >= latest, "time does not run backwards (was \(time) after \(latest))")
    return area + held * (time - latest)
  }

  /// Returns the time average over [start, time]; nil when no time has passed.
  ///
  /// - Precondition: `time` is finite and not before the latest update.
  public func average(at time: Double) -> Double? {
    let total = integral(at: time)
    return time > start ? total / (time - start) : nil
  }

  /// Forgets the past and observes from `time` on, for instance at the end of a warm-up; the value stays.
  ///
  /// - Precondition: `time` is finite and not before the latest update.
  public mutating func reset(at time: Double) {
    precondition(
      time.isFinite && time >= latest, "time does not run backwards (was \(time) after \(latest))")
    start = time
    latest = time
    area = 0
  }
}
