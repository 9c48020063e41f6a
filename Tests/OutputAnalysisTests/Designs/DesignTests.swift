import Testing

@testable import OutputAnalysis

@Suite("Designs on the unit cube")
struct DesignTests {
  static func leastDistance(_ design: UnitCubeDesign) -> Double {
    var least = Double.infinity
    for a in 0..<design.points {
      for b in 0..<a {
        let square = (0..<design.dimensions).reduce(0.0) { sum, d in
          sum + (design[a, d] - design[b, d]) * (design[a, d] - design[b, d])
        }
        least = min(least, square)
      }
    }
    return least.squareRoot()
  }

  @Test("Every coordinate of a Latin hypercube falls once into each part", arguments: [1, 2, 7, 40])
  func stratified(points: Int) {
    var generator = DeterministicGenerator(seed: 3)
    let design = LatinHypercube.maximin(points: points, dimensions: 3) { Double.random(in: 0..<1, using: &generator) }
    for dimension in 0..<3 {
      let cells = (0..<points).map { Int(design[$0, dimension] * Double(points)) }
      #expect(Set(cells) == Set(0..<points))
    }
  }

  @Test("Exchanges move points apart, never together")
  func maximin() {
    for seed in 0..<5 {
      var one = DeterministicGenerator(seed: UInt64(seed))
      var other = one
      let random = LatinHypercube.random(points: 30, dimensions: 2) { Double.random(in: 0..<1, using: &one) }
      let better = LatinHypercube.maximin(points: 30, dimensions: 2) { Double.random(in: 0..<1, using: &other) }
      #expect(Self.leastDistance(better) >= Self.leastDistance(random))
    }
  }

  @Test("The sequence of Sobol is balanced after 2ᵏ − 1 points, and has 40 dimensions at most")
  func sobol() throws {
    let design = try SobolSequence.design(points: 63, dimensions: 5)
    #expect((0..<5).allSatisfy { design[0, $0] == 0.5 })
    for dimension in 0..<5 {
      let cells = (0..<63).map { Int(design[$0, dimension] * 64) }
      // With the corner, every sixty-fourth once.
      #expect(Set(cells + [0]).count == 64)
    }
    #expect(throws: DesignError.tooManyDimensions(41, most: 40)) { try SobolSequence.design(points: 1, dimensions: 41) }
  }

  @Test("A trajectory of Morris changes every coordinate once, by the step of its grid")
  func morris() {
    var generator = DeterministicGenerator(seed: 8)
    let design = MorrisTrajectories.design(trajectories: 20, dimensions: 4, levels: 4) {
      Double.random(in: 0..<1, using: &generator)
    }
    #expect(design.points == 100)
    for trajectory in 0..<20 {
      var changed: Set<Int> = []
      for step in 1...4 {
        let (a, b) = (trajectory * 5 + step - 1, trajectory * 5 + step)
        let moved = (0..<4).filter { design[a, $0] != design[b, $0] }
        #expect(moved.count == 1)
        for dimension in moved {
          changed.insert(dimension)
          #expect(agree(abs(design[a, dimension] - design[b, dimension]), 2.0 / 3, within: 1e-12))
        }
      }
      #expect(changed.count == 4)
    }
  }

  @Test("The cross sample has the order of SALib", arguments: [false, true])
  func saltelli(secondOrder: Bool) throws {
    let design = try SaltelliSample.design(basePoints: 4, dimensions: 3, secondOrder: secondOrder)
    let rows = secondOrder ? 8 : 5
    #expect(design.points == 4 * rows)
    let base = try SobolSequence.design(points: 4, dimensions: 6)
    for point in 0..<4 {
      let first = point * rows
      for d in 0..<3 {
        #expect(design[first, d] == base[point, d])
        #expect(design[first + rows - 1, d] == base[point, 3 + d])
        for cross in 0..<3 {
          #expect(design[first + 1 + cross, d] == base[point, cross == d ? 3 + d : d])
          if secondOrder { #expect(design[first + 4 + cross, d] == base[point, cross == d ? d : 3 + d]) }
        }
      }
    }
  }
}
