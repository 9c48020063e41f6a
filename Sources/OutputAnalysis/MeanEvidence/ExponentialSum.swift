import Foundation

/// The chance that a weighted sum of independent exponential variables is positive.
///
/// With weights Dᵢ ∝ Eᵢ of a uniform point of the simplex, P(Σ Dᵢ xᵢ > b) = P(Σ (xᵢ − b) Eᵢ > 0): the tail of a mean under
/// random weights. A mass m counts a weight m times, and need not be whole: the term is then a gamma variable.
///
/// The Laplace inversion ∫ e^{K(s)} ds / (2πi s), K(s) = −Σ mᵢ log(1 − s wᵢ), runs through the saddle point s₀ of
/// K(s) − log s in (0, 1 / max w), on s = s₀ + i h sinh u with 1/h² the second derivative there. The trapezoidal rule in
/// u converges geometrically (Trefethen and Weideman 2014, SIAM Review 56(3), §15), since no pole is nearer to s₀ than h.
/// Relative error 1e-8 at most, and deterministic. The more weights, the sooner the integrand vanishes.
enum ExponentialSum {
  /// The step in u, and sinh and cosh at its multiples.
  private static let step = 0.125
  private static let nodes: [(sinh: Double, cosh: Double)] = (0..<320).map {
    (sinh(step * Double($0)), cosh(step * Double($0)))
  }

  /// Returns P(Σ wᵢ Γᵢ > 0) for independent gamma variables Γᵢ of shape mᵢ and scale 1.
  ///
  /// - Precondition: as many masses as weights, all positive.
  /// - Complexity: O(k) for k weights, some thirty evaluations of each.
  static func chanceOfPositive(weights: [Double], masses: [Double]) -> Double {
    precondition(weights.count == masses.count, "\(weights.count) weights have \(masses.count) masses")
    guard let largest = weights.max(), let least = weights.min(), largest > 0 else { return 0 }
    if least >= 0 { return 1 }
    let w = weights.map { $0 / largest }
    let s = saddle(w, masses)
    var curvature = 1 / (s * s)
    var exponent = -log(s)
    for (w, m) in zip(w, masses) {
      let pole = w / (1 - s * w)
      curvature += m * pole * pole
      exponent -= m * log1p(-s * w)
    }
    let scale = 1 / curvature.squareRoot()
    var sum = 0.5
    for node in nodes.dropFirst() {
      let y = scale * node.sinh
      var modulus = -0.5 * log1p(y * y / (s * s))
      var phase = -atan(y / s)
      for (w, m) in zip(w, masses) {
        let q = w * y / (1 - s * w)
        modulus -= 0.5 * m * log1p(q * q)
        phase += m * atan(q)
      }
      let term = exp(modulus) * node.cosh
      sum += term * cos(phase)
      if term < 1e-13 { break }
    }
    return min(1, max(0, exp(exponent) * sum * scale * step / .pi))
  }

  /// The minimum of K(s) − log s on (0, 1), where the largest weight is 1: convex, so that Newton's steps inside a
  /// bracket find it.
  private static func saddle(_ weights: [Double], _ masses: [Double]) -> Double {
    var (low, high) = (0.0, 1.0)
    var s = 0.5
    for _ in 0..<200 {
      var slope = -1 / s
      var curvature = 1 / (s * s)
      for (w, m) in zip(weights, masses) {
        let pole = w / (1 - s * w)
        slope += m * pole
        curvature += m * pole * pole
      }
      if slope > 0 { high = s } else { low = s }
      var next = s - slope / curvature
      if !(next > low && next < high) { next = low + (high - low) / 2 }
      if abs(next - s) <= 1e-9 * s { return next }
      s = next
    }
    return s
  }
}
