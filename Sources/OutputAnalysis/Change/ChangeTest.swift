/// Whether series keep one level throughout, tested together by shuffling blocks of steps.
///
/// A series may change once, or change and come back. Two statistics stand for that: its clearest split into two levels, and
/// the stretch of steps, anywhere, whose level is most clearly another than that of all others. If nothing changes, blocks
/// that are longer than the memory of the series can be put in any order; how large a statistic then is by chance, and that
/// of the whole family of series, is found by shuffling all of them alike. What changes and comes back is rarer and has many
/// places to be in, so that a fifth of the chance of error is left to it.
///
/// Blocks are never shorter than a part of the series, since a slow drift below the noise of single steps has no memory that
/// shows in them. A series whose memory leaves fewer than ``fewestBlocks`` blocks cannot be told from one that changes; it
/// is left out of its family.
public struct ChangeTest: Sendable {
  /// What was found of a family of series.
  public enum Outcome: Sendable, Hashable {
    /// All too short beside their memory, the shortest of which is so many steps.
    case untested(memory: Double)
    /// The chance of stretches as clear as these in a family that does not change, and each series' stretch, in the order
    /// given; `nil` for one without variation or with too long a memory.
    case tested(pValue: Double, stretches: [Stretch?])
  }

  /// Where the level of a series differs most clearly from that of its other steps.
  public struct Stretch: Sendable, Hashable {
    /// It begins at the first step or ends behind the last where the level changes once.
    public let steps: Range<Int>
    /// The chance of a stretch as clear in any series of the family.
    public let pValue: Double

    /// As one of two statistics, with its share of the chance of error.
    fileprivate func at(share: Double) -> Stretch { Stretch(steps: steps, pValue: min(1, pValue / share)) }
  }

  /// Blocks that tell something by their order.
  public static let fewestBlocks = 12
  /// Blocks that a series is cut into at most where a split is sought, and where a stretch is.
  public static let mostBlocks = (split: 60, stretch: 30)
  /// The parts of the chance of error that are a split's and a stretch's.
  public static let shares = (split: 0.8, stretch: 0.2)
  /// How much longer a block is than the memory.
  public static let blockOfMemory = 5.0
  /// Weight below which nothing is tested.
  public static let leastWeight = 50.0
  /// Orders that are tried at most.
  public static let shuffles = 999
  /// As many of them that exceed what was observed settle that it is nothing special (Besag and Clifford 1991).
  public static let exceedances = 20

  /// Tests a family of series of one length.
  ///
  /// - Parameters:
  ///   - series: Sums and weights, step by step, of as many steps each; tested together.
  ///   - seed: Of the shuffles; the same seed gives the same outcome.
  /// - Complexity: O(shuffles · series · blocks²), a tenth of it where nothing changes.
  public static func outcome(_ series: [LevelSeries], seed: UInt64) -> Outcome {
    let steps = series.first?.sums.count ?? 0
    precondition(series.allSatisfy { $0.sums.count == steps }, "series of a family are of one length")
    guard steps >= fewestBlocks, series.contains(where: { $0.total >= leastWeight }) else {
      return .untested(memory: 1)
    }
    let memories = series.map(\.memory)
    let places = series.indices.filter { steps / blockLength(memory: memories[$0], of: series) >= fewestBlocks }
    guard let memory = places.map({ memories[$0] }).max() else { return .untested(memory: memories.min() ?? 1) }
    let family = places.map { series[$0] }
    let length = blockLength(memory: memory, of: series)
    let once = clearest(of: family, length: length, isOnce: true, seed: seed)
    let coarse = max(length, (steps + mostBlocks.stretch - 1) / mostBlocks.stretch)
    let back = clearest(of: family, length: coarse, isOnce: false, seed: seed)
    var stretches = [Stretch?](repeating: nil, count: series.count)
    for (index, place) in places.enumerated() {
      stretches[place] = [
        once[index]?.at(share: shares.split), back[index]?.at(share: shares.stretch),
      ].compactMap { $0 }.min { $0.pValue < $1.pValue }
    }
    return .tested(pValue: stretches.compactMap { $0?.pValue }.min() ?? 1, stretches: stretches)
  }

  /// Steps of a block: as many as the memory asks for, and no fewer than the series afford.
  private static func blockLength(memory: Double, of series: [LevelSeries]) -> Int {
    let afforded = ((series.first?.sums.count ?? 0) + mostBlocks.split - 1) / mostBlocks.split
    // Independent steps show memories up to one and a half by chance; the longest of several does to more.
    let byChance = min(2, 1.4 + 0.1 * Double(series.count))
    return memory > byChance ? max(afforded, Int((blockOfMemory * memory).rounded(.up))) : afforded
  }

  /// The clearest split, or stretch, of every series of a family in blocks of a length; `nil` for one without variation.
  private static func clearest(
    of series: [LevelSeries], length: Int, isOnce: Bool, seed: UInt64
  ) -> [Stretch?] {
    let steps = series.first?.sums.count ?? 0
    let family = series.map { ShuffledSeries($0.blocks(of: length), isOnce: isOnce) }
    let (exceeded, tried) = exceedances(of: family, blocks: steps / length, seed: seed)
    let first = steps - steps / length * length
    return family.enumerated().map { index, one in
      guard one.spread > 0 else { return nil }
      let blocks = one.observed.steps
      return Stretch(
        steps: (blocks.lowerBound == 0 ? 0 : first + blocks.lowerBound * length)..<(first + blocks.upperBound * length),
        pValue: pValue(exceeded[index], of: tried))
    }
  }

  /// How often the clearest of all series, shuffled alike, is as clear as that observed in each.
  private static func exceedances(
    of family: [ShuffledSeries], blocks: Int, seed: UInt64
  ) -> (exceeded: [Int], tried: Int) {
    var exceeded = [Int](repeating: 0, count: family.count)
    var tried = 0
    var generator = SplitMix64(seed: seed)
    var order = Array(0..<blocks)
    while tried < shuffles, exceeded.contains(where: { $0 < exceedances }) {
      tried += 1
      order.shuffle(using: &generator)
      let most = family.reduce(0) { max($0, $1.clearness(in: order)) }
      for index in family.indices where most >= family[index].threshold { exceeded[index] += 1 }
    }
    return (exceeded, tried)
  }

  /// What was stopped early is known by how soon it was exceeded so often.
  private static func pValue(_ exceeded: Int, of tried: Int) -> Double {
    tried < shuffles ? Double(exceeded) / Double(tried) : Double(exceeded + 1) / Double(tried + 1)
  }
}

/// A series in blocks that are shuffled.
private struct ShuffledSeries {
  let excess: [Double]
  let weights: [Double]
  /// Whether splits alone are sought.
  let isOnce: Bool
  /// The length of the vector of excesses; 0 for a series without variation.
  let spread: Double
  let observed: LevelStretch
  /// From how much on an order is as clear as that observed; the same blocks summed in another order are.
  let threshold: Double

  init(_ blocks: LevelSeries, isOnce: Bool) {
    self.isOnce = isOnce
    excess = blocks.excess
    weights = blocks.weights
    let square = excess.reduce(0) { $0 + $1 * $1 }
    spread = square > 1e-18 * blocks.total * blocks.total ? square.squareRoot() : 0
    observed = LevelStretch(excess: excess, weights: weights, order: Array(excess.indices), isOnce: isOnce)
    threshold = spread > 0 ? observed.size / spread * (1 - 1e-9) : .infinity
  }

  func clearness(in order: [Int]) -> Double {
    spread > 0 ? LevelStretch(excess: excess, weights: weights, order: order, isOnce: isOnce).size / spread : 0
  }
}
