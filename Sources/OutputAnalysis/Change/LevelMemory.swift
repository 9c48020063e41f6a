extension LevelSeries {
  /// How many steps hang together, of what is left when the likeliest change is taken out, so that a change is not taken
  /// for memory.
  ///
  /// A series may change and come back. What is left without such a stretch counts if the stretch alone makes the memory:
  /// three levels leave independent steps, or next to nothing. A series that wanders has other turns, and keeps its memory.
  var memory: Double {
    let once = excess(cutAt: [clearestCut(of: 0..<sums.count)])
    let memory = LevelSeries.memory(of: once)
    guard memory > 1.5 else { return memory }
    let left = excess(cutAt: clearestStretch)
    let square = once.reduce(0) { $0 + $1 * $1 }
    let explained = 1 - left.reduce(0) { $0 + $1 * $1 } / square
    let rest = LevelSeries.memory(of: left)
    return explained >= 0.75 || explained >= 0.3 && rest <= 1.5 ? rest : memory
  }

  /// The ends of the clearest stretch of steps: found in blocks, and each then within a block where it is clearest.
  private var clearestStretch: [Int] {
    let length = (sums.count + ChangeTest.mostBlocks.stretch - 1) / ChangeTest.mostBlocks.stretch
    let blocks = blocks(of: length)
    let first = sums.count - blocks.sums.count * length
    let stretch = LevelStretch(
      excess: blocks.excess, weights: blocks.weights, order: Array(blocks.sums.indices)
    ).steps
    var (begin, end) = (first + stretch.lowerBound * length, first + stretch.upperBound * length)
    if stretch.lowerBound > 0 { begin = clearestCut(of: 0..<end, near: begin - length...begin + length) }
    if end < sums.count { end = clearestCut(of: begin..<sums.count, near: end - length...end + length) }
    return [stretch.lowerBound == 0 ? 0 : begin, end]
  }

  /// The first step of the second part, where steps split into two levels most clearly: near a step, or else at neither
  /// end.
  private func clearestCut(of steps: Range<Int>, near: ClosedRange<Int>? = nil) -> Int {
    let total = weights[steps].reduce(0, +)
    let level = level(steps) ?? 0
    let (low, high) = (LevelStretch.margin * total, (1 - LevelStretch.margin) * total)
    var cut = near.map { ($0.lowerBound + $0.upperBound) / 2 } ?? (steps.lowerBound + steps.upperBound) / 2
    var (sum, weight, most) = (0.0, 0.0, 0.0)
    for step in steps.dropLast() {
      sum += sums[step] - level * weights[step]
      weight += weights[step]
      guard near?.contains(step + 1) ?? (weight >= low && weight <= high), weight > 0, weight < total else { continue }
      let found = sum * sum / (weight * (total - weight))
      if found > most { (cut, most) = (step + 1, found) }
    }
    return cut
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
