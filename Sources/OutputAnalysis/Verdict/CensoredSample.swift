/// A response over replications of which only the ends are known, because some issues were not closed.
///
/// In every replication the value lies between `least` and `greatest`, whatever becomes of them. So does its mean
/// between the two means; what a test finds at both ends it would find at the true value, or more clearly.
public struct CensoredSample: Hashable, Sendable {
  /// By replication.
  public let least: [Double]
  /// By replication; +∞ where nothing bounds the value, such as the mean time of issues that are still open.
  public let greatest: [Double]
  /// The parts of which the values at the lower end are means; nil when they are not means, or the parts are not known.
  public let leastParts: MeanParts?
  /// The same of the upper end.
  public let greatestParts: MeanParts?

  /// A sample of as many replications as either list has.
  /// - Precondition: the lists are equally long.
  public init(
    least: [Double], greatest: [Double], leastParts: MeanParts? = nil, greatestParts: MeanParts? = nil
  ) {
    precondition(least.count == greatest.count, "\(least.count) lower ends have \(greatest.count) upper ones")
    self.least = least
    self.greatest = greatest
    self.leastParts = leastParts
    self.greatestParts = greatestParts
  }

  /// A response that was observed in full.
  public init(exact values: [Double], parts: MeanParts? = nil) {
    self.init(least: values, greatest: values, leastParts: parts, greatestParts: parts)
  }
}

extension CensoredVerdict {
  /// Decides at both ends of every guard, beside every corner case of the tiers' shares.
  ///
  /// The share samples of a corner are by tier and then by replication; without corners the guards stand alone. With
  /// guards at both ends the truth lies between analyses that all bear on the same criteria, so the argument of
  /// ``BoundedCensoring`` carries over: *met* at both ends is met between them, and *not met* asks that both ends are
  /// outside on the same side.
  ///
  /// - Throws: as ``VerdictAnalysis/decide(samples:parts:criteria:confidence:)``.
  /// - Complexity: O(K (K + g) n) for K tiers and g guards.
  public static func decide(
    corners: [[[Double]]] = [], tierCriteria: [Criterion] = [], guards: [Criterion], guardSamples: [CensoredSample],
    confidence: Double = 0.95, comparisons: Int? = nil
  ) throws(VerdictError) -> CensoredVerdict {
    let criteria = tierCriteria + guards
    var ends = [(samples: guardSamples.map(\.least), parts: guardSamples.map(\.leastParts))]
    let greatest = (samples: guardSamples.map(\.greatest), parts: guardSamples.map(\.greatestParts))
    if greatest.samples != ends[0].samples || greatest.parts != ends[0].parts { ends.append(greatest) }
    var analyses: [VerdictAnalysis] = []
    for end in ends {
      for shares in corners.isEmpty ? [[]] : corners {
        let samples = shares + end.samples
        try VerdictError.check(samples: samples, criteria: criteria, confidence: confidence, allowsInfinity: true)
        analyses.append(
          try VerdictAnalysis.decide(
            samples: samples, parts: shares.map { _ in nil } + end.parts, criteria: criteria, confidence: confidence,
            comparisons: max(criteria.count, comparisons ?? 0)))
      }
    }
    return CensoredVerdict(analyses: analyses)
  }
}
