import Foundation
import OutputAnalysis

/// Whether the recent past foretells a log better than all of it. Asked only of a log whose times change.
///
/// The last fifth of the cases is set aside. What all earlier ones, their last half and their last quarter say of the
/// median and the ninth decile of the time to close, each as known when the fifth began, is held against what the fifth
/// shows. A shorter past is taken when its two logarithmic errors are, in sum, a quarter smaller and smaller by a tenth.
struct RecentPast {
  /// The first time from which cases are used.
  let begin: Double
  /// Cases that there were, and those of them from then on.
  let count: Int
  let kept: Int

  static let fewestCases = 1000

  /// `nil` when all of the log is as good.
  init?(_ log: EventLog) {
    let border = log.time(ofShare: 0.8)
    guard let wanted = RecentPast.quantiles(log.opened(from: border)) else { return nil }
    let before = log.known(at: border)
    guard let all = RecentPast.error(before, wanted) else { return nil }
    var best = (error: all, begin: log.begin)
    for share in [0.5, 0.75] {
      let begin = before.time(ofShare: share)
      let recent = before.opened(from: begin)
      guard recent.cases.count >= RecentPast.fewestCases, let error = RecentPast.error(recent, wanted) else { continue }
      if error < best.error { best = (error, begin) }
    }
    guard best.begin > log.begin, best.error < all * 0.75, best.error < all - 0.1 else { return nil }
    begin = best.begin
    count = log.cases.count
    kept = log.cases.count { $0.opened >= best.begin }
  }

  private static func quantiles(_ log: EventLog) -> [Double]? {
    let closed = log.cases.filter { !$0.isOpen }.map { $0.closed - $0.opened }
    let open = log.cases.filter(\.isOpen).map { log.end - $0.opened }
    guard closed.count >= 100 else { return nil }
    let curve = KaplanMeier(
      DurationSample(ended: closed, open: open, resolution: log.hasTimeOfDay ? 0 : 1440))
    guard let median = curve.quantile(0.5), let decile = curve.quantile(0.9) else { return nil }
    return [median, decile]
  }

  /// Times below an hour are as good as the same.
  private static func error(_ log: EventLog, _ wanted: [Double]) -> Double? {
    quantiles(log).map { found in
      zip(found, wanted).reduce(0) { $0 + abs(Foundation.log(($1.0 + 60) / ($1.1 + 60))) }
    }
  }
}
