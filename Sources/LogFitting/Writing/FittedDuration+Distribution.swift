import OutputAnalysis
import RandomStreams

extension FittedDuration {
  /// What a scenario draws from, in minutes.
  ///
  /// A share too small to be written with six decimals is left out.
  var distribution: Distribution {
    switch self {
    case .constant(let value): .constant(value)
    case .family(let fit): Self.mixture(zero: fit.zeroShare, laws: [(1 - fit.zeroShare, fit.law)])
    case .mixture(let fit): Self.mixture(zero: fit.zeroShare, laws: fit.components.map { ($0.share, $0.law) })
    case .empirical(let fit): .empirical(fit.points)
    }
  }

  private static func mixture(zero: Double, laws: [(share: Double, law: DurationLaw)]) -> Distribution {
    let nothing = (share: zero, distribution: Distribution.constant(0))
    let kept = ([nothing] + laws.map { (share: $0.share, distribution: $0.law.distribution) }).filter {
      $0.share >= 5e-7
    }
    if kept.count == 1 { return kept[0].distribution }
    return .mixture(weights: kept.map(\.share), components: kept.map(\.distribution))
  }
}

extension DurationLaw {
  /// The same law for drawing from.
  var distribution: Distribution {
    switch self {
    case .exponential(let mean): .exponential(mean: mean)
    case .gamma(let mean, let cv): .gamma(mean: mean, cv: cv)
    case .lognormal(let median, let sigma): .lognormalMedian(median: median, sigma: sigma)
    case .weibull(let scale, let shape): .weibull(scale: scale, shape: shape)
    // So heavy a tail as that of a shape up to 2 has no variance; a thousandth of it is cut off.
    case .logLogistic(let median, let shape):
      .logLogistic(median: median, shape: shape, atMost: shape > 2 ? nil : quantile(0.999))
    }
  }
}
