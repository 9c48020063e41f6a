import CGSL
import Foundation

/// How unequal units are beyond luck: the spread of their multipliers, estimated from one count of each.
///
/// A unit's count is Poisson with mean e·M, where e is what its size makes expect and the multiplier M has mean 1 and
/// coefficient of variation c. The counts themselves vary more than the multipliers, by Poisson's own variance, which
/// ``CountDispersion`` takes off. Two laws of M are compared by likelihood, with one parameter each: gamma, and
/// lognormal, integrated numerically (Bulmer 1974).
public struct UnitSkew: Sendable, Hashable {
  /// The law of the multipliers.
  public enum Law: String, Sendable, Hashable {
    case gamma
    case lognormal
    /// The counts vary no more than luck would make them.
    case equal
  }

  /// Which law the counts are more likely under.
  public let law: Law
  /// The coefficient of variation of the multipliers, by maximum likelihood under the law; 0 when units are equal.
  public let cv: Double
  /// The same by moments, which needs no law.
  public let cvByMoments: Double
  /// The log-likelihood under gamma multipliers.
  public let gammaLogLikelihood: Double
  /// The log-likelihood under lognormal multipliers.
  public let lognormalLogLikelihood: Double
  /// The test against equal units.
  public let dispersion: CountDispersion

  /// Estimates the spread; a lognormal or gamma law needs a dispersion that luck alone would give in 5 % of cases.
  ///
  /// - Parameters:
  ///   - counts: Events by unit.
  ///   - expectations: What the units' sizes make expect, in any common unit, households for instance.
  /// - Returns: `nil` when there are fewer than two units, or no event.
  /// - Complexity: O(n) for n units; some thousand evaluations for each.
  public init?(counts: [Int], expectations: [Double]) {
    guard let dispersion = CountDispersion(counts: counts, expectations: expectations) else { return nil }
    self.dispersion = dispersion
    cvByMoments = dispersion.cvByMoments
    let pairs = zip(counts, expectations).filter { $0.0 >= 0 && $0.1 > 0 && $0.1.isFinite }
      .map { (Double($0.0), $0.1 * dispersion.level) }
    let gamma = CountDispersion.maximum { CountDispersion.gammaLogLikelihood(pairs, logSquare: $0) }
    let lognormal = CountDispersion.maximum { Self.lognormalLogLikelihood(pairs, logSquare: $0) }
    gammaLogLikelihood = gamma.value
    lognormalLogLikelihood = lognormal.value
    if dispersion.pValue > 0.05 || dispersion.cvByLikelihood == 0 {
      (law, cv) = (.equal, 0)
    } else {
      law = gamma.value >= lognormal.value ? .gamma : .lognormal
      cv = exp((gamma.value >= lognormal.value ? gamma.at : lognormal.at) / 2)
    }
  }

  /// The Poisson–lognormal likelihood: each integral over ln M is taken around its peak.
  static func lognormalLogLikelihood(_ pairs: [(Double, Double)], logSquare: Double) -> Double {
    let variance = log1p(exp(logSquare))
    return pairs.reduce(0) { $0 + logIntegral(count: $1.0, expectation: $1.1, variance: variance) }
  }

  /// ln ∫ Poisson(n; e exp(u)) φ(u; −v/2, v) du.
  private static func logIntegral(count n: Double, expectation e: Double, variance v: Double) -> Double {
    // The exponent n u − e exp(u) − (u + v/2)²/(2v) is concave; Newton from the larger of two guesses falls to its peak.
    var u = n > 0 ? min(log((n + 1) / e), v * n) : 0
    for _ in 0..<50 {
      let rate = e * exp(u)
      let step = (n - rate - (u + v / 2) / v) / (rate + 1 / v)
      u += min(max(step, -2), 2)
      if abs(step) < 1e-10 { break }
    }
    let width = 1 / (e * exp(u) + 1 / v).squareRoot()
    // The trapezoid rule over ±8 widths: for smooth integrands that vanish at both ends its error is exponentially small.
    let steps = 40
    let h = 16 * width / Double(steps)
    func exponent(_ x: Double) -> Double { n * x - e * exp(x) - (x + v / 2) * (x + v / 2) / (2 * v) }
    let peak = exponent(u)
    let sum = (0...steps).reduce(0.0) { $0 + exp(exponent(u + (Double($1) - Double(steps) / 2) * h) - peak) }
    return peak + log(sum * h) - log(2 * Double.pi * v) / 2 + n * log(e) - gsl_sf_lngamma(n + 1)
  }
}
