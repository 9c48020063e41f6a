/// The cross sample from which Sobol's sensitivity indices are estimated (Saltelli 2002; Saltelli et al. 2010).
public enum SaltelliSample {
  /// Returns, for each base point, A, then A with one coordinate of B after the other, then with `secondOrder` B with
  /// one coordinate of A after the other, and at last B: the order in which SALib's `sobol.analyze` takes results.
  ///
  /// A and B are the two halves of a point of Sobol's sequence in twice as many dimensions. It has
  /// basePoints × (dimensions + 2) points, or basePoints × (2 dimensions + 2).
  ///
  /// - Throws: when twice the dimensions are more than ``SobolSequence/mostDimensions``.
  /// - Precondition: basePoints ≥ 1 and dimensions ≥ 1.
  public static func design(
    basePoints: Int, dimensions: Int, secondOrder: Bool
  ) throws(DesignError) -> UnitCubeDesign {
    precondition(basePoints >= 1, "there are base points (was \(basePoints))")
    let base = try SobolSequence.design(points: basePoints, dimensions: 2 * dimensions)
    var coordinates: [Double] = []
    coordinates.reserveCapacity(basePoints * (2 * dimensions + 2) * dimensions)
    for point in 0..<basePoints {
      let a = (0..<dimensions).map { base[point, $0] }
      let b = (0..<dimensions).map { base[point, dimensions + $0] }
      func crossed(_ one: [Double], _ other: [Double]) {
        for dimension in 0..<dimensions {
          var mixed = one
          mixed[dimension] = other[dimension]
          coordinates += mixed
        }
      }
      coordinates += a
      crossed(a, b)
      if secondOrder { crossed(b, a) }
      coordinates += b
    }
    return UnitCubeDesign(dimensions: dimensions, coordinates: coordinates)
  }
}
