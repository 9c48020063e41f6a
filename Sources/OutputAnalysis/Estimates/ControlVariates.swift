/// A mean made sharper by numbers whose true means are known (Lavenberg and Welch 1981; KSL, ch. 9).
///
/// The regression of Y on the centred controls Cⱼ − μⱼ has the mean of Y as its intercept:
/// Y = β₀ + Σ βⱼ (Cⱼ − μⱼ) + ε, with the interval β̂₀ ± t(n − q − 1, 1 − α/2) se(β̂₀). In a queueing model the analytic flow
/// is a natural control: arrivals and work offered have means that follow from the scenario.
public struct ControlVariates: Hashable, Sendable {
  /// The controlled estimate of E[Y].
  public let mean: Double
  /// Half the width of its interval.
  public let halfWidth: Double
  /// The coefficients β̂ⱼ, one for each control.
  public let coefficients: [Double]
  /// The variance of the plain mean over that of the controlled one; below 1 when the controls do not help.
  public let varianceReduction: Double

  /// Why there is no controlled estimate.
  public enum Failure: Error, Hashable, Sendable {
    /// There must be at least q + 2 observations.
    case tooFewObservations(Int, controls: Int)
    /// A control is as long as it should be.
    case unequalCounts
    /// A control is a combination of others, or does not vary; its number.
    case collinear(control: Int)
  }

  /// - `controls`: one list for each control, as long as `values`.
  /// - `knownMeans`: their true means.
  /// - Throws: when observations are too few, or controls depend on each other.
  /// - Precondition: 0 < confidence < 1, and as many means as controls.
  /// - Complexity: O(n q²)
  public init(
    _ values: [Double], controls: [[Double]], knownMeans: [Double], confidence: Double = 0.95
  ) throws(Failure) {
    precondition(controls.count == knownMeans.count, "a mean for each control")
    let (n, q) = (values.count, controls.count)
    guard n >= q + 2 else { throw .tooFewObservations(n, controls: q) }
    guard controls.allSatisfy({ $0.count == n }) else { throw .unequalCounts }
    let meanY = Tally(values).mean ?? 0
    let means = controls.map { Tally($0).mean ?? 0 }
    func cross(_ a: [Double], _ meanA: Double, _ b: [Double], _ meanB: Double) -> Double {
      zip(a, b).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) }
    }
    // Cholesky of the controls' cross products; a pivot that vanishes is a control that the others make up.
    var factor = [[Double]](repeating: [Double](repeating: 0, count: q), count: q)
    for i in 0..<q {
      let own = cross(controls[i], means[i], controls[i], means[i])
      for j in 0...i {
        var sum = cross(controls[i], means[i], controls[j], means[j])
        for k in 0..<j { sum -= factor[i][k] * factor[j][k] }
        if i == j {
          guard own > 0, sum > 1e-10 * own else { throw .collinear(control: i) }
          factor[i][i] = sum.squareRoot()
        } else {
          factor[i][j] = sum / factor[j][j]
        }
      }
    }
    func solve(_ right: [Double]) -> [Double] {
      var x = right
      for i in 0..<q {
        for k in 0..<i { x[i] -= factor[i][k] * x[k] }
        x[i] /= factor[i][i]
      }
      for i in stride(from: q - 1, through: 0, by: -1) {
        for k in i + 1..<max(q, i + 1) { x[i] -= factor[k][i] * x[k] }
        x[i] /= factor[i][i]
      }
      return x
    }
    let slopes = solve((0..<q).map { cross(controls[$0], means[$0], values, meanY) })
    let shifts = (0..<q).map { means[$0] - knownMeans[$0] }
    mean = meanY - zip(slopes, shifts).reduce(0) { $0 + $1.0 * $1.1 }
    let residuals = (0..<n).reduce(0.0) { sum, row in
      let fitted = (0..<q).reduce(meanY) { $0 + slopes[$1] * (controls[$1][row] - means[$1]) }
      return sum + (values[row] - fitted) * (values[row] - fitted)
    }
    let variance = residuals / Double(n - q - 1)
    let distance = zip(solve(shifts), shifts).reduce(0) { $0 + $1.0 * $1.1 }
    let ofMean = variance * (1 / Double(n) + distance)
    halfWidth =
      StudentT.quantile(1 - (1 - confidence) / 2, degreesOfFreedom: Double(n - q - 1)) * ofMean.squareRoot()
    coefficients = slopes
    let plain = (Tally(values).variance ?? 0) / Double(n)
    varianceReduction = ofMean > 0 ? plain / ofMean : .infinity
  }
}
