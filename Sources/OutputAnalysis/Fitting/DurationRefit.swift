import Foundation

/// Fits a distribution again to another sample of the same kind, as a bootstrap does many times.
///
/// What was chosen for the whole sample is one of several models that it leaves plausible: those whose criterion AICc is
/// at most 6 above that of the choice (a weight of a twentieth, Burnham and Anderson 2002, section 2.6), and that no test
/// has refused. Each drawn sample takes the one of these that is best for it, so that doubt about the family is
/// part of what the samples show. No sample is drawn for tests. Where the sample itself was chosen, the drawn sample is
/// taken.
///
/// A law of a heavy tail is as uncertain as it is wide, so that samples drawn from one that came out narrow say too little
/// of wider ones: their percentiles hold a true mean in too few logs, and miss it from below. What does not depend on the
/// law is how far an estimate lies from the truth in units of the estimated spread, and by what factor the spread is off.
/// So a law of one family is turned around that of the whole sample (generalised pivots, Weerahandi 1993): from location m
/// and spread s of the logarithm, and m*, s* of the drawn sample, come m − (m* − m) s / s* and s² / s*.
public struct DurationRefit: Sendable {
  private let chosen: FittedDuration
  private let models: [FittedDuration]

  private static let gap = 6.0

  /// - Parameters:
  ///   - report: Of the whole sample.
  ///   - chosen: What is used of it.
  public init(_ report: FittedDurationReport, chosen: FittedDuration) {
    self.chosen = chosen
    guard let score = chosen.score else {
      models = []
      return
    }
    models = report.candidates.compactMap { candidate in
      guard let fit = candidate.fit, fit.mean.isFinite, let own = fit.score else { return nil }
      return fit == chosen || own.aicc <= score.aicc + Self.gap && !candidate.isRefused ? fit : nil
    }
  }

  /// The distribution of a drawn sample; that of the whole sample where it allows none.
  ///
  /// - Complexity: O(n log n) for n cases.
  public func fit(_ sample: DurationSample) -> FittedDuration {
    guard let first = sample.ended.first, let last = sample.ended.last else { return chosen }
    if case .constant = chosen { return .constant(first) }
    if case .empirical = chosen { return EmpiricalFit(KaplanMeier(sample)).map { .empirical($0) } ?? chosen }
    // So few different times tell no law.
    guard sample.ended.count >= DurationFitting.fewestEnded, first < last else { return chosen }
    // What some two hundred steps of the logarithm lose is far below what one drawn sample differs from the next.
    let cells = DurationCells(sample).coarser(192)
    var best: FittedDuration?
    for model in models {
      guard let fit = model.refitted(sample, cells) else { continue }
      let turned = fit.turned(around: model)
      guard turned.mean.isFinite else { continue }
      if (turned.score?.aicc ?? .infinity) < (best?.score?.aicc ?? .infinity) { best = turned }
    }
    return best ?? chosen
  }
}

extension FittedDuration {
  /// The law of one family as far on the other side of an earlier one, see ``DurationRefit``; others as they are.
  fileprivate func turned(around whole: FittedDuration) -> FittedDuration {
    guard case .family(let drawn) = self, case .family(let known) = whole, drawn.law.family == known.law.family else {
      return self
    }
    let (own, old) = (LawCoordinates(drawn.law), LawCoordinates(known.law))
    // A handful of different times may come out without spread; no law is more than three times as wide for that.
    let factor = min(log(3.0), max(-log(3.0), old.spread - own.spread))
    let bounds = LawCoordinates.spreads
    let law = LawCoordinates(
      own.family, location: old.location - (own.location - old.location) * exp(factor),
      spread: own.family == .exponential
        ? 0 : min(max(old.spread + factor, bounds.lowerBound), bounds.upperBound)
    ).law
    return .family(
      FamilyFit(
        law: law, standardErrors: drawn.standardErrors, zeroShare: drawn.zeroShare,
        zeroShareError: drawn.zeroShareError, score: drawn.score))
  }
}

extension DurationCandidate {
  /// Whether a test has shown a difference from the sample that matters.
  fileprivate var isRefused: Bool {
    guard let agreement, let pValue = agreement.pValue else { return false }
    return pValue <= DurationFitting.level && agreement.matters
  }
}
