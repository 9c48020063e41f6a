/// Observed counts in cells, to be compared with the numbers that theory expects.
public struct CellCounts {
  public let observed: [Int]
  public let expected: [Double]

  /// Neighbouring cells are joined until each expects at least `leastExpected`, the usual condition for χ².
  public init(observed: [Int], expected: [Double], leastExpected: Double = 10) {
    precondition(observed.count == expected.count, "\(observed.count) counts for \(expected.count) cells")
    var joinedObserved: [Int] = []
    var joinedExpected: [Double] = []
    var count = 0
    var expectation = 0.0
    for (cell, number) in zip(observed, expected) {
      count += cell
      expectation += number
      if expectation >= leastExpected {
        joinedObserved.append(count)
        joinedExpected.append(expectation)
        (count, expectation) = (0, 0)
      }
    }
    // What is left over is too little for a cell of its own.
    if let last = joinedObserved.indices.last {
      joinedObserved[last] += count
      joinedExpected[last] += expectation
    }
    self.observed = joinedObserved
    self.expected = joinedExpected
  }

  /// Pearson's statistic, Σ (observed − expected)² / expected.
  public var chiSquare: Double {
    zip(observed, expected).reduce(0) { sum, cell in
      let difference = Double(cell.0) - cell.1
      return sum + difference * difference / cell.1
    }
  }

  public var degreesOfFreedom: Int { observed.count - 1 }
}
