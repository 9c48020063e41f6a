/// A half-open interval of minutes of a day, `0 <= start < end <= 1440`.
public struct MinuteInterval: Hashable, Sendable {
  public var start: Double
  public var end: Double
  public init(start: Double, end: Double) {
    self.start = start
    self.end = end
  }
}
