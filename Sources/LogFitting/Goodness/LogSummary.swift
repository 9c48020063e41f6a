import Foundation
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
  /// Minutes to the first closing of all cases, those without one censored.
  var firstCurve: KaplanMeier
  /// Of closings, those opened again.
  var reopened = 0.0
  /// Cases a day.
  var volume = 0.0
  /// Of all cases, those open at the end.
  var open = 0.0
  /// Minutes between coming to a tier and the beginning of work, by tier; sorted, and empty where that is not told.
  var waits: [[Double]] = []
  var hasTimeOfDay: Bool
  var opensAtTimeOfDay: Bool
  var cases = 0
  var closed = 0

  /// Hours at which the blocks of a day begin.
  static let blockHours = [0, 6, 9, 12, 15, 18]

  /// - Parameters:
  ///   - resolution: as a tally takes it.
  ///   - typeOfCase: the type of a case by position, -1 for one that is not told apart.
  init(_ log: EventLog, resolution: Double, typeCount: Int, typeOfCase: (LogCase) -> Int) {
    var tally = LogTally(like: log, resolution: resolution, typeCount: typeCount)
    var path: [Int8] = []
    for item in log.cases {
      path.removeAll(keepingCapacity: true)
      var ready = item.opened
      for visit in log.visits(of: item) {
        path.append(visit.tier)
        if log.hasWork, !visit.started.isNaN {
          tally.addWait(max(0, visit.started - (log.tellsEntered ? visit.entered : ready)), tier: Int(visit.tier))
          if !visit.ended.isNaN { ready = visit.ended }
        }
      }
      tally.add(
        type: typeOfCase(item), opened: item.opened, closed: item.closed, first: log.firstClosing(of: item),
        reopens: Int(item.reopens), path: path)
    }
    self.init(tally)
  }

  init(_ tally: consuming LogTally) {
    let dates = tally.hasTimeOfDay ? 0 : 1440.0
    let curves = zip(tally.ended, tally.open).map {
      KaplanMeier(DurationSample(ended: $0, open: $1, resolution: dates))
    }
    curve = curves[0]
    curvesByType = Array(curves[1...])
    timesByTier = tally.timesByTier.map { $0.sorted() }
    let (cases, closed) = (tally.cases, tally.closed)
    shares = timesByTier.map { closed > 0 ? Double($0.count) / Double(closed) : 0 }
    blocks = tally.blocks.map { cases > 0 ? Double($0) / Double(cases) : 0 }
    paths = tally.paths
    firstCurve =
      tally.reopened == 0
      ? curve : KaplanMeier(DurationSample(ended: tally.endedFirst, open: tally.openFirst, resolution: dates))
    volume = Double(cases) / tally.days
    open = cases > 0 ? Double(cases - closed) / Double(cases) : 0
    // Every case that is closed now was closed once more than it was opened again, and every open one as often.
    reopened = closed + tally.reopened > 0 ? Double(tally.reopened) / Double(closed + tally.reopened) : 0
    waits = tally.waits.map { $0.sorted() }
    hasTimeOfDay = tally.hasTimeOfDay
    opensAtTimeOfDay = tally.opensAtTimeOfDay
    (self.cases, self.closed) = (cases, closed)
  }

  func meanWait(tier: Int) -> Double? {
    waits[tier].isEmpty ? nil : waits[tier].reduce(0, +) / Double(waits[tier].count)
  }

  func waitQuantile(_ p: Double, tier: Int) -> Double? {
    let times = waits[tier]
    return times.isEmpty ? nil : times[min(times.count - 1, Int(p * Double(times.count)))]
  }

  func quantile(_ p: Double, tier: Int) -> Double? {
    let times = timesByTier[tier]
    return times.isEmpty ? nil : times[min(times.count - 1, Int(p * Double(times.count)))]
  }
}
