/// Trajectories through a grid on which one coordinate changes at a time, for elementary effects (Morris 1991).
public enum MorrisTrajectories {
  /// Returns trajectories of dimensions + 1 points each, one after the other.
  ///
  /// On a grid of p levels 0, 1/(p − 1), …, 1 every step is Δ = p / (2(p − 1)), so that all levels come up equally
  /// often; the order of the coordinates and the direction of each step are random.
  ///
  /// - `uniform`: gives numbers of 0 ..< 1.
  /// - Precondition: trajectories ≥ 1, dimensions ≥ 1, levels even and ≥ 2.
  /// - Complexity: O(trajectories × dimensions²)
  public static func design(
    trajectories: Int, dimensions: Int, levels: Int, uniform: () -> Double
  ) -> UnitCubeDesign {
    precondition(trajectories >= 1 && dimensions >= 1, "there are trajectories, and coordinates to change")
    precondition(levels >= 2 && levels.isMultiple(of: 2), "levels are even (were \(levels))")
    let half = levels / 2
    var coordinates: [Double] = []
    coordinates.reserveCapacity(trajectories * (dimensions + 1) * dimensions)
    for _ in 0..<trajectories {
      // Levels as whole numbers: a step goes up from the lower half, or down from the upper.
      var point = (0..<dimensions).map { _ in min(levels - 1, Int(uniform() * Double(levels))) }
      var order = Array(0..<dimensions)
      for last in stride(from: dimensions - 1, to: 0, by: -1) {
        order.swapAt(last, min(last, Int(uniform() * Double(last + 1))))
      }
      coordinates += point.map { Double($0) / Double(levels - 1) }
      for dimension in order {
        point[dimension] += point[dimension] < half ? half : -half
        coordinates += point.map { Double($0) / Double(levels - 1) }
      }
    }
    return UnitCubeDesign(dimensions: dimensions, coordinates: coordinates)
  }
}
