import CGSL
import Foundation

extension DurationCells {
  /// The log-likelihood with derivatives, for Newton's method.
  ///
  /// An exact duration gives ln f(x), an interval ln(S(a) − S(b)), an open case ln S(c): Lawless (2003), section 2.2.
  func likelihood(_ law: LawCoordinates) -> LogLikelihood {
    switch law.family {
    case .exponential, .weibull: likelihood(law, ExtremeValueLaw.self)
    case .lognormal: likelihood(law, NormalLaw.self)
    case .logLogistic: likelihood(law, LogisticLaw.self)
    case .gamma: gammaLikelihood(law)
    }
  }

  private func likelihood<Law: StandardLaw>(_ law: LawCoordinates, _: Law.Type) -> LogLikelihood {
    var sum = LogLikelihood()
    let inverse = exp(-law.spread)
    for index in exact.indices where exactWeight[index] > 0 {
      let z = (exact[index] - law.location) * inverse
      let term = Law.density(z)
      let weight = exactWeight[index]
      sum.add(weight, g: term.value, first: term.first, second: term.second, z: z, inverse: inverse)
      // ln f(x) = ln φ(z) − ln σ − ln x.
      sum.value -= weight * (law.spread + exact[index])
      sum.g1 -= weight
    }
    for index in open.indices where openWeight[index] > 0 {
      let z = (open[index] - law.location) * inverse
      let term = Law.survival(z)
      sum.add(openWeight[index], g: term.value, first: term.first, second: term.second, z: z, inverse: inverse)
    }
    for index in lower.indices where intervalWeight[index] > 0 {
      addInterval(index, law, Law.self, to: &sum)
    }
    return sum
  }

  private func addInterval<Law: StandardLaw>(
    _ index: Int, _ law: LawCoordinates, _: Law.Type, to sum: inout LogLikelihood
  ) {
    let inverse = exp(-law.spread)
    let weight = intervalWeight[index]
    let a = (lower[index] - law.location) * inverse
    let b = (upper[index] - law.location) * inverse
    let p = Law.probability(from: a, to: b)
    guard p > 1e-200 else {
      // So far from everything that a density will do.
      let middle = lower[index].isFinite ? (lower[index] + upper[index]) / 2 : upper[index]
      let z = (middle - law.location) * inverse
      let term = Law.density(z)
      sum.add(weight, g: term.value, first: term.first, second: term.second, z: z, inverse: inverse)
      sum.value -= weight * law.spread
      sum.g1 -= weight
      return
    }
    // At an end z: φ, zφ, φ′, and what the chain rule makes of them.
    func end(_ z: Double) -> (d0: Double, d1: Double, d00: Double, d01: Double, d11: Double) {
      guard z.isFinite else { return (0, 0, 0, 0, 0) }
      let term = Law.density(z)
      let density = exp(term.value)
      let slope = density * term.first
      return (
        -density * inverse, -z * density, slope * inverse * inverse, (density + z * slope) * inverse,
        z * density + z * z * slope
      )
    }
    let (low, high) = (end(a), end(b))
    sum.add(
      weight, probability: p, d0: high.d0 - low.d0, d1: high.d1 - low.d1, d00: high.d00 - low.d00,
      d01: high.d01 - low.d01, d11: high.d11 - low.d11, log: log(p))
  }

  /// The gamma law: closed derivatives for exact durations; central differences for open cases and intervals, since
  /// the incomplete gamma function has no simple derivative by its shape.
  private func gammaLikelihood(_ law: LawCoordinates) -> LogLikelihood {
    var sum = LogLikelihood()
    let shape = exp(-2 * law.spread)
    var (weight, logs, ratios) = (0.0, 0.0, 0.0)
    for index in exact.indices where exactWeight[index] > 0 {
      weight += exactWeight[index]
      logs += exactWeight[index] * (exact[index] - law.location)
      ratios += exactWeight[index] * exp(exact[index] - law.location)
    }
    if weight > 0 {
      // ln f = k ln k − ln Γ(k) + k ln(x/m) − k x/m − ln x; d/ds = −2k d/dk.
      let byShape = weight * (log(shape) + 1 - gsl_sf_psi(shape)) + logs - ratios
      sum.value =
        weight * (shape * log(shape) - gsl_sf_lngamma(shape)) + (shape - 1) * logs - shape * ratios
        - weight * law.location
      sum.g0 = shape * (ratios - weight)
      sum.h00 = -shape * ratios
      sum.g1 = -2 * shape * byShape
      sum.h01 = -2 * shape * (ratios - weight)
      sum.h11 = 4 * shape * byShape + 4 * shape * shape * weight * (1 / shape - gsl_sf_psi_1(shape))
    }
    if openWeight.contains(where: { $0 > 0 }) || intervalWeight.contains(where: { $0 > 0 }) {
      addDifferences(law, to: &sum)
    }
    return sum
  }

  private func addDifferences(_ law: LawCoordinates, to sum: inout LogLikelihood) {
    let step = 2e-4
    func at(_ i: Double, _ j: Double) -> Double {
      gammaCensored(LawCoordinates(.gamma, location: law.location + i * step, spread: law.spread + j * step))
    }
    let centre = at(0, 0)
    let (right, left, up, down) = (at(1, 0), at(-1, 0), at(0, 1), at(0, -1))
    sum.value += centre
    sum.g0 += (right - left) / (2 * step)
    sum.g1 += (up - down) / (2 * step)
    sum.h00 += (right - 2 * centre + left) / (step * step)
    sum.h11 += (up - 2 * centre + down) / (step * step)
    sum.h01 += (at(1, 1) - right - up + 2 * centre - left - down + at(-1, -1)) / (2 * step * step)
  }

  private func gammaCensored(_ law: LawCoordinates) -> Double {
    var sum = 0.0
    for index in open.indices where openWeight[index] > 0 {
      sum += openWeight[index] * Self.logGammaSurvival(open[index], law)
    }
    for index in lower.indices where intervalWeight[index] > 0 {
      sum += intervalWeight[index] * Self.logGammaInterval(lower[index], upper[index], law)
    }
    return sum
  }
}
