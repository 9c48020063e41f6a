/// A sample as values in increasing order with how often each occurs, values that agree to rounding being one.
struct ValueMasses: Hashable, Sendable {
  private(set) var values: [Double]
  private(set) var masses: [Double]

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
    let tolerance = Self.tolerance(of: sample.lazy.map(abs).max() ?? 0, support: support)
    for value in sample.sorted() {
      if let last = values.last, value - last <= tolerance {
        masses[masses.count - 1] += 1
      } else {
        values.append(value)
        masses.append(1)
      }
    }
    if values.count > Self.limit { join() }
  }

  /// Values with the count, mean, variance and ends of a tally: its ends as often as they occurred, and the others at two
  /// points that keep mean and variance.
  init(_ tally: Tally) {
    values = []
    masses = []
    guard let minimum = tally.minimum, let maximum = tally.maximum, let mean = tally.mean else { return }
    guard minimum < maximum else {
      (values, masses) = ([minimum], [Double(tally.count)])
      return
    }
    let low = Double(tally.minimumCount)
    let high = Double(tally.maximumCount)
    (values, masses) = ([minimum, maximum], [low, high])
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
    } else {
      (values, masses) = ([minimum, middle, maximum], [low, rest, high])
    }
  }

  /// The same values with the other sign.
  var mirrored: ValueMasses {
    var copy = self
    copy.values = values.reversed().map { -$0 }
    copy.masses = masses.reversed()
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

  /// Joins neighbours inside the sample, so that a long one costs no more than a short one. The ends stay apart.
  private mutating func join() {
    let kept = Self.limit / 4
    let inner = kept..<(values.count - kept)
    let size = (inner.count + Self.limit / 2 - 1) / (Self.limit / 2)
    var newValues = Array(values[..<inner.lowerBound])
    var newMasses = Array(masses[..<inner.lowerBound])
    for start in stride(from: inner.lowerBound, to: inner.upperBound, by: size) {
      let group = start..<min(start + size, inner.upperBound)
      let mass = masses[group].reduce(0, +)
      newValues.append(zip(values[group], masses[group]).reduce(0) { $0 + $1.0 * $1.1 } / mass)
      newMasses.append(mass)
    }
    values = newValues + values[inner.upperBound...]
    masses = newMasses + masses[inner.upperBound...]
  }
}
