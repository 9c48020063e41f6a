import Foundation
import OutputAnalysis

/// From which day on something of a log is different, and up to which, where it changes back.
public struct ChangedPeriod: Hashable, Sendable {
  public let since: String
  public let until: String?

  /// From when on the log is as it is at its end.
  var present: String { until ?? since }
}

extension ChangedPeriod {
  init(_ finding: LogChange.Finding) {
    self.init(since: LogTimeText.day(finding.since), until: finding.until.map(LogTimeText.day))
  }
}

/// A doubt about a log as a whole: its span, its days and whether it stays the same.
public enum LogDoubt: Hashable, Sendable {
  case shortSpan(minutes: Double)
  case longSpan(years: Double)
  /// As where small numbers are read as seconds since 1970.
  case allIn1970
  /// Days on which a case opens.
  case emptyDays(used: Int, of: Int)
  /// Cases a day, before a change and after it.
  case rateChanges(before: Double, after: Double, in: ChangedPeriod)
  /// Shares of cases closed within a time.
  case timesChange(within: Double, before: Double, after: Double, in: ChangedPeriod)
  /// The share of cases closed at a tier, and how many tiers more change.
  case tierChanges(tier: String, before: Double, after: Double, in: ChangedPeriod, others: Int)
  /// The share of cases of a type, and how many types more change.
  case typeChanges(type: String, before: Double, after: Double, in: ChangedPeriod, others: Int)

  /// Doubts about the span of a log.
  static func ofSpan(_ log: EventLog) -> [LogDoubt] {
    var doubts: [LogDoubt] = []
    let span = log.lastArrivals - log.begin
    if span < 1440 { doubts.append(.shortSpan(minutes: span)) }
    if span > 20 * 365.25 * 1440 { doubts.append(.longSpan(years: span / (365.25 * 1440))) }
    if log.begin >= 0, log.end <= 365 * 1440 { doubts.append(.allIn1970) }
    let first = Int((log.begin / 1440).rounded(.down))
    let days = Int((log.lastArrivals / 1440).rounded(.up)) - first
    if days >= 14 {
      var used = Set<Int>()
      for item in log.cases { used.insert(Int((item.opened / 1440).rounded(.down))) }
      // Days without a case are usual where cases are rare; half of those that chance would fill are not.
      let filled = Double(days) * (1 - exp(-Double(log.cases.count) / Double(days)))
      if used.count * 2 < days, Double(used.count) < filled * (log.cases.count >= days ? 1 : 0.5) {
        doubts.append(.emptyDays(used: used.count, of: days))
      }
    }
    return doubts
  }

  /// Doubts about what changes in the course of a log.
  static func ofChange(_ change: LogChange, tiers: [String], types: TextPool) -> [LogDoubt] {
    // Of shares, which change together, the one that does most.
    func most(_ isIncluded: (LogChange.Finding) -> Bool) -> (LogChange.Finding, others: Int)? {
      let found = change.findings.filter(isIncluded)
      return found.max { abs($0.after - $0.before) < abs($1.after - $1.before) }.map { ($0, found.count - 1) }
    }
    var doubts: [LogDoubt] = []
    for finding in change.findings {
      let (before, after, period) = (finding.before, finding.after, ChangedPeriod(finding))
      switch finding.subject {
      case .rate: doubts.append(.rateChanges(before: before, after: after, in: period))
      case .times(let limit):
        doubts.append(.timesChange(within: limit, before: before, after: after, in: period))
      case .tier, .type: break
      }
    }
    if let (finding, others) = most({ if case .tier = $0.subject { true } else { false } }),
      case .tier(let tier) = finding.subject
    {
      doubts.append(
        .tierChanges(
          tier: tiers[tier], before: finding.before, after: finding.after, in: ChangedPeriod(finding),
          others: others))
    }
    if let (finding, others) = most({ if case .type = $0.subject { true } else { false } }),
      case .type(let number) = finding.subject
    {
      doubts.append(
        .typeChanges(
          type: number >= 0 ? types[number] : "", before: finding.before, after: finding.after,
          in: ChangedPeriod(finding), others: others))
    }
    return doubts
  }
}
