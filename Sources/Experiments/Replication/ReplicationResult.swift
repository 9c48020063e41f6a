import IssueFlow
import OutputAnalysis
import ScenarioLanguage

/// What one replication came to.
public struct ReplicationResult: Sendable {
  /// From 1.
  public let replication: Int
  public let layout: ResponseLayout
  /// One element for each entry of the layout; `nil` where nothing was observed.
  public let values: [Double?]
  /// Between which each value would lie had every issue been followed to its end; `nil` where nothing was observed.
  public let ends: [ValueEnds?]
  /// The times behind each mean time; `nil` for other values.
  let parts: [ValueParts?]
  public let splits: SplitCounts
  /// Issues by fate since time zero, warm-up and drain included.
  public let counts: FlowTotals.Counts
  /// Sixteen hexadecimal digits that two runs share only if they went the same way.
  public let fingerprint: String
  /// Arrivals of issues and completions of services since time zero.
  public let events: Int
  public let calendarEvents: Int
  /// Simulated minutes at which the run ended.
  public let end: Double
  /// Whether every issue of the cohort was followed to its end.
  public let cohortIsComplete: Bool
  /// Processor time; it differs from run to run and belongs in no result file.
  public internal(set) var cpuSeconds: Double
  /// Minutes from registration to closing of the cohort's registered issues.
  public let timesToClose: LogHistogram
  let leaks: LeakTable
  /// Given up once an experiment has added it to its means: it is as large as the city.
  var details: Details?

  struct Details: Sendable {
    let units: UnitFlows
    let days: [DayRecord]
  }

  /// The value of a response; `nil` when nothing was observed or the scenario has no such number.
  public func value(of response: Response, _ responseClass: String = "") -> Double? {
    layout.index(of: response, responseClass).flatMap { values[$0] }
  }
}
