import Foundation

/// Fits a distribution again to another sample of the same kind, as a bootstrap does many times.
///
/// What was chosen for the whole sample is one of several models that it leaves plausible: those whose criterion AICc is
/// at most 6 above that of the choice (a weight of a twentieth, Burnham and Anderson 2002, section 2.6), and that no test
/// has refused. Each drawn sample takes the one of these that is best for it, so that doubt about the family is
/// part of what the samples show. No sample is drawn for tests. Where the sample itself was chosen, the drawn sample is
/// taken.
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
      guard let fit = model.refitted(sample, cells), fit.mean.isFinite else { continue }
      if (fit.score?.aicc ?? .infinity) < (best?.score?.aicc ?? .infinity) { best = fit }
    }
    return best ?? chosen
  }
}

extension DurationCandidate {
  /// Whether a test has shown a difference from the sample that matters.
  fileprivate var isRefused: Bool {
    guard let agreement, let pValue = agreement.pValue else { return false }
    return pValue <= DurationFitting.level && agreement.matters
  }
}
