/// The value of a log-likelihood of two parameters, with its first and second derivatives.
///
/// The parameters are unbounded: the logarithm of the scale, and the logarithm of the spread σ (of ln x) or, for the
/// gamma law, of the shape.
struct LogLikelihood {
  var value = 0.0
  var g0 = 0.0
  var g1 = 0.0
  var h00 = 0.0
  var h01 = 0.0
  var h11 = 0.0

  /// Adds a term that depends on the parameters through z = (ln x − μ) e^(−s) only: g(z), with g′ and g″.
  ///
  /// ∂z/∂μ = −e^(−s) and ∂z/∂s = −z give the chain rule.
  @inline(__always)
  mutating func add(_ weight: Double, g: Double, first: Double, second: Double, z: Double, inverse: Double) {
    value += weight * g
    g0 -= weight * first * inverse
    g1 -= weight * z * first
    h00 += weight * second * inverse * inverse
    h01 += weight * (first + z * second) * inverse
    h11 += weight * z * (first + z * second)
  }

  /// Adds ln p of an interval, with the derivatives of p.
  mutating func add(
    _ weight: Double, probability p: Double, d0: Double, d1: Double, d00: Double, d01: Double, d11: Double,
    log: Double
  ) {
    value += weight * log
    g0 += weight * d0 / p
    g1 += weight * d1 / p
    h00 += weight * (d00 / p - d0 / p * (d0 / p))
    h01 += weight * (d01 / p - d0 / p * (d1 / p))
    h11 += weight * (d11 / p - d1 / p * (d1 / p))
  }
}
