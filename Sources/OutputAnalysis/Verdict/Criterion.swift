/// What a response must satisfy: its mean lies in a closed band, or on the right side of a guard.
public struct Criterion: Hashable, Sendable {
  /// The name that results and errors show.
  public let name: String
  /// The smallest mean that meets the criterion; nil when there is no such bound.
  public let lower: Double?
  /// The largest mean that meets the criterion; nil when there is no such bound.
  public let upper: Double?
  /// The closed range in which the value of every single replication must lie by its meaning, such as 0...1
  /// for a share; nil when unknown.
  ///
  /// When all replications agree, nothing else bounds what a rare replication might do; when they do not, it tells how
  /// skewed the values may be, see ``MeanEvidence``. A mechanism that is switched off, so that no replication can differ from zero, is 0...0.
  public let support: ClosedRange<Double>?

  /// Creates a criterion; ``VerdictAnalysis/decide(samples:parts:criteria:confidence:)`` checks it.
  public init(
    name: String, lower: Double? = nil, upper: Double? = nil, support: ClosedRange<Double>? = nil
  ) {
    self.name = name
    self.lower = lower
    self.upper = upper
    self.support = support
  }

  /// Creates the band target ± tolerance for a share in 0...1 of many issues.
  public static func share(name: String, target: Double, tolerance: Double) -> Criterion {
    Criterion(name: name, lower: target - tolerance, upper: target + tolerance, support: 0...1)
  }

  /// Returns where a mean lies; the edges belong to the band.
  public func position(of mean: Double) -> Position {
    if let lower, mean < lower { return .below }
    if let upper, mean > upper { return .above }
    return .inside
  }

  /// Where a mean lies with respect to a criterion.
  public enum Position: String, Hashable, Sendable {
    /// Below the lower bound.
    case below
    /// Neither below the lower nor above the upper bound.
    case inside
    /// Above the upper bound.
    case above
  }
}

/// The answer to a demand on the means of a system's responses.
public enum Decision: String, Hashable, Sendable, CaseIterable {
  /// Every criterion holds, at the stated confidence.
  case met
  /// Some criterion is violated, at the stated confidence.
  case notMet
  /// The replications do not suffice for either.
  case undecided
}
