import CGSL
import Foundation

/// How much more counts vary than Poisson counts would, given what was expected of each.
///
/// Each count N of expectation e is taken as Poisson with mean e·G, where the factor G has mean 1 and coefficient of
/// variation c, independent between counts: days of a rate, or units of a city. Then Var N = e + c² e². With a gamma
/// factor N is negative binomial. Expectations are a profile, known up to its level; the level is fitted.
///
/// Sources: Cameron and Trivedi (2013), sections 3.3 and 3.4; Dean and Lawless (1989) for the test.
public struct CountDispersion: Sendable, Hashable {
  /// The number of counts with a positive expectation.
  public let count: Int
  /// The sum of counts over the sum of expectations.
  public let level: Double
  /// The coefficient of variation by moments; 0 when the counts vary no more than Poisson counts.
  ///
  /// c² = max(0, (Σ (N − e)² n/(n − p) − Σ e) / Σ e²), with e brought to the level of the counts, and p the number of
  /// fitted parameters of the profile.
  public let cvByMoments: Double
  /// The coefficient of variation by maximum likelihood, with a gamma factor; 0 when the counts vary no more.
  public let cvByLikelihood: Double
  /// The standard error of ``cvByLikelihood``, from the observed information of ln c²; `nil` at 0.
  public let standardError: Double?
  /// Σ (N − e)² / e, with n − p degrees of freedom when the counts are Poisson.
  public let dispersion: Double
  /// The probability of so large a dispersion among Poisson counts.
  public let pValue: Double

  /// Estimates the dispersion.
  ///
  /// - Parameters:
  ///   - counts: Numbers of events.
  ///   - expectations: What the profile expects of each, in any common unit; pairs with an expectation that is not
  ///     positive and finite, or a negative count, are left out.
  ///   - fittedParameters: How many parameters of the profile were fitted to these counts, the level included.
  /// - Returns: `nil` when there are not more counts than fitted parameters, or no event.
  /// - Complexity: O(n) for n counts; some 80 evaluations of the likelihood.
  public init?(counts: [Int], expectations: [Double], fittedParameters: Int = 1) {
    let pairs = zip(counts, expectations).filter { $0.0 >= 0 && $0.1 > 0 && $0.1.isFinite }
    let events = pairs.reduce(0.0) { $0 + Double($1.0) }
    let expected = pairs.reduce(0.0) { $0 + $1.1 }
    let parameters = max(1, fittedParameters)
    guard pairs.count > parameters, events > 0, expected > 0 else { return nil }
    level = events / expected
    count = pairs.count
    let scaled = pairs.map { (Double($0.0), $0.1 * (events / expected)) }
    let freedom = Double(pairs.count - parameters)
    let squares = scaled.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } * Double(pairs.count) / freedom
    let excess = squares - scaled.reduce(0) { $0 + $1.1 }
    cvByMoments = max(0, excess / scaled.reduce(0) { $0 + $1.1 * $1.1 }).squareRoot()
    dispersion = scaled.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 }
    pValue = 1 - ChiSquare.cdf(dispersion, degreesOfFreedom: freedom)
    let best = Self.maximum { Self.gammaLogLikelihood(scaled, logSquare: $0) }
    // At the lower end the likelihood is Poisson's; a gain of rounding size is none.
    if best.value > Self.poissonLogLikelihood(scaled) + 1e-6 {
      cvByLikelihood = exp(best.at / 2)
      standardError = best.curvature > 0 ? exp(best.at / 2) / 2 / best.curvature.squareRoot() : nil
    } else {
      (cvByLikelihood, standardError) = (0, nil)
    }
  }

  /// The square of the coefficient of variation is sought between these, as logarithms.
  private static let range = log(1e-8)...log(100.0)

  /// The maximum of a smooth function of ln c², with minus its second derivative there.
  static func maximum(_ f: (Double) -> Double) -> (at: Double, value: Double, curvature: Double) {
    let golden = (5.0.squareRoot() - 1) / 2
    // A grid first, since the function is flat where c² is tiny.
    let grid = (0...24).map { range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / 24 }
    let values = grid.map(f)
    let peak = values.indices.max { values[$0] < values[$1] } ?? 0
    var (low, high) = (grid[max(0, peak - 1)], grid[min(24, peak + 1)])
    while high - low > 1e-7 {
      let (a, b) = (high - golden * (high - low), low + golden * (high - low))
      if f(a) < f(b) { low = a } else { high = b }
    }
    let at = (low + high) / 2
    let step = 1e-2
    return (at, f(at), -(f(at + step) - 2 * f(at) + f(at - step)) / (step * step))
  }

  static func poissonLogLikelihood(_ pairs: [(Double, Double)]) -> Double {
    pairs.reduce(0) { $0 + $1.0 * log($1.1) - $1.1 - gsl_sf_lngamma($1.0 + 1) }
  }

  /// The negative binomial likelihood: with r = 1/c², ln Γ(N + r) − ln Γ(r) − ln N! + N ln(e/(r + e)) − r ln(1 + e/r).
  static func gammaLogLikelihood(_ pairs: [(Double, Double)], logSquare: Double) -> Double {
    let r = exp(-logSquare)
    return pairs.reduce(0) { sum, pair in
      let (n, e) = pair
      // For large r the difference of two large logarithms is a sum of n logarithms near ln r.
      let rising =
        n * n < r * 1e-3
        ? n * log(r) + n * (n - 1) / (2 * r) : gsl_sf_lngamma(n + r) - gsl_sf_lngamma(r)
      return sum + rising - gsl_sf_lngamma(n + 1) + n * (log(e) - log(r + e)) - r * log1p(e / r)
    }
  }
}
