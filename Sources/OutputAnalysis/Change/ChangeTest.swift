/// Whether series keep one level throughout, tested together by shuffling blocks of steps.
///
/// The statistic of a series is its clearest split into two levels. If nothing changes, blocks that are longer than the
/// memory of the series can be put in any order; how large the statistic then is by chance, and that of the whole family
/// of series, is found by shuffling all of them alike. A series whose memory leaves fewer than ``fewestBlocks`` blocks
/// cannot be told from one that changes, and is not tested.
public struct ChangeTest: Sendable {
  /// What was found of a family of series.
  public enum Outcome: Sendable, Hashable {
    /// Too short beside its memory, in steps.
    case untested(memory: Double)
    /// The chance of splits as clear as these in a family that does not change, and each series' split, in the order
    /// given; `nil` for one without variation.
    case tested(pValue: Double, splits: [Split?])
  }

  /// Where a series splits most clearly.
  public struct Split: Sendable, Hashable {
    /// The first step of the second part.
    public let step: Int
    /// The chance of a split as clear in any series of the family.
    public let pValue: Double
  }

  /// Blocks that tell something by their order.
  public static let fewestBlocks = 12
  /// How much longer a block is than the memory.
  public static let blockOfMemory = 3.0
  /// Weight below which nothing is tested.
  public static let leastWeight = 50.0
  /// Orders that are tried at most.
  public static let shuffles = 999
  /// As many of them that exceed what was observed settle that it is nothing special (Besag and Clifford 1991).
  public static let exceedances = 20

  /// Tests a family of series of one length.
  ///
  /// - Parameter seed: Of the shuffles; the same seed gives the same outcome.
  /// - Complexity: O(shuffles · series · steps), a tenth of it where nothing changes.
  public static func outcome(_ series: [LevelSeries], seed: UInt64) -> Outcome {
    let steps = series.first?.sums.count ?? 0
    precondition(series.allSatisfy { $0.sums.count == steps }, "series of a family are of one length")
    guard steps >= fewestBlocks, series.contains(where: { $0.total >= leastWeight }) else {
      return .untested(memory: 1)
    }
    let memory = series.map(\.memory).max() ?? 1
    // Independent steps show memories up to one and a half by chance.
    let length = memory > 1.5 ? Int((blockOfMemory * memory).rounded(.up)) : 1
    guard steps / length >= fewestBlocks else { return .untested(memory: memory) }
    let blocks = series.map { $0.blocks(of: length) }
    let excess = blocks.map(\.excess)
    let spread = excess.map { values in values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let observed = zip(excess, blocks).map { LevelSplit(excess: $0, weights: $1.weights) }
    let largest = zip(observed, spread).map { $1 > 0 ? $0.size / $1 : 0 }
    var exceeded = [Int](repeating: 0, count: series.count)
    var tried = 0
    var generator = SplitMix64(seed: seed)
    var order = Array(0..<(steps / length))
    while tried < shuffles, exceeded.contains(where: { $0 < exceedances }) {
      tried += 1
      order.shuffle(using: &generator)
      var most = 0.0
      for index in series.indices where spread[index] > 0 {
        let split = LevelSplit(excess: excess[index], weights: blocks[index].weights, order: order)
        most = max(most, split.size / spread[index])
      }
      for index in series.indices where most >= largest[index] { exceeded[index] += 1 }
    }
    /// What was stopped early is known by how soon it was exceeded so often.
    func pValue(_ exceeded: Int) -> Double {
      tried < shuffles ? Double(exceeded) / Double(tried) : Double(exceeded + 1) / Double(tried + 1)
    }
    let first = steps - steps / length * length
    let splits = series.indices.map { index -> Split? in
      guard spread[index] > 0 else { return nil }
      return Split(
        step: first + observed[index].step * length, pValue: pValue(exceeded[index]))
    }
    return .tested(pValue: splits.compactMap { $0?.pValue }.min() ?? 1, splits: splits)
  }
}
