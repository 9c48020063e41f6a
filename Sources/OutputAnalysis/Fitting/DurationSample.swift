/// Durations of one kind, some of which have not ended yet.
///
/// A case that has ended gives its duration. An open case gives the time it has lasted so far: its duration is
/// right-censored there, and leaving it out would make everything look faster than it is. The moments at which
/// cases are cut off must not depend on how long they would have lasted.
///
/// Logs that hold dates only round: with a `resolution` of 1440 a value of d minutes stands for an unknown
/// duration in [d − 720, d + 720], cut off at 0, and every likelihood here uses that interval.
public struct DurationSample: Sendable, Hashable {
  /// Durations of the cases that have ended, in minutes, rising.
  public let ended: [Double]
  /// How long each open case has lasted, in minutes, rising.
  public let open: [Double]
  /// The step to which ended durations were rounded, in minutes; 0 when they are exact.
  public let resolution: Double
  /// How many values were left out, because they were negative, infinite or not a number.
  public let refused: Int

  /// Takes durations in minutes, in any order.
  ///
  /// - Complexity: O(n log n) for n values.
  public init(ended: [Double], open: [Double] = [], resolution: Double = 0) {
    let isDuration: (Double) -> Bool = { $0.isFinite && $0 >= 0 }
    self.ended = ended.filter(isDuration).sorted()
    self.open = open.filter(isDuration).sorted()
    self.resolution = resolution.isFinite ? max(0, resolution) : 0
    refused = ended.count + open.count - self.ended.count - self.open.count
  }

  /// The number of cases, ended or open.
  public var count: Int { ended.count + open.count }

  /// The share of open cases; 0 without cases.
  public var censoredShare: Double { count == 0 ? 0 : Double(open.count) / Double(count) }

  /// The number of ended cases that took (nearly) no time: 0 exactly, or less than half a step of ``resolution``.
  ///
  /// - Complexity: O(log n).
  public var zeroCount: Int {
    resolution > 0 ? ended.firstIndex(atLeast: resolution / 2) : ended.firstIndex(atLeast: .leastNonzeroMagnitude)
  }

  /// The interval that an ended value stands for; a single point when durations are exact.
  func interval(of value: Double) -> (lower: Double, upper: Double) {
    (max(0, value - resolution / 2), value + resolution / 2)
  }
}

extension [Double] {
  /// The position of the first element that is not below a value, in a rising list; its length when there is none.
  func firstIndex(atLeast value: Double) -> Int {
    var range = 0..<count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range = self[middle] < value ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }
}
