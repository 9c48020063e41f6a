import Foundation

/// The law of the gap between a sample and the model fitted to it, if the model were true (Efron and Tibshirani 1993,
/// section 16.4; for fitted parameters Stute, Gonzáles Manteiga and Presedo Quindimil 1993).
///
/// Each replicate draws durations from the model, cuts them off as the log did, rounds them as it did, fits the same
/// kind of model again, and measures its gap. Times of cutting come from the survival curve with the parts of ended
/// and open cases exchanged (Efron 1981).
///
/// Three bounds on its cost. Where the gap is beyond what even a model with known parameters would show once in a
/// thousand, that bound is the answer. A replicate has at most 500 cases: Stephens' statistic has all but reached its limit there.
/// And drawing ends once 20 replicates exceed the sample (Besag and Clifford 1991), so that a model that fits well
/// costs little; p is then 20 over the number drawn, else (exceeding + 1) / (drawn + 1).
struct ParametricBootstrap {
  let sample: DurationSample
  let replicates: Int
  let seed: UInt64

  static let largestSample = 500
  static let enoughExceeding = 20

  func tested(_ fit: FittedDuration, agreement: GoodnessOfFit) -> GoodnessOfFit {
    guard replicates > 0 else { return agreement }
    let bound = GoodnessOfFit.bound(fit, KaplanMeier(sample), resolution: sample.resolution)
    if bound < 1e-3 { return agreement.with(pValue: bound, replicates: 0) }
    let cutting = KaplanMeier(ended: sample.open, open: sample.ended)
    let size = min(sample.count, Self.largestSample)
    var generator = SplitMix64(seed: seed)
    var (drawn, exceeding) = (0, 0)
    while drawn < replicates, exceeding < Self.enoughExceeding {
      guard let statistic = replicate(fit, cutting, size: size, &generator) else {
        // A replicate that cannot be fitted says nothing; as an exceeding one it would favour the model.
        drawn += 1
        continue
      }
      drawn += 1
      if statistic >= agreement.statistic { exceeding += 1 }
    }
    let p =
      exceeding >= Self.enoughExceeding
      ? Double(exceeding) / Double(drawn) : Double(exceeding + 1) / Double(drawn + 1)
    return agreement.with(pValue: min(1, p), replicates: drawn)
  }

  private func replicate(
    _ fit: FittedDuration, _ cutting: KaplanMeier, size: Int, _ generator: inout SplitMix64
  ) -> Double? {
    var ended: [Double] = []
    var open: [Double] = []
    for _ in 0..<size {
      let time = draw(fit, &generator)
      // Beyond the last time at which a case was cut off, none is.
      let cut = sample.open.isEmpty ? nil : cutting.quantile(generator.uniform())
      if let cut, cut < time {
        open.append(cut)
      } else {
        ended.append(sample.resolution > 0 ? (time / sample.resolution).rounded() * sample.resolution : time)
      }
    }
    guard !ended.isEmpty else { return nil }
    let drawn = DurationSample(ended: ended, open: open, resolution: sample.resolution)
    let cells = DurationCells(drawn)
    guard let again = refitted(fit, drawn, cells) else { return nil }
    let gap = GoodnessOfFit.gap(again, KaplanMeier(drawn), resolution: sample.resolution)
    return GoodnessOfFit.statistic(gap, ended: ended.count)
  }

  private func draw(_ fit: FittedDuration, _ generator: inout SplitMix64) -> Double {
    var choice = generator.uniform()
    for part in fit.parts {
      if choice < part.share { return part.law.quantile(generator.uniform()) }
      choice -= part.share
    }
    return 0
  }

  /// The same kind of model, from the fitted one as start.
  private func refitted(_ fit: FittedDuration, _ drawn: DurationSample, _ cells: DurationCells) -> FittedDuration? {
    let zeros = ExactZeros(drawn, cells)
    let score = ModelScore(logLikelihood: 0, parameterCount: 0, count: 0, endedCount: 0)
    let laws = fit.parts.map { LawCoordinates($0.law) }
    let fittedZero: Double =
      switch fit {
      case .family(let family): family.zeroShare
      case .mixture(let mixture): mixture.zeroShare
      case .constant, .empirical: 0
      }
    if laws.count == 1, drawn.resolution == 0 || fittedZero == 0 {
      let maximum = LawMaximum(cells, from: laws[0])
      guard maximum.logLikelihood.isFinite else { return nil }
      return .family(
        FamilyFit(
          law: maximum.law.law, standardErrors: [], zeroShare: zeros.share, zeroShareError: 0, score: score))
    }
    guard !laws.isEmpty else { return nil }
    let start = MixtureState(
      laws: laws, weights: fit.parts.map { $0.share / (1 - fittedZero) },
      zeroShare: drawn.resolution > 0 ? fittedZero : 0)
    let found = MixtureMaximum.climb(cells.coarser(256), from: start, steps: 25, gain: 1e-6)
    guard found.logLikelihood.isFinite else { return nil }
    let zeroShare = found.state.zeroShare > 0 ? found.state.zeroShare : zeros.share
    return .mixture(
      MixtureFit(
        components: zip(found.state.laws, found.state.weights).map {
          MixtureFit.Component(share: $1 * (1 - zeroShare), shareError: 0, law: $0.law, standardErrors: [])
        }, zeroShare: zeroShare, zeroShareError: 0, score: score))
  }
}

extension LawCoordinates {
  init(_ law: DurationLaw) {
    switch law {
    case .exponential(let mean): self.init(.exponential, location: log(mean), spread: 0)
    case .gamma(let mean, let cv): self.init(.gamma, location: log(mean), spread: log(cv))
    case .lognormal(let median, let sigma): self.init(.lognormal, location: log(median), spread: log(sigma))
    case .weibull(let scale, let shape): self.init(.weibull, location: log(scale), spread: -log(shape))
    case .logLogistic(let median, let shape): self.init(.logLogistic, location: log(median), spread: -log(shape))
    }
  }
}

/// Repeatable random numbers for resampling (Steele, Lea and Flood 2014).
package struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in (0, 1).
  package mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }
}
