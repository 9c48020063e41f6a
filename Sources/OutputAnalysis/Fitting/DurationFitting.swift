import Foundation

/// Learns a distribution of durations from a sample: families, mixtures of two, or the sample itself.
///
/// **Criterion.** Models with the same number of parameters are compared by Akaike's criterion for few cases. One with
/// more parameters takes the place of one with fewer only when both that and Schwarz's criterion are lower: Akaike's
/// alone takes a second component for real in far more than one of ten samples that have none, since its derivation
/// fails for mixtures (McLachlan and Peel 2000, section 6.8), and Schwarz's is consistent (Keribin 2000).
///
/// **Test.** A model that is chosen must not be refused: it is when the bootstrap test of its gap rejects it at 1 %
/// *and* the difference is large enough to matter (``GoodnessOfFit/matters``), since among 10⁵ cases every model is
/// rejected. A refused model gives way to the next by criterion, and when all are refused the sample itself is used.
///
/// The result depends on the sample and the seed only.
public struct DurationFitting: Sendable {
  /// The sample.
  public let sample: DurationSample
  /// The seed of the samples that the test draws.
  public let seed: UInt64
  /// The families tried alone.
  public let families: [DurationFamily]
  /// The pairs tried as mixtures.
  public let mixtures: [[DurationFamily]]
  /// The most samples that the test draws for a model.
  public let replicates: Int

  /// The pairs that are tried as mixtures unless others are asked for.
  public static let usualMixtures: [[DurationFamily]] = [
    [.lognormal, .lognormal], [.gamma, .lognormal], [.exponential, .lognormal],
  ]

  /// The fewest ended cases that a family is fitted to.
  public static let fewestEnded = 10

  /// The level at which the test rejects.
  public static let level = 0.01

  /// Plans the fitting; ``chosen()`` does it.
  ///
  /// - Parameters:
  ///   - sample: Minutes, ended and open.
  ///   - seed: Any number; equal seeds give equal results.
  ///   - families: The families tried alone.
  ///   - mixtures: Pairs of families tried as mixtures; lists of any other length are left out.
  ///   - replicates: The most samples that the test draws for a model, 199 for p-values down to 0.005; 0 for no test,
  ///     when a difference that matters is enough to refuse.
  public init(
    sample: DurationSample, seed: UInt64, families: [DurationFamily] = DurationFamily.allCases,
    mixtures: [[DurationFamily]] = DurationFitting.usualMixtures, replicates: Int = 199
  ) {
    self.sample = sample
    self.seed = seed
    self.families = families
    self.mixtures = mixtures.filter { $0.count == 2 }
    self.replicates = max(0, replicates)
  }

  /// Fits everything, and chooses.
  ///
  /// - Complexity: O(n) for sorting the n values into cells; then independent of n.
  public func chosen() -> FittedDurationReport {
    let curve = KaplanMeier(sample)
    guard let first = sample.ended.first, let last = sample.ended.last else {
      return report([], nil, sample.count == 0 ? .noCases : .allOpen, nil)
    }
    if first == last, sample.open.last ?? 0 <= last, sample.resolution == 0 || last == 0 {
      return report([], .constant(first), .allEqual, nil)
    }
    guard sample.ended.count >= Self.fewestEnded else {
      return empirical([], curve, .tooFewCases(ended: sample.ended.count, needed: Self.fewestEnded))
    }
    return chosen(among: candidates(curve), curve)
  }

