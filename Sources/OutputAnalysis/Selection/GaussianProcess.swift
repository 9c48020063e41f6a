import Foundation

/// A smooth function guessed from a few noisy values: a linear trend, and a Gaussian process on what it leaves
/// (kriging; Rasmussen and Williams 2006, Algorithm 2.1; stochastic kriging, Ankenman, Nelson and Staum 2010).
///
/// Covariance is Matérn's with ν = 5/2, one length for each coordinate. Lengths are chosen from a few values by
/// likelihood, one coordinate after the other; the noise of each value is given. A guess far from all values tends to
/// the trend, with the spread of the residuals.
public struct GaussianProcess: Sendable {
  private static let lengths: [Double] = [0.2, 0.5, 1, 2, 5]

  private let dimensions: Int
  private let points: [[Double]]
  private let trend: [Double]
  private let scale: [Double]
  private let variance: Double
  private let factor: [Double]
  private let weights: [Double]

  /// A guess.
  public struct Prediction: Hashable, Sendable {
    /// The value that is expected.
    public let mean: Double
    /// How far off it may be.
    public let standardDeviation: Double
  }

  /// Learns from values.
  ///
  /// - `points`: in the unit cube, equally long.
  /// - `values`: one for each point.
  /// - `noise`: the variance of each value.
  /// - `lengths`: of each coordinate, where they are known from an earlier fit.
  /// - Precondition: as many values and noises as points, and one point at least; all finite.
  /// - Complexity: O(n³) for n points, times the coordinates when lengths are chosen.
  public init(points: [[Double]], values: [Double], noise: [Double], lengths known: [Double]? = nil) {
    precondition(!points.isEmpty && points.count == values.count && values.count == noise.count)
    self.points = points
    dimensions = points[0].count
    trend = GaussianProcess.trend(points, values)
    let coefficients = trend
    let residuals = zip(points, values).map { $1 - GaussianProcess.value(of: coefficients, at: $0) }
    let spread = residuals.reduce(0) { $0 + $1 * $1 } / Double(residuals.count)
    // Never zero: where the trend fits all values, a little doubt is left.
    variance = max(spread, 1e-12)
    var scale = known ?? [Double](repeating: 1, count: dimensions)
    if known == nil {
      for dimension in 0..<dimensions {
        var best = (likelihood: -Double.infinity, length: scale[dimension])
        for length in GaussianProcess.lengths {
          scale[dimension] = length
          let fit = GaussianProcess.fit(points, residuals, noise, variance: variance, scale: scale)
          if fit.likelihood > best.likelihood { best = (fit.likelihood, length) }
        }
        scale[dimension] = best.length
      }
    }
    self.scale = scale
    let fit = GaussianProcess.fit(points, residuals, noise, variance: variance, scale: scale)
    factor = fit.factor
    weights = fit.weights
  }

  /// The lengths that were chosen.
  public var lengths: [Double] { scale }

  /// The guess without its spread, which is much cheaper.
  /// - Complexity: O(n × dimensions)
  public func mean(at point: [Double]) -> Double {
    var sum = GaussianProcess.value(of: trend, at: point)
    for (other, weight) in zip(points, weights) { sum += weight * covariance(point, other) }
    return sum
  }

  /// The guess.
  /// - Complexity: O(n²)
  public func prediction(at point: [Double]) -> Prediction {
    let n = points.count
    let k = points.map { covariance(point, $0) }
    var mean = GaussianProcess.value(of: trend, at: point)
    for index in 0..<n { mean += weights[index] * k[index] }
    var explained = 0.0
    var solved = [Double](repeating: 0, count: n)
    for row in 0..<n {
      var sum = k[row]
      for column in 0..<row { sum -= factor[row * n + column] * solved[column] }
      solved[row] = sum / factor[row * n + row]
      explained += solved[row] * solved[row]
    }
    return Prediction(mean: mean, standardDeviation: max(0, variance - explained).squareRoot())
  }

  private func covariance(_ a: [Double], _ b: [Double]) -> Double {
    GaussianProcess.covariance(a, b, variance: variance, scale: scale)
  }

  private static func covariance(_ a: [Double], _ b: [Double], variance: Double, scale: [Double]) -> Double {
    var square = 0.0
    for index in a.indices {
      let step = (a[index] - b[index]) / scale[index]
      square += step * step
    }
    let r = (5 * square).squareRoot()
    return variance * (1 + r + 5 * square / 3) * exp(-r)
  }

  /// Cholesky's factor of the covariance, the weights of the values, and the logarithm of their likelihood.
  private static func fit(
    _ points: [[Double]], _ residuals: [Double], _ noise: [Double], variance: Double, scale: [Double]
  ) -> (factor: [Double], weights: [Double], likelihood: Double) {
    let n = points.count
    var factor = [Double](repeating: 0, count: n * n)
    var logDeterminant = 0.0
    for row in 0..<n {
      for column in 0...row {
        var sum = covariance(points[row], points[column], variance: variance, scale: scale)
        // A trace of noise keeps points that coincide apart.
        if row == column { sum += noise[row] + 1e-8 * variance }
        for inner in 0..<column { sum -= factor[row * n + inner] * factor[column * n + inner] }
        if row == column {
          let pivot = max(sum, 1e-14 * variance).squareRoot()
          factor[row * n + row] = pivot
          logDeterminant += log(pivot)
        } else {
          factor[row * n + column] = sum / factor[column * n + column]
        }
      }
    }
    var weights = residuals
    for row in 0..<n {
      for column in 0..<row { weights[row] -= factor[row * n + column] * weights[column] }
      weights[row] /= factor[row * n + row]
    }
    let fitted = weights.reduce(0) { $0 + $1 * $1 }
    for row in stride(from: n - 1, through: 0, by: -1) {
      for below in row + 1..<max(n, row + 1) { weights[row] -= factor[below * n + row] * weights[below] }
      weights[row] /= factor[row * n + row]
    }
    return (factor, weights, -fitted / 2 - logDeterminant)
  }

  /// Least squares with a slight pull towards zero slopes, which few points need.
  private static func trend(_ points: [[Double]], _ values: [Double]) -> [Double] {
    let size = points[0].count + 1
    var matrix = [Double](repeating: 0, count: size * size)
    var right = [Double](repeating: 0, count: size)
    for (point, value) in zip(points, values) {
      let row = [1] + point
      for i in 0..<size {
        right[i] += row[i] * value
        for j in 0..<size { matrix[i * size + j] += row[i] * row[j] }
      }
    }
    for i in 1..<max(1, size) { matrix[i * size + i] += 0.05 }
    // Gauss with pivots: the pull makes every slope's pivot positive.
    for column in 0..<size {
      let pivot = (column..<size).max { abs(matrix[$0 * size + column]) < abs(matrix[$1 * size + column]) } ?? column
      if pivot != column {
        for k in 0..<size { matrix.swapAt(pivot * size + k, column * size + k) }
        right.swapAt(pivot, column)
      }
      for row in 0..<size where row != column {
        let ratio = matrix[row * size + column] / matrix[column * size + column]
        for k in column..<size { matrix[row * size + k] -= ratio * matrix[column * size + k] }
        right[row] -= ratio * right[column]
      }
    }
    return (0..<size).map { right[$0] / matrix[$0 * size + $0] }
  }

  private static func value(of trend: [Double], at point: [Double]) -> Double {
    var sum = trend[0]
    for (slope, coordinate) in zip(trend.dropFirst(), point) { sum += slope * coordinate }
    return sum
  }
}
