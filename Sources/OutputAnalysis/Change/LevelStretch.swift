/// The stretch of steps whose level is most clearly another than that of all other steps, and how clearly.
///
/// It begins at the first step or ends behind the last where a series changes once, and lies within where it changes and
/// comes back.
struct LevelStretch {
  /// Positions in the order.
  private(set) var steps: Range<Int>
  /// The sum of the stretch's excess over what a sum of so large a part varies by; comparable between orders of the same
  /// steps.
  private(set) var size = 0.0

  /// The least part of the weight that a stretch has, and that it leaves to the others.
  static let margin = 0.15

  /// The stretch of the steps in an order, which names each once; it begins at the first if it is to split them. It is
  /// sought thousands of times, so that no array is made for it.
  init(excess: [Double], weights: [Double], order: [Int], isOnce: Bool = false) {
    steps = 0..<order.count / 2
    let total = weights.reduce(0, +)
    guard total > 0 else { return }
    let (low, high) = (LevelStretch.margin * total, (1 - LevelStretch.margin) * total)
    var (begin, end, most) = (0, order.count / 2, 0.0)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * (order.count + 1)) { running in
      let (sums, masses) = (running.baseAddress!, running.baseAddress! + order.count + 1)
      (sums[0], masses[0]) = (0, 0)
      for (place, step) in order.enumerated() {
        sums[place + 1] = sums[place] + excess[step]
        masses[place + 1] = masses[place] + weights[step]
      }
      for first in 0..<(isOnce ? 1 : order.count) {
        for last in first + 1...order.count {
          let weight = masses[last] - masses[first]
          if weight > high { break }
          if weight < low { continue }
          let sum = sums[last] - sums[first]
          let found = sum * sum / (weight * (total - weight))
          if found > most { (begin, end, most) = (first, last, found) }
        }
      }
    }
    steps = begin..<end
    size = most.squareRoot() * total
  }
}
