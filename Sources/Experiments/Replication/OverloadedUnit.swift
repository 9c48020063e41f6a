import ScenarioLanguage

/// A unit whose mean load over the replications is 1 or more.
public struct OverloadedUnit: Hashable, Sendable {
  /// Tier and number, as `grid-17`.
  public let id: String
  public let title: LocalizedText
  /// Work that arrived over staff time; infinite where there is work and no staff.
  public let load: Double
  /// Whether its one-sided limit, simultaneous over the units of its tier, is 1 or more too.
  public let isCertain: Bool
  /// Visits in its own line.
  public let waiting: Trend

  /// Mean numbers at the beginning and at the end of the observation.
  public struct Trend: Hashable, Sendable {
    public let first: Double
    public let last: Double
  }
}
