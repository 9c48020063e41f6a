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

  init(_ sample: DurationSample) {
    if sample.resolution > 0 {
      var start = 0
      while start < sample.ended.count {
        let value = sample.ended[start]
        let end = sample.ended[start...].firstIndex { $0 != value } ?? sample.ended.count
        let ends = sample.interval(of: value)
        lower.append(log(ends.lower))
        upper.append(log(ends.upper))
        intervalWeight.append(Double(end - start))
        start = end
      }
    } else {
      let zeros = sample.zeroCount
      zeroWeight = Double(zeros)
      (exact, exactWeight) = Self.joined(sample.ended[zeros...])
    }
    (open, openWeight) = Self.joined(sample.open[sample.open.firstIndex(atLeast: .leastNonzeroMagnitude)...])
  }

  /// Joins near values of a rising list.
  private static func joined(_ values: ArraySlice<Double>) -> (logs: [Double], weights: [Double]) {
    let logs = values.map { log($0) }
    guard let first = logs.first, let last = logs.last, logs.count > 1024, last > first else {
      return ties(logs)
    }
    let mean = logs.reduce(0, +) / Double(logs.count)
    let variance = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(logs.count)
    var steps = 2048.0
    while steps < 16_384, (last - first) * (last - first) / (steps * steps * 12) > 1e-6 * variance { steps *= 2 }
    return joined(logs, weights: Array(repeating: 1, count: logs.count), steps: steps)
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

  private static func ties(_ logs: [Double]) -> (logs: [Double], weights: [Double]) {
    var result: (logs: [Double], weights: [Double]) = ([], [])
    for value in logs {
      if result.logs.last == value {
        result.weights[result.weights.count - 1] += 1
      } else {
        result.logs.append(value)
        result.weights.append(1)
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
