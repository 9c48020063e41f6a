/// A sample as values in increasing order with how often each occurs, values that agree to rounding being one.
struct ValueMasses: Hashable, Sendable {
  private(set) var values: [Double]
  private(set) var masses: [Double]
  /// How often each value was seen to repeat: its mass, or one where that stands for many values.
  private(set) var repeats: [Double]

  /// How many values at most are kept apart; more are joined with their neighbours.
  private static let limit = 192
  /// What differs by less of the largest value is a difference of rounding.
  private static let rounding = 1e-12

  /// The values of a sample, of which those that differ by `tolerance` of rounding or less are one.
  ///
  /// - Complexity: O(n log n)
  init(_ sample: [Double], support: ClosedRange<Double>?) {
    values = []
    masses = []
    repeats = []
    let tolerance = Self.tolerance(of: sample.lazy.map(abs).max() ?? 0, support: support)
    for value in sample.sorted() {
      if let last = values.last, value - last <= tolerance {
        masses[masses.count - 1] += 1
      } else {
        values.append(value)
        masses.append(1)
      }
    }
    repeats = masses
    if values.count > Self.limit { join() }
  }

  /// Values with the count, mean, variance and ends of a tally: its ends as often as they occurred, and the others at two
  /// points that keep mean and variance.
  init(_ tally: Tally) {
    values = []
    masses = []
    repeats = []
    guard let minimum = tally.minimum, let maximum = tally.maximum, let mean = tally.mean else { return }
    guard minimum < maximum else {
      (values, masses, repeats) = ([minimum], [Double(tally.count)], [Double(tally.count)])
      return
    }
    let low = Double(tally.minimumCount)
    let high = Double(tally.maximumCount)
    (values, masses, repeats) = ([minimum, maximum], [low, high], [low, high])
    let rest = Double(tally.count) - low - high
    guard rest > 0 else { return }
    let between = (mean * Double(tally.count) - low * minimum - high * maximum) / rest
    let middle = min(maximum, max(minimum, between))
    let squares =
      (tally.variance ?? 0) * Double(tally.count - 1) - low * (minimum - mean) * (minimum - mean)
      - high * (maximum - mean) * (maximum - mean) - rest * (middle - mean) * (middle - mean)
    let spread = rest > 1 ? min((max(0, squares) / rest).squareRoot(), min(middle - minimum, maximum - middle)) : 0
    if spread > 0 {
      (values, masses) = ([minimum, middle - spread, middle + spread, maximum], [low, rest / 2, rest / 2, high])
      repeats = [low, 1, 1, high]
    } else {
      (values, masses) = ([minimum, middle, maximum], [low, rest, high])
      repeats = [low, 1, high]
    }
  }

  /// The same values with the other sign.
  var mirrored: ValueMasses {
    var copy = self
    copy.values = values.reversed().map { -$0 }
    copy.masses = masses.reversed()
    copy.repeats = repeats.reversed()
    return copy
  }

  private static func tolerance(of largest: Double, support: ClosedRange<Double>?) -> Double {
    var scale = largest
    if let support {
      // Differences of shares are rounded as shares are, however small.
      for end in [abs(support.lowerBound), abs(support.upperBound)] where end < 1e100 { scale = max(scale, end) }
    }
    return rounding * scale
  }

  /// Joins neighbours, so that a long sample costs no more than a short one. The ends and what repeats often stay apart.
  private mutating func join() {
    let old = self
    let kept = Self.limit / 4
    let total = old.masses.reduce(0, +)
    let size = (old.values.count + kept - 1) / kept
    (values, masses, repeats) = ([], [], [])
    var group = (sum: 0.0, mass: 0.0, count: 0)
    func isApart(_ index: Int) -> Bool {
      index < kept || index >= old.values.count - kept || old.masses[index] > total / 20
    }
    func close(_ group: inout (sum: Double, mass: Double, count: Int), into result: inout ValueMasses) {
      if group.count > 0 { result.append(group.sum / group.mass, mass: group.mass, repeats: 1) }
      group = (0, 0, 0)
    }
    for index in old.values.indices {
      if isApart(index) {
        close(&group, into: &self)
        append(old.values[index], mass: old.masses[index], repeats: old.repeats[index])
      } else {
        group.sum += old.values[index] * old.masses[index]
        group.mass += old.masses[index]
        group.count += 1
        if group.count == size { close(&group, into: &self) }
      }
    }
  }

  private mutating func append(_ value: Double, mass: Double, repeats times: Double) {
    values.append(value)
    masses.append(mass)
    repeats.append(times)
  }
}
