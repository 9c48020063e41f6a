import IssueFlow
import OutputAnalysis
import RandomStreams

/// How long the simulation ran before the observation, and how that was found.
public struct WarmUpReport: Hashable, Sendable {
  public enum Origin: String, Hashable, Sendable {
    /// As the scenario says.
    case fixed
    /// Found in the mean of the pilots.
    case detected
    /// The longest that the scenario allows, because the pilots had not settled by then.
    case notSettled = "not settled"
    /// The longest that the scenario allows, because the pilots' series was too short to look at.
    case tooShort = "too short"
  }

  /// Whole days.
  public let days: Int
  public let origin: Origin
  /// What it was found in, day by day from the beginning of the pilots; empty when nothing was looked for.
  public let series: [WarmUpDay]

  init(days: Int, origin: Origin, series: [WarmUpDay] = []) {
    self.days = days
    self.origin = origin
    self.series = series
  }

  /// Whether the length can be relied on.
  public var isTrustworthy: Bool { origin == .fixed || origin == .detected }
}

/// A day of the series in which the end of the warm-up was looked for.
public struct WarmUpDay: Hashable, Sendable {
  /// From 0.
  public let day: Int
  /// Issues open at the end of the day, in the mean over the pilots.
  public let open: Double
  /// Half the width of the interval of that mean.
  public let halfWidth: Double?
  /// Mean of the whole week that the day belongs to; `nil` in a week that the series breaks off.
  public let weekMean: Double?
  /// The statistic if the observation began with this week; `nil` on other days than its first, and in the later half.
  public let statistic: Double?
  /// Whether the day belongs to the warm-up.
  public let isDeleted: Bool
}

/// Detection of the warm-up from pilot replications, by MSER over whole weeks of the issues open at the end of each day.
///
/// What is open is the slowest to settle of all daily numbers: queues fill before times and shares stand still. It is
/// averaged over ten pilots day by day (Welch 1983), since the luck of one may look like a rise or hide it. Batches are
/// whole weeks and not five days: weekdays differ, and batches that cut across weeks would have the cycle in their
/// variance. The series covers twice the longest warm-up that the scenario allows, or what there is. MSER never deletes
/// more than half of a series, so it can say just any allowed length, and a minimum at the end of its range says that
/// the allowed length does not suffice. No counted replication shares the luck of a pilot.
enum WarmUpDetection {
  static let pilots = 10
  /// Numbers beyond those of any counted replication, of which the scenario language allows a million; within the
  /// budget of a stock generator, which knows fewer, the last ones.
  static func pilotReplication(_ pilot: Int, model: FlowModel) -> Int {
    let isAddressed = ["philox", RandomStream.addressedGeneratorName].contains(model.scenario.generator)
    return (isAddressed ? Int(UInt32.max) : SeedBudget.standard.replications - 1) - pilot
  }
  static let week = 7

  /// - Parameters:
  ///   - open: for each pilot, issues open at the end of each day from its beginning.
  ///   - longest: the longest warm-up allowed, in days.
  static func report(open pilots: [[Double]], longest: Int) -> WarmUpReport {
    // A part of a batch more than twice, so that half of the batches reach the longest allowed.
    let length = min(pilots.map(\.count).min() ?? 0, 2 * longest + week)
    let tallies = (0..<length).map { day in Tally(pilots.map { $0[day] }) }
    let result = MSER5(tallies.map { $0.mean ?? 0 }, batchSize: week)
    let days: Int
    let origin: WarmUpReport.Origin
    switch result {
    case nil: (days, origin) = (longest, .tooShort)
    case let result? where result.isTrustworthy && result.truncationPoint <= longest:
      (days, origin) = (result.truncationPoint, .detected)
    default: (days, origin) = (longest, .notSettled)
    }
    let series = tallies.enumerated().map { day, tally in
      let (number, weekday) = day.quotientAndRemainder(dividingBy: week)
      let means = result?.means ?? []
      let statistics = result?.statistics ?? []
      return WarmUpDay(
        day: day, open: tally.mean ?? 0, halfWidth: (try? Estimate(of: tally))?.measuredHalfWidth,
        weekMean: number < means.count ? means[number] : nil,
        statistic: weekday == 0 && number < statistics.count ? statistics[number] : nil, isDeleted: day < days)
    }
    return WarmUpReport(days: days, origin: origin, series: series)
  }
}
