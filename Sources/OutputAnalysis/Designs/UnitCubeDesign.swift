/// Points of the unit cube at which a model is to be tried.
public struct UnitCubeDesign: Hashable, Sendable {
  /// Number of coordinates of a point.
  public let dimensions: Int
  /// All coordinates, point after point; each in 0 … 1.
  public let coordinates: [Double]

  /// - Precondition: dimensions ≥ 1, and the coordinates are those of whole points.
  public init(dimensions: Int, coordinates: [Double]) {
    precondition(dimensions >= 1, "a point has a coordinate at least (was \(dimensions))")
    precondition(coordinates.count.isMultiple(of: dimensions), "every point has \(dimensions) coordinates")
    self.dimensions = dimensions
    self.coordinates = coordinates
  }

  /// Number of points.
  public var points: Int { coordinates.count / dimensions }

  /// A coordinate of a point, both counted from 0.
  public subscript(point: Int, dimension: Int) -> Double { coordinates[point * dimensions + dimension] }
}

/// Why there is no design.
public enum DesignError: Error, Hashable, Sendable {
  /// The generator has primitive polynomials for so many dimensions only.
  case tooManyDimensions(Int, most: Int)
}

extension DesignError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooManyDimensions(let dimensions, let most):
      "\(dimensions) dimensions; a sequence of Sobol has \(most) at most"
    }
  }
}
