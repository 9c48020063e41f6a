import Foundation

/// The law of z = (ln x − μ) / σ of the families in which ln x has a location and a scale.
///
/// Exponential and Weibull: smallest extreme value, S = exp(−eᶻ). Lognormal: normal. Log-logistic: logistic.
/// Source: Lawless (2003), sections 1.3 and 5.1.
protocol StandardLaw {
  /// ln φ(z) and its first and second derivative.
  static func density(_ z: Double) -> (value: Double, first: Double, second: Double)
  /// ln S(z) and its first and second derivative.
  static func survival(_ z: Double) -> (value: Double, first: Double, second: Double)
  /// S(a) − S(b) without loss where both are near 1 or near 0.
  static func probability(from a: Double, to b: Double) -> Double
}

enum ExtremeValueLaw: StandardLaw {
  @inline(__always)
  static func density(_ z: Double) -> (value: Double, first: Double, second: Double) {
    let power = exp(z)
    return (z - power, 1 - power, -power)
  }

  @inline(__always)
  static func survival(_ z: Double) -> (value: Double, first: Double, second: Double) {
    let power = -exp(z)
    return (power, power, power)
  }

  static func probability(from a: Double, to b: Double) -> Double {
    let (low, high) = (exp(a), exp(b))
    return exp(-low) * -expm1(low - high)
  }
}

enum NormalLaw: StandardLaw {
  private static let logRootTwoPi = log(2 * Double.pi) / 2

  @inline(__always)
  static func density(_ z: Double) -> (value: Double, first: Double, second: Double) {
    (-z * z / 2 - logRootTwoPi, -z, -1)
  }

  static func survival(_ z: Double) -> (value: Double, first: Double, second: Double) {
    let logSurvival: Double
    if z < 25 {
      logSurvival = log(erfc(z / 2.0.squareRoot()) / 2)
    } else {
      // Mills' ratio (1 − 1/z² + 3/z⁴ − 15/z⁶) / z; the next term is below 3e-10 here.
      let square = 1 / (z * z)
      logSurvival = -z * z / 2 - logRootTwoPi - log(z) + log1p(-square * (1 - square * (3 - 15 * square)))
    }
    let hazard = exp(-z * z / 2 - logRootTwoPi - logSurvival)
    return (logSurvival, -hazard, -hazard * (hazard - z))
  }

  static func probability(from a: Double, to b: Double) -> Double {
    let root = 2.0.squareRoot()
    return a > 0 ? (erfc(a / root) - erfc(b / root)) / 2 : (erfc(-b / root) - erfc(-a / root)) / 2
  }
}

enum LogisticLaw: StandardLaw {
  /// ln(1 + eᶻ) without overflow.
  @inline(__always)
  private static func softPlus(_ z: Double) -> Double { z > 0 ? z + log1p(exp(-z)) : log1p(exp(z)) }

  @inline(__always)
  static func density(_ z: Double) -> (value: Double, first: Double, second: Double) {
    let share = 1 / (1 + exp(-z))
    return (z - 2 * softPlus(z), 1 - 2 * share, -2 * share * (1 - share))
  }

  @inline(__always)
  static func survival(_ z: Double) -> (value: Double, first: Double, second: Double) {
    let share = 1 / (1 + exp(-z))
    return (-softPlus(z), -share, -share * (1 - share))
  }

  static func probability(from a: Double, to b: Double) -> Double {
    // 1/(1+eᵃ) − 1/(1+eᵇ) = (eᵇ − eᵃ) / ((1+eᵃ)(1+eᵇ)).
    if a > 0 {
      let (low, high) = (exp(-a), exp(-b))
      return (low - high) / ((1 + low) * (1 + high))
    }
    return 1 / (1 + exp(-b)) - 1 / (1 + exp(-a))
  }
}
