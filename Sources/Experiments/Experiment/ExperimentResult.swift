import IssueFlow
import ScenarioLanguage

/// All that the replications of one scenario came to.
public struct ExperimentResult: Sendable {
  /// The scenario as it ran: its warm-up is fixed, even if it was detected.
  public let scenario: Scenario
  public let model: FlowModel
  /// What the scenario says, for hashing; empty when it was made in code.
  public let canonicalText: String
  public let seed: UInt32
  /// The confidence of the intervals.
  public let confidence: Double
  /// In order of their numbers.
  public let replications: [ReplicationResult]
  /// One row for each number of the layout, in its order.
  public let summary: [SummaryRow]
  /// `nil` without targets, or with ``verdictProblem``.
  public let verdict: Verdict?
  /// Why targets got no verdict.
  public let verdictProblem: VerdictProblem?
  /// In the order of tiers, causes and types.
  public let leaks: [LeakRow]
  /// In the order of the model's units.
  public let units: [UnitSummary]
  /// In the order of days.
  public let timeline: [TimelineRow]
  public let warmUp: WarmUpReport
  public let diagnoses: [Diagnosis]

  public func row(of response: Response, _ responseClass: String = "") -> SummaryRow? {
    summary.row(of: response, responseClass)
  }

  /// The rows through which most issues leave the lowest tier, the largest first.
  public func topLeaks(_ count: Int) -> [LeakRow] {
    let order = leaks.enumerated().sorted { a, b in
      a.element.issues != b.element.issues ? a.element.issues > b.element.issues : a.offset < b.offset
    }
    return order.prefix(count).map(\.element)
  }

  /// Events of all replications together.
  public var events: Int { replications.reduce(0) { $0 + $1.events } }
  /// Processor seconds of all replications together.
  public var cpuSeconds: Double { replications.reduce(0) { $0 + $1.cpuSeconds } }
}
