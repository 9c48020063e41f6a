/// What was counted, step by step: a sum, and the number that it is out of.
///
/// For a share the sums are the cases that have the property and the weights all cases; for a rate the weights are 1.
public struct LevelSeries: Sendable, Hashable {
  /// One for each step, of one length.
  public let sums: [Double]
  /// Not negative.
  public let weights: [Double]

  /// - Precondition: as many weights as sums.
  public init(sums: [Double], weights: [Double]) {
    precondition(sums.count == weights.count, "a weight for every sum (\(sums.count), \(weights.count))")
    self.sums = sums
    self.weights = weights
  }

  /// The sum out of the weight over a range of steps; `nil` where there is no weight.
  public func level(_ steps: Range<Int>) -> Double? {
    let weight = weights[steps].reduce(0, +)
    return weight > 0 ? sums[steps].reduce(0, +) / weight : nil
  }

  var total: Double { weights.reduce(0, +) }

  /// What every step has beyond its part of the whole.
  var excess: [Double] {
    let level = level(0..<sums.count) ?? 0
    return zip(sums, weights).map { $0 - level * $1 }
  }

  /// Blocks of so many steps, the last whole; steps that are left over at the beginning are left out.
  func blocks(of length: Int) -> LevelSeries {
    let count = sums.count / length
    let first = sums.count - count * length
    func joined(_ values: [Double]) -> [Double] {
      (0..<count).map { block in
        (0..<length).reduce(0) { $0 + values[first + block * length + $1] }
      }
    }
    return LevelSeries(sums: joined(sums), weights: joined(weights))
  }

  /// How many steps hang together: 1 + 2Σρ, summed as long as pairs of autocorrelations are positive (Geyer 1992), of what
  /// is left when the likeliest step is taken out, so that a change is not taken for memory.
  var memory: Double {
    var rest = excess
    let split = LevelSplit(excess: rest, weights: weights).step
    for part in [0..<split, split..<rest.count] {
      guard let level = level(part) else { continue }
      for index in part { rest[index] = sums[index] - level * weights[index] }
    }
    let mean = rest.reduce(0, +) / Double(max(1, rest.count))
    let centred = rest.map { $0 - mean }
    let square = centred.reduce(0) { $0 + $1 * $1 }
    guard square > 0 else { return 1 }
    func correlation(_ lag: Int) -> Double {
      var sum = 0.0
      for index in 0..<(centred.count - lag) { sum += centred[index] * centred[index + lag] }
      return sum / square
    }
    var memory = 1.0
    var lag = 1
    while lag + 1 <= centred.count / 3 {
      let pair = correlation(lag) + correlation(lag + 1)
      if pair <= 0 { break }
      memory += 2 * pair
      lag += 2
    }
    return memory
  }
}

/// Where a series splits into two levels most clearly, and how clearly.
struct LevelSplit {
  /// The first step of the second part.
  private(set) var step: Int
  /// The sum of the first part's excess over what a sum of so large a part varies by; comparable between orders of the
  /// same steps.
  private(set) var size = 0.0

  /// Of the weight, the part at either end in which no split is looked for.
  static let margin = 0.15

  init(excess: [Double], weights: [Double]) {
    self.init(excess: excess, weights: weights, order: Array(excess.indices))
  }

  /// The split of the steps in another order. It is sought thousands of times, so that no array is made for it.
  init(excess: [Double], weights: [Double], order: [Int]) {
    step = order.count / 2
    let total = weights.reduce(0, +)
    guard total > 0 else { return }
    let (low, high) = (LevelSplit.margin * total, (1 - LevelSplit.margin) * total)
    var (best, square) = (step, 0.0)
    excess.withUnsafeBufferPointer { excess in
      weights.withUnsafeBufferPointer { weights in
        order.withUnsafeBufferPointer { order in
          var (sum, weight) = (0.0, 0.0)
          var place = 0
          while place < order.count - 1 {
            sum += excess[order[place]]
            weight += weights[order[place]]
            place += 1
            if weight < low || weight > high { continue }
            let found = sum * sum / (weight * (total - weight))
            if found > square { (best, square) = (place, found) }
          }
        }
      }
    }
    step = best
    size = square.squareRoot() * total
  }
}
