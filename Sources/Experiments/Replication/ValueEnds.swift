/// The least and the greatest value that a response could have had, whatever became of issues that were not closed.
public struct ValueEnds: Hashable, Sendable, Codable {
  public let least: Double
  /// `nil` when nothing bounds it: an issue that is not closed may take for ever.
  private let boundedGreatest: Double?

  public init(least: Double, greatest: Double) {
    self.least = least
    boundedGreatest = greatest.isFinite ? greatest : nil
  }

  /// A value that no issue can move any more.
  public init(exact value: Double) { self.init(least: value, greatest: value) }

  /// Infinite when nothing bounds it.
  public var greatest: Double { boundedGreatest ?? .infinity }

  /// The ends widened so that the value of closed issues alone lies between them.
  func including(_ value: Double) -> ValueEnds {
    ValueEnds(least: min(least, value), greatest: max(greatest, value))
  }
}
