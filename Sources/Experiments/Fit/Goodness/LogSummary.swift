import Foundation
import IssueFlow
import OutputAnalysis

/// What a log shows, in the numbers by which two logs are compared.
struct LogSummary: Sendable {
  /// Of closed cases, those closed at each tier.
  var shares: [Double] = []
  /// Minutes to close by tier, of closed cases; sorted.
  var timesByTier: [[Double]] = []
  /// Minutes to close of all cases, the open ones censored; and by type.
  var curve: KaplanMeier
  var curvesByType: [KaplanMeier]
  /// Of all cases, those opened in each of the blocks of a day; on each day of the week, Monday first, in a log of dates.
  var blocks: [Double] = []
  /// The different sequences of tiers visited, each with its number of cases.
  var paths: [[Int8]: Int] = [:]
  var hasTimeOfDay: Bool
  var cases = 0
  var closed = 0

  /// Hours at which the blocks of a day begin.
  static let blockHours = [0, 6, 9, 12, 15, 18]

  /// - Parameters:
  ///   - resolution: minutes to which times to close are rounded, as those of the log that others are compared with; 0
  ///     for none. Logs are compared alike, and ties keep the curves of millions of cases small.
  ///   - typeOfCase: the type of a case by position, -1 for one that is not told apart.
  init(_ log: EventLog, resolution: Double, typeCount: Int, typeOfCase: (LogCase) -> Int) {
    let tiers = log.tierCount
    hasTimeOfDay = log.hasTimeOfDay
    timesByTier = Array(repeating: [], count: tiers)
    var ended = [[Double]](repeating: [], count: typeCount + 1)
    var open = [[Double]](repeating: [], count: typeCount + 1)
    var blocks = [Int](repeating: 0, count: log.hasTimeOfDay ? Self.blockHours.count : 7)
    var path: [Int8] = []
    for item in log.cases {
      let type = typeOfCase(item)
      cases += 1
      blocks[
        log.hasTimeOfDay
          ? Self.block(of: item.opened) : CivilDate(dayNumber: Int((item.opened / 1440).rounded(.down))).weekday] += 1
      let minutes = LogSummary.minutes(of: item, log, resolution)
      if item.isOpen {
        open[0].append(minutes)
        if type >= 0 { open[type + 1].append(minutes) }
      } else {
        closed += 1
        ended[0].append(minutes)
        if type >= 0 { ended[type + 1].append(minutes) }
        if let last = log.visits(of: item).last { timesByTier[Int(last.tier)].append(minutes) }
      }
      path.removeAll(keepingCapacity: true)
      for visit in log.visits(of: item) { path.append(visit.tier) }
      paths[path, default: 0] += 1
    }
    let dates = log.hasTimeOfDay ? 0 : 1440.0
    let curves = (0...typeCount).map {
      KaplanMeier(DurationSample(ended: ended[$0], open: open[$0], resolution: dates))
    }
    curve = curves[0]
    curvesByType = Array(curves[1...])
    for tier in timesByTier.indices { timesByTier[tier].sort() }
    shares = timesByTier.map { closed > 0 ? Double($0.count) / Double(closed) : 0 }
    self.blocks = blocks.map { cases > 0 ? Double($0) / Double(cases) : 0 }
  }

  private static func block(of time: Double) -> Int {
    let hour = Int((time - (time / 1440).rounded(.down) * 1440) / 60)
    return blockHours.lastIndex { $0 <= hour } ?? 0
  }

  /// In a log of dates a time is a number of days, whatever hours a simulation gave it.
  private static func minutes(of item: LogCase, _ log: EventLog, _ resolution: Double) -> Double {
    let end = item.isOpen ? log.end : item.closed
    if log.hasTimeOfDay {
      let minutes = end - item.opened
      return resolution > 0 ? (minutes / resolution).rounded() * resolution : minutes
    }
    return ((end / 1440).rounded(.down) - (item.opened / 1440).rounded(.down)) * 1440
  }

  func quantile(_ p: Double, tier: Int) -> Double? {
    let times = timesByTier[tier]
    return times.isEmpty ? nil : times[min(times.count - 1, Int(p * Double(times.count)))]
  }
}
