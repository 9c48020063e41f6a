/// The stationary law of a birth–death process, to start a replication in its steady state.
struct StationaryNumber: Sendable {
  /// P(number ≤ n), one element for each n up to where the rest is below 10⁻¹⁵.
  private let cumulative: [Double]

  /// - Precondition: the process has a stationary law.
  init(birth: (Int) -> Double, death: (Int) -> Double) {
    var weights = [1.0]
    var total = 1.0
    while true {
      let n = weights.count
      let weight = weights[n - 1] * birth(n - 1) / death(n)
      if weight < 1e-17 * total { break }
      precondition(n < 100_000, "the process has no stationary law")
      weights.append(weight)
      total += weight
    }
    var sum = 0.0
    cumulative = weights.map {
      sum += $0 / total
      return sum
    }
  }

  /// Inverts the law at a uniform number.
  func draw(_ uniform: Double) -> Int {
    var low = 0
    var high = cumulative.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > uniform { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
