import Foundation

/// A sample as a likelihood needs it: logarithms with weights, near values joined.
///
/// Iterative likelihoods need not visit a million values. Values whose logarithms lie in one of up to 2,048 equal
/// steps are joined into one with their total weight, at their mean logarithm. The sum of logarithms is then exact,
/// and the spread of logarithms loses at most step²/12 of its variance; the number of steps is doubled, up to 16,384,
/// until that is below one part in 10⁶, which is less than the sampling error of the variance, √(2/n), for every n
/// below 10¹². The tests compare with the likelihood of all values.
struct DurationCells: Sendable {
  /// Logarithms of exact durations above 0.
  var exact: [Double] = []
  var exactWeight: [Double] = []
  /// Logarithms of the ends of intervals; −∞ for 0.
  var lower: [Double] = []
  var upper: [Double] = []
  var intervalWeight: [Double] = []
  /// Logarithms of how long open cases have lasted, where that is above 0.
  var open: [Double] = []
  var openWeight: [Double] = []
  /// Durations of exactly 0, which no law of a positive time permits.
  var zeroWeight = 0.0

  /// What the logarithm of the likelihood misses where an interval is taken as exact: Σ ln(width).
  var widths = 0.0

  init(_ sample: DurationSample) {
    if sample.resolution > 0 {
      takeRounded(sample)
    } else {
      let zeros = sample.zeroCount
      zeroWeight = Double(zeros)
      let logs = sample.ended[zeros...].map { log($0) }
      (exact, exactWeight) = Self.joined(logs, weights: Array(repeating: 1, count: logs.count))
    }
    let logs = sample.open[sample.open.firstIndex(atLeast: .leastNonzeroMagnitude)...].map { log($0) }
    (open, openWeight) = Self.joined(logs, weights: Array(repeating: 1, count: logs.count))
  }

  /// Intervals, and exact values for those that are narrow: at most 2 % of the value, and a tenth of the standard
  /// deviation of the logarithms.
  ///
  /// The probability of an interval of relative width w is the density times the width to within w²/(24 σ²), which is
  /// 4 · 10⁻⁴ at most; so a log of years by day has some fifty intervals and not thousands.
  private mutating func takeRounded(_ sample: DurationSample) {
    let values = Self.ties(sample.ended)
    let logs = zip(values.logs, values.weights).filter { $0.0 > 0 }.map { (log($0.0), $0.1) }
    let total = max(1, logs.reduce(0) { $0 + $1.1 })
    let mean = logs.reduce(0) { $0 + $1.0 * $1.1 } / total
    let deviation = (logs.reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 } / total).squareRoot()
    let narrow = min(0.02, 0.1 * deviation)
    var far: (logs: [Double], weights: [Double]) = ([], [])
    for (value, weight) in zip(values.logs, values.weights) {
      let ends = sample.interval(of: value)
      if ends.lower > 0, log(ends.upper / ends.lower) <= narrow {
        far.logs.append(log(value))
        far.weights.append(weight)
        widths += weight * log(sample.resolution)
      } else {
        lower.append(log(ends.lower))
        upper.append(log(ends.upper))
        intervalWeight.append(weight)
      }
    }
    (exact, exactWeight) = Self.joined(far.logs, weights: far.weights)
  }

  /// Joins near values of a rising list.
  private static func joined(_ logs: [Double], weights: [Double]) -> (logs: [Double], weights: [Double]) {
    guard let first = logs.first, let last = logs.last, logs.count > 1024, last > first else {
      return ties(logs, weights)
    }
    let total = weights.reduce(0, +)
    let mean = zip(logs, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    let variance = zip(logs, weights).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 } / total
    var steps = 2048.0
    while steps < 16_384, (last - first) * (last - first) / (steps * steps * 12) > 1e-6 * variance { steps *= 2 }
    return joined(logs, weights: weights, steps: steps)
  }

  /// Joins rising logarithms that lie in the same of so many equal steps, at their weighted mean.
  private static func joined(_ logs: [Double], weights: [Double], steps: Double) -> (logs: [Double], weights: [Double])
  {
    guard let first = logs.first, let last = logs.last, last > first else { return (logs, weights) }
    let scale = steps / (last - first)
    var result: (logs: [Double], weights: [Double]) = ([], [])
    var (cell, sum, weight) = (0.0, 0.0, 0.0)
    for (value, one) in zip(logs, weights) {
      let place = ((value - first) * scale).rounded(.down)
      if place != cell, weight > 0 {
        result.logs.append(sum / weight)
        result.weights.append(weight)
        (sum, weight) = (0, 0)
      }
      cell = place
      sum += one * value
      weight += one
    }
    result.logs.append(sum / weight)
    result.weights.append(weight)
    return result
  }

  /// Fewer cells of the same sample, to look for starting values on.
  func coarser(_ steps: Double) -> DurationCells {
    var cells = self
    (cells.exact, cells.exactWeight) = Self.joined(exact, weights: exactWeight, steps: steps)
    (cells.open, cells.openWeight) = Self.joined(open, weights: openWeight, steps: steps)
    return cells
  }

  /// Counts equal neighbours once.
  private static func ties(_ values: [Double], _ weights: [Double]? = nil) -> (logs: [Double], weights: [Double]) {
    var result: (logs: [Double], weights: [Double]) = ([], [])
    for index in values.indices {
      let weight = weights?[index] ?? 1
      if result.logs.last == values[index] {
        result.weights[result.weights.count - 1] += weight
      } else {
        result.logs.append(values[index])
        result.weights.append(weight)
      }
    }
    return result
  }

  /// The number of cases, without those at exactly 0.
  var weight: Double {
    exactWeight.reduce(0, +) + intervalWeight.reduce(0, +) + openWeight.reduce(0, +)
  }

  /// The number of cases that have ended, without those at exactly 0.
  var endedWeight: Double { exactWeight.reduce(0, +) + intervalWeight.reduce(0, +) }

  /// The same cells with other weights: exact, then intervals, then open.
  func weighted(_ weights: [Double]) -> DurationCells {
    var cells = self
    let (first, second) = (exact.count, exact.count + lower.count)
    cells.exactWeight = Array(weights[..<first])
    cells.intervalWeight = Array(weights[first..<second])
    cells.openWeight = Array(weights[second...])
    return cells
  }

  /// All weights: exact, then intervals, then open.
  var weights: [Double] { exactWeight + intervalWeight + openWeight }

  /// A logarithm that stands for each cell, in the same order, and its weight; for starting values only.
  var centres: [(log: Double, weight: Double)] {
    let middles = zip(lower, upper).map { low, high in low.isFinite ? (low + high) / 2 : high - 1 }
    return Array(zip(exact + middles + open, weights))
  }
}
