import Foundation

/// The law of one family under which a sample is most likely, by Newton's method made safe.
///
/// In μ/σ and 1/σ the likelihoods of censored exponential, Weibull, lognormal and log-logistic samples are concave
/// (Burridge 1981), and that of the gamma law has one maximum, so that a local maximum is the maximum. Where the
/// curvature has the wrong sign, a multiple of the identity is added (Levenberg 1944); a step that does not raise the
/// likelihood is cut.
struct LawMaximum: Sendable {
  let law: LawCoordinates
  let logLikelihood: Double
  /// The inverse of the observed information: variances of location and spread, and their covariance.
  let variances: (location: Double, spread: Double, covariance: Double)
  /// Whether the gradient vanished inside the bounds of the search.
  let hasConverged: Bool

  /// Maximises from a start.
  ///
  /// - Complexity: O(cells) a step; about 6 steps.
  init(_ cells: DurationCells, from start: LawCoordinates, steps: Int = 60) {
    let total = max(cells.weight, 1e-300)
    let isFree = start.family != .exponential
    var law = start
    var here = cells.likelihood(law)
    var hasConverged = false
    var damping = 0.0
    for _ in 0..<steps {
      guard let (d0, d1, decrement) = Self.step(here, damping: damping * total, isFree: isFree) else {
        damping = max(1e-3, damping * 10)
        if damping > 1e8 { break }
        continue
      }
      if decrement < 1e-16 * total + 1e-12 {
        hasConverged = damping < 1
        break
      }
      // No step of more than an e-fold of the scale of things, so that a bad start cannot fly off.
      let cut = min(1, 2 / max(abs(d0), abs(d1)))
      var next = law
      next.location += cut * d0
      let bounds = LawCoordinates.spreads
      next.spread = min(max(next.spread + cut * d1, bounds.lowerBound), bounds.upperBound)
      let there = cells.likelihood(next)
      if there.value.isFinite, there.value >= here.value - 1e-13 * abs(here.value) {
        let gain = there.value - here.value
        (law, here) = (next, there)
        damping = damping < 1e-4 ? 0 : damping / 10
        if gain <= 1e-14 * abs(here.value), decrement < 1e-9 * total {
          hasConverged = true
          break
        }
      } else {
        damping = max(1e-3, damping * 10)
        if damping > 1e8 { break }
      }
    }
    self.law = law
    logLikelihood = here.value
    if isFree {
      let determinant = here.h00 * here.h11 - here.h01 * here.h01
      variances = (-here.h11 / determinant, -here.h00 / determinant, here.h01 / determinant)
    } else {
      variances = (-1 / here.h00, 0, 0)
    }
    let isInside =
      !isFree
      || (law.spread > LawCoordinates.spreads.lowerBound + 1e-6
        && law.spread < LawCoordinates.spreads.upperBound - 1e-6)
    self.hasConverged =
      hasConverged && isInside && here.value.isFinite && variances.location > 0 && variances.location.isFinite
      && variances.spread.isFinite && variances.spread >= 0
  }

  /// Maximises from a start made of the moments of logarithms.
  init(_ cells: DurationCells, family: DurationFamily) {
    let centres = cells.centres
    let weight = centres.reduce(0) { $0 + $1.weight }
    let mean = centres.reduce(0) { $0 + $1.log * $1.weight } / max(weight, 1e-300)
    let square = centres.reduce(0) { $0 + ($1.log - mean) * ($1.log - mean) * $1.weight } / max(weight, 1e-300)
    self.init(cells, from: LawCoordinates(family, logMean: mean, logDeviation: square.squareRoot()))
  }

  /// Solves (−H + damping I) d = g; `nil` when the matrix is not positive definite.
  private static func step(_ here: LogLikelihood, damping: Double, isFree: Bool) -> (Double, Double, Double)? {
    let a = -here.h00 + damping
    guard a > 0, a.isFinite, here.g0.isFinite else { return nil }
    guard isFree else { return (here.g0 / a, 0, here.g0 * here.g0 / a) }
    let c = -here.h11 + damping
    let b = -here.h01
    let determinant = a * c - b * b
    guard determinant > 1e-14 * a * c, c > 0, determinant.isFinite else { return nil }
    let d0 = (c * here.g0 - b * here.g1) / determinant
    let d1 = (a * here.g1 - b * here.g0) / determinant
    return (d0, d1, here.g0 * d0 + here.g1 * d1)
  }
}
