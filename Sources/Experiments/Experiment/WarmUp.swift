import IssueFlow
import OutputAnalysis

/// How long the simulation ran before the observation, and how that was found.
public struct WarmUpReport: Hashable, Sendable {
  public enum Origin: String, Hashable, Sendable {
    /// As the scenario says.
    case fixed
    /// Found by MSER-5 in a pilot.
    case detected
    /// The longest that the scenario allows, because the pilot had not settled by then.
    case notSettled = "not settled"
    /// The longest that the scenario allows, because the pilot's series was too short to look at.
    case tooShort = "too short"
  }

  /// Whole days.
  public let days: Int
  public let origin: Origin

  /// Whether the length can be relied on.
  public var isTrustworthy: Bool { origin == .fixed || origin == .detected }
}

/// Detection of the warm-up from a pilot replication, by MSER-5 on the issues open at the end of each day.
///
/// What is open is the slowest to settle of all daily numbers: queues fill before times and shares stand still. The
/// series covers twice the longest warm-up that the scenario allows, or what there is. MSER-5 never deletes more than
/// half of a series, so it can say just any allowed length, and a minimum at the end of its range says that the
/// allowed length does not suffice. The pilot is replication 0, whose luck no counted replication shares.
enum WarmUpDetection {
  static let pilotReplication = 0

  /// - Parameters:
  ///   - open: issues open at the end of each day from the beginning of the pilot.
  ///   - longest: the longest warm-up allowed, in days.
  static func report(open: [Double], longest: Int) -> WarmUpReport {
    // A part of a batch of five days more than twice, so that half of the batches reach the longest allowed.
    let series = Array(open.prefix(2 * longest + MSER5.batchSize))
    guard let result = MSER5(series) else { return WarmUpReport(days: longest, origin: .tooShort) }
    guard result.isTrustworthy, result.truncationPoint <= longest else {
      return WarmUpReport(days: longest, origin: .notSettled)
    }
    return WarmUpReport(days: result.truncationPoint, origin: .detected)
  }
}
