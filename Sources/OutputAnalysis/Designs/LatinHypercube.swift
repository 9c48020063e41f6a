/// Latin hypercubes: n points of which each coordinate falls once into each of n equal parts (McKay, Beckman and
/// Conover 1979).
public enum LatinHypercube {
  /// Returns a random hypercube, each point at a random place of its cell.
  ///
  /// - `uniform`: gives numbers of 0 ..< 1; points × dimensions for the cells, as many for the places.
  /// - Precondition: points ≥ 1 and dimensions ≥ 1.
  /// - Complexity: O(points × dimensions)
  public static func random(points: Int, dimensions: Int, uniform: () -> Double) -> UnitCubeDesign {
    precondition(points >= 1, "a hypercube has points (was \(points))")
    var coordinates = [Double](repeating: 0, count: points * dimensions)
    for dimension in 0..<dimensions {
      var cells = Array(0..<points)
      for last in stride(from: points - 1, to: 0, by: -1) {
        cells.swapAt(last, min(last, Int(uniform() * Double(last + 1))))
      }
      for point in 0..<points {
        coordinates[point * dimensions + dimension] = (Double(cells[point]) + uniform()) / Double(points)
      }
    }
    return UnitCubeDesign(dimensions: dimensions, coordinates: coordinates)
  }

  /// Returns a hypercube whose points keep far from each other.
  ///
  /// A random one is improved by exchanging a coordinate of two points, which keeps it a hypercube, whenever that does
  /// not raise φ = Σ d⁻¹⁵ over the distances d of all pairs (Morris and Mitchell 1995): its largest terms are the
  /// smallest distances. So it is better than the random one or equal to it, and not the best there is. Work is bounded:
  /// of many points fewer exchanges are tried, none above 5,000 points.
  ///
  /// - Precondition: points ≥ 1 and dimensions ≥ 1.
  /// - Complexity: O(min(tries × points, 4·10⁷) × dimensions)
  public static func maximin(points: Int, dimensions: Int, uniform: () -> Double) -> UnitCubeDesign {
    let start = random(points: points, dimensions: dimensions, uniform: uniform)
    guard points > 2 else { return start }
    var coordinates = start.coordinates
    let tries = min(200 * points, 40_000_000 / (points * max(1, dimensions)))
    guard points <= 5_000 else { return start }
    func crowding(_ point: Int, besides other: Int) -> Double {
      var sum = 0.0
      for neighbour in 0..<points where neighbour != point && neighbour != other {
        var square = 0.0
        for dimension in 0..<dimensions {
          let step = coordinates[point * dimensions + dimension] - coordinates[neighbour * dimensions + dimension]
          square += step * step
        }
        // Points that coincide in every coordinate are impossible: each is in a part of its own.
        let fifth = square * square.squareRoot() * square
        sum += 1 / (fifth * fifth * fifth)
      }
      return sum
    }
    for _ in 0..<tries {
      let a = min(points - 1, Int(uniform() * Double(points)))
      let b = min(points - 1, Int(uniform() * Double(points)))
      let dimension = min(dimensions - 1, Int(uniform() * Double(dimensions)))
      guard a != b else { continue }
      let before = crowding(a, besides: b) + crowding(b, besides: a)
      coordinates.swapAt(a * dimensions + dimension, b * dimensions + dimension)
      // The distance of the two from each other does not change.
      if crowding(a, besides: b) + crowding(b, besides: a) > before {
        coordinates.swapAt(a * dimensions + dimension, b * dimensions + dimension)
      }
    }
    return UnitCubeDesign(dimensions: dimensions, coordinates: coordinates)
  }
}
