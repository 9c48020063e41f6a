extension LevelSeries {
  /// How many steps hang together, of what is left when the likeliest change is taken out, so that a change is not taken
  /// for memory.
  ///
  /// A series may change and come back. What is left without such a stretch counts if the stretch alone makes the memory:
  /// three levels leave independent steps, or next to nothing. A series that wanders has other turns, and keeps its memory.
  var memory: Double {
    let once = excess(cutAt: [LevelSplit(excess: excess, weights: weights).step])
    let memory = LevelSeries.memory(of: once)
    guard memory > 1.5 else { return memory }
    let left = excess(cutAt: clearestStretch)
    let square = once.reduce(0) { $0 + $1 * $1 }
    let explained = 1 - left.reduce(0) { $0 + $1 * $1 } / square
    let rest = LevelSeries.memory(of: left)
    return explained >= 0.75 || explained >= 0.3 && rest <= 1.5 ? rest : memory
  }

  /// The ends of the clearest stretch of steps, found in blocks.
  private var clearestStretch: [Int] {
    let length = (sums.count + ChangeTest.mostBlocks - 1) / ChangeTest.mostBlocks
    let blocks = blocks(of: length)
    let first = sums.count - blocks.sums.count * length
    let stretch = LevelStretch(
      excess: blocks.excess, weights: blocks.weights, order: Array(blocks.sums.indices)
    ).steps
    return [stretch.lowerBound == 0 ? 0 : first + stretch.lowerBound * length, first + stretch.upperBound * length]
  }

  /// 1 + 2Σρ, summed as long as pairs of autocorrelations are positive (Geyer 1992).
  private static func memory(of values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    let centred = values.map { $0 - mean }
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

/// Where a series splits into two levels most clearly.
private struct LevelSplit {
  /// The first step of the second part.
  private(set) var step: Int

  init(excess: [Double], weights: [Double]) {
    step = excess.count / 2
    let total = weights.reduce(0, +)
    let (low, high) = (LevelStretch.margin * total, (1 - LevelStretch.margin) * total)
    var (sum, weight, most) = (0.0, 0.0, 0.0)
    for place in excess.indices.dropLast() {
      sum += excess[place]
      weight += weights[place]
      if weight < low || weight > high || weight <= 0 || weight >= total { continue }
      let found = sum * sum / (weight * (total - weight))
      if found > most { (step, most) = (place + 1, found) }
    }
  }
}
