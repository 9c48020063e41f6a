/// The least and the greatest value that a response could have had, whatever became of issues that were not closed.
public struct ValueEnds: Hashable, Sendable {
  public let least: Double
  /// Infinite when nothing bounds it: an issue that is not closed may take for ever.
  public let greatest: Double

  public init(least: Double, greatest: Double) {
    self.least = least
    self.greatest = greatest
  }

  /// A value that no issue can move any more.
  public init(exact value: Double) { self.init(least: value, greatest: value) }

  /// The ends widened so that the value of closed issues alone lies between them.
  func including(_ value: Double) -> ValueEnds {
    ValueEnds(least: min(least, value), greatest: max(greatest, value))
  }
}
