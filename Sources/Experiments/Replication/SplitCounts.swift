import ScenarioLanguage

/// The cohort of one replication by fate: closed issues by tier under each of the three splits, and the rest.
public struct SplitCounts: Hashable, Sendable {
  /// Closed issues by the tier that closed them.
  public internal(set) var closedAt: [Int]
  /// Closed issues by the highest tier that worked on them.
  public internal(set) var handledAt: [Int]
  /// As ``closedAt``, without self-help that was never registered.
  public internal(set) var registered: [Int]
  /// Found, and not closed when the run ended.
  public internal(set) var open: Int = 0
  public internal(set) var undiscovered: Int = 0
  public internal(set) var withdrawn: Int = 0

  init(tiers: Int) {
    closedAt = [Int](repeating: 0, count: tiers)
    handledAt = closedAt
    registered = closedAt
  }

  public subscript(split: SplitKind) -> [Int] {
    switch split {
    case .closedAt: closedAt
    case .handledAt: handledAt
    case .registered: registered
    }
  }

  public var closed: Int { closedAt.reduce(0, +) }

  /// Issues that were not closed: open, not yet found, or withdrawn. A verdict assigns them to every tier in turn.
  public var remainder: Int { open + undiscovered + withdrawn }

  /// All issues of the cohort.
  public var arisen: Int { closed + remainder }
}

extension SplitCounts: Codable {}
