import CGSL
import Foundation

extension DurationCells {
  /// The logarithm of the likelihood of each cell under a law: exact, then intervals, then open.
  func logDensities(_ law: LawCoordinates) -> [Double] {
    switch law.family {
    case .exponential, .weibull: logDensities(law, ExtremeValueLaw.self)
    case .lognormal: logDensities(law, NormalLaw.self)
    case .logLogistic: logDensities(law, LogisticLaw.self)
    case .gamma: gammaLogDensities(law)
    }
  }

  private func logDensities<Law: StandardLaw>(_ law: LawCoordinates, _: Law.Type) -> [Double] {
    let inverse = exp(-law.spread)
    var logs: [Double] = []
    logs.reserveCapacity(exact.count + lower.count + open.count)
    for value in exact {
      logs.append(Law.density((value - law.location) * inverse).value - law.spread - value)
    }
    for index in lower.indices {
      let a = (lower[index] - law.location) * inverse
      let b = (upper[index] - law.location) * inverse
      let p = Law.probability(from: a, to: b)
      if p > 1e-200 {
        logs.append(log(p))
      } else {
        let middle = lower[index].isFinite ? (lower[index] + upper[index]) / 2 : upper[index]
        logs.append(Law.density((middle - law.location) * inverse).value - law.spread)
      }
    }
    for value in open { logs.append(Law.survival((value - law.location) * inverse).value) }
    return logs
  }

  private func gammaLogDensities(_ law: LawCoordinates) -> [Double] {
    let shape = exp(-2 * law.spread)
    let constant = shape * log(shape) - gsl_sf_lngamma(shape)
    var logs: [Double] = []
    logs.reserveCapacity(exact.count + lower.count + open.count)
    for value in exact {
      let distance = value - law.location
      logs.append(constant + shape * (distance - exp(distance)) - value)
    }
    for index in lower.indices { logs.append(Self.logGammaInterval(lower[index], upper[index], law)) }
    for value in open { logs.append(Self.logGammaSurvival(value, law)) }
    return logs
  }

  static func logGammaSurvival(_ logTime: Double, _ law: LawCoordinates) -> Double {
    let (shape, mean) = (exp(-2 * law.spread), exp(law.location))
    let tail = GSLCumulative.gammaUpperTail(exp(logTime), shape: shape, mean: mean)
    if tail > 1e-290 { return log(tail) }
    // Far out the tail is the density over the limit of its hazard, k/m − (k − 1)/x.
    let distance = logTime - law.location
    let ratio = exp(distance)
    let density = shape * log(shape) - gsl_sf_lngamma(shape) + shape * (distance - ratio)
    return density - log(max(shape * ratio - shape + 1, 1))
  }

  static func logGammaInterval(_ lower: Double, _ upper: Double, _ law: LawCoordinates) -> Double {
    let (shape, mean) = (exp(-2 * law.spread), exp(law.location))
    let (low, high) = (exp(lower), exp(upper))
    let p =
      low > mean
      ? GSLCumulative.gammaUpperTail(low, shape: shape, mean: mean)
        - GSLCumulative.gammaUpperTail(high, shape: shape, mean: mean)
      : GSLCumulative.gamma(high, shape: shape, mean: mean) - GSLCumulative.gamma(low, shape: shape, mean: mean)
    if p > 1e-200 { return log(p) }
    let distance = (low + high) / 2 / mean
    return shape * log(shape) - gsl_sf_lngamma(shape) + (shape - 1) * log(distance) - shape * distance
      + log((high - low) / mean)
  }
}