  private func candidates(_ curve: KaplanMeier) -> [DurationCandidate] {
    let cells = DurationCells(sample)
    // Exact zeros need a share of their own; rounded ones may be short durations, so that both are tried.
    let hasZeroShares =
      sample.zeroCount == 0 ? [false] : sample.resolution > 0 ? [false, true] : [true]
    var found: [DurationCandidate] = []
    for hasZeroShare in hasZeroShares {
      for parts in families.map({ [$0] }) + mixtures {
        let result = FittedDuration.fitted(sample, cells, families: parts, hasZeroShare: hasZeroShare)
        switch result {
        case .success(let fit):
          found.append(
            DurationCandidate(
              families: parts, hasZeroShare: hasZeroShare, fit: fit, failure: nil,
              agreement: GoodnessOfFit(fit, curve, resolution: sample.resolution)))
        case .failure(let failure):
          found.append(
            DurationCandidate(
              families: parts, hasZeroShare: hasZeroShare, fit: nil, failure: failure, agreement: nil))
        }
      }
    }
    // The sort must not depend on how equal elements are treated.
    return found.enumerated().sorted { a, b in
      let (x, y) = (a.element.fit?.score?.aicc ?? .infinity, b.element.fit?.score?.aicc ?? .infinity)
      return x == y ? a.offset < b.offset : x < y
    }.map(\.element)
  }

  private func chosen(among candidates: [DurationCandidate], _ curve: KaplanMeier) -> FittedDurationReport {
    var candidates = candidates
    let order = Self.order(candidates)
    let bootstrap = ParametricBootstrap(sample: sample, replicates: replicates, seed: seed)
    for (place, index) in order.enumerated() {
      guard let fit = candidates[index].fit, var agreement = candidates[index].agreement else { continue }
      // A law without a mean, or one that reaches beyond every time scale, cannot feed a simulation.
      let isUsable = fit.mean.isFinite
      if isUsable { agreement = bootstrap.tested(fit, agreement: agreement) }
      candidates[index] = candidates[index].with(agreement)
      let isRejected = agreement.pValue.map { $0 <= Self.level } ?? true
      guard isUsable, !(isRejected && agreement.matters) else { continue }
      let reason: DurationChoice =
        place > 0 ? .nextThatFits(refused: place) : isRejected ? .bestCriterionSmallGap : .bestCriterion
      return report(candidates, fit, reason, agreement)
    }
    return empirical(candidates, curve, .nothingFits)
  }

  /// The candidates in the order in which they are considered: the best first, then by AICc.
  static func order(_ candidates: [DurationCandidate]) -> [Int] {
    let fitted = candidates.indices.filter { candidates[$0].fit != nil }
    func score(_ index: Int) -> ModelScore? { candidates[index].fit?.score }
    var best: Int?
    for count in Set(fitted.compactMap { score($0)?.parameterCount }).sorted() {
      // By AICc the first of its size is the best.
      guard let rival = fitted.first(where: { score($0)?.parameterCount == count }), let new = score(rival) else {
        continue
      }
      guard let present = best.flatMap(score) else {
        best = rival
        continue
      }
      if new.aicc < present.aicc, new.bic < present.bic { best = rival }
    }
    guard let best else { return [] }
    return [best] + fitted.filter { $0 != best }
  }

  private func empirical(
    _ candidates: [DurationCandidate], _ curve: KaplanMeier, _ reason: DurationChoice
  ) -> FittedDurationReport {
    guard let points = EmpiricalFit(curve) else { return report(candidates, nil, reason, nil) }
    let fit = FittedDuration.empirical(points)
    return report(candidates, fit, reason, GoodnessOfFit(fit, curve, resolution: sample.resolution))
  }

  private func report(
    _ candidates: [DurationCandidate], _ chosen: FittedDuration?, _ reason: DurationChoice,
    _ agreement: GoodnessOfFit?
  ) -> FittedDurationReport {
    FittedDurationReport(
      count: sample.count, openCount: sample.open.count, zeroCount: sample.zeroCount, refused: sample.refused,
      candidates: candidates, chosen: chosen, reason: reason, agreement: agreement)
  }
}

extension DurationCandidate {
  func with(_ agreement: GoodnessOfFit) -> DurationCandidate {
    DurationCandidate(
      families: families, hasZeroShare: hasZeroShare, fit: fit, failure: failure, agreement: agreement)
  }
}
