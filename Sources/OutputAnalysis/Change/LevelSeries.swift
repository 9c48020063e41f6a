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

  /// The level of all other steps.
  public func level(outside steps: Range<Int>) -> Double? {
    let weight = total - weights[steps].reduce(0, +)
    return weight > 0 ? (sums.reduce(0, +) - sums[steps].reduce(0, +)) / weight : nil
  }

  var total: Double { weights.reduce(0, +) }

  /// What every step has beyond its part of the whole.
  var excess: [Double] { excess(cutAt: []) }

  /// What every step has beyond its part of the piece that it is in, of those between the cuts.
  func excess(cutAt cuts: [Int]) -> [Double] {
    var excess = sums
    for (begin, end) in zip([0] + cuts, cuts + [sums.count]) where begin < end {
      guard let level = level(begin..<end) else { continue }
      for index in begin..<end { excess[index] -= level * weights[index] }
    }
    return excess
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
}
