import Foundation

extension FittedDuration {
  /// Fits one family, or a mixture of two, by maximum likelihood.
  ///
  /// - Parameters:
  ///   - hasZeroShare: Whether a share of cases that take no time is fitted. Exact zeros need one.
  static func fitted(
    _ sample: DurationSample, _ cells: DurationCells, families: [DurationFamily], hasZeroShare: Bool
  ) -> Result<FittedDuration, DurationFitFailure> {
    let parameters =
      families.reduce(0) { $0 + $1.parameterCount } + families.count - 1 + (hasZeroShare ? 1 : 0)
    // With fewer than five cases a parameter the normal law of estimates, and so their standard errors, mean little.
    guard cells.endedWeight >= 5 * Double(parameters) else { return .failure(.tooFewCases) }
    let zeros = ExactZeros(sample, cells)
    if families.count == 1, !hasZeroShare || sample.resolution == 0 {
      let maximum = LawMaximum(cells, family: families[0])
      guard maximum.hasConverged else { return .failure(.noMaximum) }
      return .success(
        .family(
          FamilyFit(
            law: maximum.law.law,
            standardErrors: maximum.law.standardErrors(
              location: maximum.variances.location.squareRoot(), spread: maximum.variances.spread.squareRoot()),
            zeroShare: zeros.share, zeroShareError: zeros.error,
            score: ModelScore(
              logLikelihood: maximum.logLikelihood + zeros.logLikelihood + cells.widths, parameterCount: parameters,
              count: sample.count, endedCount: sample.ended.count))))
    }
    let isRounded = sample.resolution > 0
    return MixtureMaximum.search(cells, families: families, hasZeroShare: hasZeroShare && isRounded).map { maximum in
      let score = ModelScore(
        logLikelihood: maximum.logLikelihood + zeros.logLikelihood + cells.widths, parameterCount: parameters,
        count: sample.count, endedCount: sample.ended.count)
      let mixture = described(maximum, zeros: zeros, score: score)
      guard families.count == 1, let only = mixture.components.first else { return .mixture(mixture) }
      return .family(
        FamilyFit(
          law: only.law, standardErrors: only.standardErrors, zeroShare: mixture.zeroShare,
          zeroShareError: mixture.zeroShareError, score: score))
    }
  }

  /// Fits the model of an earlier fit to another sample of the same kind, from its parameters; without standard errors,
  /// which many samples show themselves.
  ///
  /// - Parameter cells: Of the sample; those of a drawn one may be coarse.
  func refitted(_ sample: DurationSample, _ cells: DurationCells) -> FittedDuration? {
    let zeros = ExactZeros(sample, cells)
    let isRounded = sample.resolution > 0
    let state: MixtureState
    switch self {
    case .constant, .empirical: return nil
    case .family(let fit):
      if fit.zeroShare == 0 || !isRounded {
        let maximum = LawMaximum(cells, from: LawCoordinates(fit.law))
        guard maximum.hasConverged else { return nil }
        let score = fit.score.again(
          maximum.logLikelihood + zeros.logLikelihood + cells.widths, count: sample.count, ended: sample.ended.count)
        let law = maximum.law.law
        return .family(
          FamilyFit(
            law: law, standardErrors: law.parameters.map { _ in .nan }, zeroShare: zeros.share,
            zeroShareError: zeros.error, score: score))
      }
      state = MixtureState(laws: [LawCoordinates(fit.law)], weights: [1], zeroShare: fit.zeroShare)
    case .mixture(let fit):
      let sum = fit.components.reduce(0) { $0 + $1.share }
      state = MixtureState(
        laws: fit.components.map { LawCoordinates($0.law) }, weights: fit.components.map { $0.share / sum },
        zeroShare: isRounded ? fit.zeroShare : 0)
    }
    guard case .success(let maximum) = MixtureMaximum.again(cells, from: state), let old = score else { return nil }
    let new = old.again(
      maximum.logLikelihood + zeros.logLikelihood + cells.widths, count: sample.count, ended: sample.ended.count)
    let mixture = Self.described(maximum, zeros: zeros, score: new)
    guard state.laws.count == 1, let only = mixture.components.first else { return .mixture(mixture) }
    return .family(
      FamilyFit(
        law: only.law, standardErrors: only.standardErrors, zeroShare: mixture.zeroShare,
        zeroShareError: mixture.zeroShareError, score: new))
  }

  /// Turns coordinates into parameters, with standard errors by the delta method.
  static func described(_ maximum: MixtureMaximum, zeros: ExactZeros, score: ModelScore) -> MixtureFit {
    let state = maximum.state
    let coordinates = MixtureCoordinates(state)
    let isFitted = state.zeroShare > 0
    let zeroShare = isFitted ? state.zeroShare : zeros.share
    func covariance(_ i: Int, _ j: Int) -> Double { maximum.covariance?[i][j] ?? .nan }
    let last = coordinates.values.count - 1
    let zeroSlope = zeroShare * (1 - zeroShare)
    let zeroVariance = isFitted ? zeroSlope * zeroSlope * covariance(last, last) : zeros.error * zeros.error
    let weightIndex = isFitted ? last - 1 : last
    let components = state.laws.indices.map { index in
      let first = coordinates.offset(ofLaw: index)
      let law = state.laws[index]
      let hasSpread = law.family != .exponential
      let weight = state.weights[index]
      var variance = weight * weight * zeroVariance
      if state.laws.count > 1 {
        let slope = (index == 1 ? 1.0 : -1.0) * state.weights[0] * state.weights[1] * (1 - zeroShare)
        variance += slope * slope * covariance(weightIndex, weightIndex)
        if isFitted { variance -= 2 * slope * weight * zeroSlope * covariance(weightIndex, last) }
      }
      return MixtureFit.Component(
        share: weight * (1 - zeroShare), shareError: variance.squareRoot(), law: law.law,
        standardErrors: law.standardErrors(
          location: covariance(first, first).squareRoot(),
          spread: hasSpread ? covariance(first + 1, first + 1).squareRoot() : 0))
    }
    return MixtureFit(
      components: components.sorted { $0.law.quantile(0.5) < $1.law.quantile(0.5) }, zeroShare: zeroShare,
      zeroShareError: zeroVariance.squareRoot(), score: score)
  }
}

/// The share of durations that are exactly 0, which is fitted apart: an open case that has lasted longer than 0 is not
/// one of them, and one that has lasted 0 says nothing.
struct ExactZeros {
  let share: Double
  let error: Double
  let logLikelihood: Double

  init(_ sample: DurationSample, _ cells: DurationCells) {
    let zeros = cells.zeroWeight
    let rest = cells.weight
    guard zeros > 0 else {
      (share, error, logLikelihood) = (0, 0, 0)
      return
    }
    share = zeros / (zeros + rest)
    error = (share * (1 - share) / (zeros + rest)).squareRoot()
    logLikelihood = zeros * log(share) + (rest > 0 ? rest * log1p(-share) : 0)
  }
}
