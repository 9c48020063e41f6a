/// A response over replications of which only the ends are known, because some issues were not closed.
///
/// In every replication the value lies between `least` and `greatest`, whatever becomes of them. So does its mean
/// between the two means; what a test finds at both ends it would find at the true value, or more clearly.
public struct CensoredSample: Hashable, Sendable {
  /// By replication.
  public let least: [Double]
  /// By replication; +∞ where nothing bounds the value, such as the mean time of issues that are still open.
  public let greatest: [Double]

  /// A sample of as many replications as either list has.
  /// - Precondition: the lists are equally long.
  public init(least: [Double], greatest: [Double]) {
    precondition(least.count == greatest.count, "\(least.count) lower ends have \(greatest.count) upper ones")
    self.least = least
    self.greatest = greatest
  }

  /// A response that was observed in full.
  public init(exact values: [Double]) { self.init(least: values, greatest: values) }
}

extension CensoredVerdict {
  /// Decides at both ends of every guard, beside every corner case of the tiers' shares.
  ///
  /// The share samples of a corner are by tier and then by replication; without corners the guards stand alone. With
  /// guards at both ends the truth lies between analyses that all bear on the same criteria, so the argument of
  /// ``BoundedCensoring`` carries over: *met* at both ends is met between them, and *not met* asks that both ends are
  /// outside on the same side.
  ///
  /// - Throws: as ``VerdictAnalysis/decide(samples:criteria:confidence:)``.
  /// - Complexity: O(K (K + g) n) for K tiers and g guards.
  public static func decide(
    corners: [[[Double]]] = [], tierCriteria: [Criterion] = [], guards: [Criterion], guardSamples: [CensoredSample],
    confidence: Double = 0.95, comparisons: Int? = nil
  ) throws(VerdictError) -> CensoredVerdict {
    let criteria = tierCriteria + guards
    var ends = [guardSamples.map(\.least)]
    let greatest = guardSamples.map(\.greatest)
    if greatest != ends[0] { ends.append(greatest) }
    var analyses: [VerdictAnalysis] = []
    for guardValues in ends {
      for shares in corners.isEmpty ? [[]] : corners {
        let samples = shares + guardValues
        try VerdictError.check(samples: samples, criteria: criteria, confidence: confidence, allowsInfinity: true)
        analyses.append(
          try VerdictAnalysis.decide(
            samples: samples, criteria: criteria, confidence: confidence,
            comparisons: max(criteria.count, comparisons ?? 0)))
      }
    }
    return CensoredVerdict(analyses: analyses)
  }
}
