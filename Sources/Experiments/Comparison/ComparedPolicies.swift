import IssueFlow
import OutputAnalysis
import ScenarioLanguage

/// What policies come to beside a baseline that had the same luck.
public struct ComparedPolicies: Sendable {
  /// A policy by itself.
  public struct Policy: Sendable {
    public let id: String
    public let scenario: Scenario
    public let summary: [SummaryRow]
    /// `nil` without targets, or with ``verdictProblem``.
    public let verdict: Verdict?
    public let verdictProblem: VerdictProblem?
  }

  /// A response of a policy less that of the baseline.
  public struct Difference: Sendable {
    /// Position of the policy in ``policies``; the baseline is 0.
    public let policy: Int
    public let response: Response
    public let responseClass: String
    public let baselineMean: Double
    public let mean: Double
    /// Policy less baseline, pair by pair; or without pairs when the luck is not common.
    public let difference: Double
    /// Its interval, and the one that holds for all policies together; `nil` below two pairs, and where the same in every
    /// replication and nothing bounds it.
    public let interval: ClosedRange<Double>?
    public let simultaneous: ClosedRange<Double>?
    public let n: Int
    /// What the intervals rest on; `nil` below two pairs and without common luck.
    public let basis: MeanEvidence.Basis?
    /// What common luck gained; `nil` without it.
    public let variances: VarianceRatio?

    public var name: String { responseClass.isEmpty ? response.name : "\(response.name).\(responseClass)" }
    /// Whether the interval that holds for all policies together excludes zero.
    public var isDistinct: Bool { simultaneous.map { $0.lowerBound > 0 || $0.upperBound < 0 } ?? false }
  }

  /// How issues went from the baseline to a policy, in the mean over the replications.
  public struct Migration: Sendable {
    public let policy: Int
    /// Fates by name: the tiers, then withdrawn, open, undiscovered, absent.
    public let fates: [String]
    /// Means and half-widths by the fate under the baseline, then under the policy.
    public let cells: [[(mean: Double, halfWidth: Double?)]]
    /// Mean number of issues of either cohort.
    public let ofBaseline: Double
    public let ofPolicy: Double
    /// Whether the cells of every replication add up to the issues that it counted by itself. They always do; if not, the
    /// program is at fault.
    public let addsUp: Bool
    /// Mean number of issues that arose under both, each paired with itself by type, place and number.
    public let paired: Double
    /// Mean number of them that arose at the same time under both: the very same issues.
    public let verySame: Double
    /// Whether all of them did, in every replication.
    public let areVerySame: Bool
    /// What arose on one side only, and why.
    public let oneSided: [OneSided]
    /// What both have and yet does not share its luck, as `kind id`; empty but for a rare collision of numbers.
    public let unpaired: [String]
  }

  /// Issues that arose under one of baseline and policy only.
  public struct OneSided: Sendable {
    public enum Side: String, Hashable, Sendable {
      case baseline
      case policy
    }

    public enum Reason: String, Hashable, Sendable {
      /// The other city has no such type.
      case type
      /// The other city has no such place.
      case place
      /// It has both, and yet they did not arise there: another rate, other times at an end of the window, recurrence.
      case arrivals
    }

    public let side: Side
    public let reason: Reason
    /// The type, or the place.
    public let id: String
    public let issues: Double
    public let halfWidth: Double?
  }

  /// Issues that leave the lowest tier under one of two policies only.
  public struct LeakChange: Sendable {
    public enum Direction: String, Sendable {
      /// They leave it under the policy.
      case gained
      /// They left it under the baseline.
      case lost
    }

    public let policy: Int
    public let direction: Direction
    public let cause: LeakCause
    public let type: String
    public let issues: Double
    public let halfWidth: Double?
  }

  /// Which policies may be the best by one number.
  public struct Best: Sendable {
    /// What is compared, such as `share.grid` or `distance`.
    public let name: String
    public let goal: MultipleComparisonsWithBest.Goal
    public let means: [Double]
    public let intervals: [MultipleComparisonsWithBest.Interval]
  }

  public let policies: [Policy]
  public let differences: [Difference]
  public let migrations: [Migration]
  public let leaks: [LeakChange]
  /// `nil` when the number that decides was not observed everywhere.
  public let best: Best?
  public let isPaired: Bool
  public let confidence: Double
  public let replications: Int
  public let seed: UInt32
  public let warmUpDays: Int?
  /// Whether every count agrees with every other; a comparison that does not is no result.
  public var isConsistent: Bool { migrations.allSatisfy(\.addsUp) }
  /// The numbers of every replication, by policy.
  let results: [[ReplicationResult]]

  public func difference(_ response: Response, _ responseClass: String = "", policy: Int) -> Difference? {
    differences.first {
      $0.policy == policy && $0.response.name == response.name && $0.responseClass == responseClass
    }
  }
}
