import OutputAnalysis
import ScenarioLanguage

/// The times over which a replication's mean time was taken: how many, and the longest.
///
/// Means of times of few issues hide how far one long case can move them; the cases themselves tell, see `MeanParts`.
struct ValueParts: Hashable, Sendable {
  let count: Int
  let longest: Double

  /// `nil` without times.
  init?(count: Int, longest: Double) {
    guard count > 0, longest.isFinite else { return nil }
    self.count = count
    self.longest = longest
  }
}

extension ResponseValues {
  /// In the order of the layout; `nil` for what is no mean of times of issues and visits.
  var parts: [ValueParts?] { byEntry(parts) }

  /// One for each class; empty for responses that are no such means.
  private func parts(of response: Response) -> [ValueParts?] {
    switch response {
    case .timeToCloseMean:
      [ValueParts(count: issues.splits.registered.reduce(0, +), longest: issues.longestToClose.max() ?? 0)]
    case .timeToCloseByTier:
      zip(issues.splits.registered, issues.longestToClose).map { ValueParts(count: $0, longest: $1) }
    case .timeToCloseByType:
      zip(issues.registeredOfType, issues.longestToCloseOfType).map { ValueParts(count: $0, longest: $1) }
    case .discoveryDelayMean: [ValueParts(count: issues.registered, longest: issues.longestDiscoveryDelay)]
    case .sojournMean: visits.tiers.map { ValueParts(count: $0.count, longest: $0.longestSojourn) }
    case .waitMean: visits.tiers.map { ValueParts(count: $0.count, longest: $0.longestWait) }
    case .departmentWaitMean: visits.departments.map { ValueParts(count: $0.count, longest: $0.longestWait) }
    default: []
    }
  }
}

extension MeanParts {
  /// Those of all replications together; `nil` unless every replication knows them.
  init?(_ parts: [ValueParts?]) {
    let known = parts.compactMap { $0 }
    guard known.count == parts.count, let longest = known.map(\.longest).max() else { return nil }
    self.init(count: known.reduce(0) { $0 + $1.count }, largest: longest)
  }
}
