import CGSL

/// The quasi-random sequence of Sobol, which fills the unit cube evenly (Sobol 1967; Antonov and Saleev 1979; through
/// GSL's `gsl_qrng_sobol`, after Bratley and Fox, Algorithm 659).
///
/// Its first point is the middle of the cube. Counted with the corner 0 that GSL leaves out, every 2ᵏ points are
/// balanced; so 2ᵏ − 1 points are the natural numbers to take.
public enum SobolSequence {
  /// The most dimensions for which GSL has primitive polynomials.
  public static let mostDimensions: Int = 40

  /// Returns the first points of the sequence.
  ///
  /// - Throws: when there are more than ``mostDimensions``.
  /// - Precondition: points ≥ 0 and dimensions ≥ 1.
  /// - Complexity: O(points × dimensions)
  public static func design(points: Int, dimensions: Int) throws(DesignError) -> UnitCubeDesign {
    var coordinates: [Double] = []
    coordinates.reserveCapacity(points * dimensions)
    try visit(dimensions: dimensions) { point in
      guard coordinates.count < points * dimensions else { return false }
      coordinates += point
      return true
    }
    return UnitCubeDesign(dimensions: dimensions, coordinates: coordinates)
  }

  /// Gives one point after the other as long as the caller wants more.
  ///
  /// - Throws: when there are more than ``mostDimensions``.
  /// - Precondition: dimensions ≥ 1.
  public static func visit(dimensions: Int, _ wantsMore: ([Double]) -> Bool) throws(DesignError) {
    precondition(dimensions >= 1, "a point has a coordinate at least (was \(dimensions))")
    cgsl_install_error_handler()
    guard dimensions <= mostDimensions, let generator = gsl_qrng_alloc(cgsl_qrng_sobol(), UInt32(dimensions)) else {
      throw .tooManyDimensions(dimensions, most: mostDimensions)
    }
    defer { gsl_qrng_free(generator) }
    var point = [Double](repeating: 0, count: dimensions)
    repeat { gsl_qrng_get(generator, &point) } while wantsMore(point)
  }
}
