import Foundation
import IssueFlow

/// What part of the waiting before work was a line, and what part lay elsewhere, tier by tier.
///
/// A case waited from when it was ready (the end of the visit before, or its registration) to when work began. It is taken
/// the moment it has come if somebody is free; so, if it is taken when a worker comes free or a shift begins, it was in
/// line since some moment of the time in which that was not so (``BlockedTimes``), and elsewhere before. Where in that
/// time, the law of the times elsewhere tells (``ElsewhereLaw``), of which all waits that end while somebody is free are
/// exact values: with no time elsewhere, these are 0.
///
/// The simulation makes the line anew; only the time elsewhere is written into the scenario, so that no wait is there
/// twice.
struct WaitingSplit {
  /// Of one tier.
  struct Tier {
    var waits = 0
    /// Minutes waited; of these in line while all were at work, in line off duty, and elsewhere.
    var total = 0.0
    var line = 0.0
    var offDuty = 0.0
    /// An interval of 95 % of the share in line, over days.
    var low = 0.0
    var high = 1.0
    /// Of the cases that were in line while another was taken, those that had been there before it.
    var overtaken = 0.0
    var pairs = 0
    var elsewhere: Double { max(0, total - line - offDuty) }
    /// Of the time waited on duty, that in line.
    var share: Double { total - offDuty > 0 ? line / (total - offDuty) : 0 }
  }

  private(set) var tiers: [Tier]
  /// The log with the times at which cases came into line.
  private(set) var log: EventLog
  /// Minutes elsewhere before the first visit, of cases that have one.
  private(set) var beforeFirst: [(number: Int, minutes: Double)] = []
  /// The longest time elsewhere that was seen after work at each tier.
  private(set) var longestAfter: [Double]

  /// Where a wait is.
  private struct Wait {
    var visit: Int
    /// Of the case.
    var number: Int
    var ready: Double
    var start: Double
    /// Least minutes elsewhere; equal to the whole wait where somebody was free when it ended.
    var least: Double
    var unit: Int
    /// Type and way.
    var cell: Int
    var isExact: Bool
    var isFirst: Bool
    var length: Double { start - ready }
  }

  /// Waits of a type on a way that tell of it by themselves; with fewer, those of all types do.
  private static let fewest = 30
  /// A share of the waiting that is none.
  private static let negligible = 0.01

  /// - Parameters:
  ///   - types: By the number of the case.
  ///   - hours: Of each tier.
  init(log: EventLog, types: [Int], typeCount: Int, desks: Desks, hours: [WorkingHours]) {
    self.log = log
    tiers = Array(repeating: Tier(), count: log.tierCount)
    longestAfter = Array(repeating: 0, count: log.tierCount)
    for tier in tiers.indices {
      var waits = waits(at: tier, types: types, desks)
      guard !waits.isEmpty else { continue }
      var elsewhere = laid(&waits, typeCount: typeCount)
      // So little is what remains of rounding and of work that the log does not show.
      if elsewhere.reduce(0, +) < Self.negligible * waits.reduce(0, { $0 + $1.length }) {
        for index in waits.indices { waits[index].isExact = waits[index].length == 0 }
        elsewhere = elsewhere.map { _ in 0 }
      }
      measure(waits, elsewhere: elsewhere, tier: tier, hours: hours[tier])
      for (wait, minutes) in zip(waits, elsewhere) { put(wait, minutes) }
    }
  }

  // MARK: - Bounds

  private func waits(at tier: Int, types: [Int], _ desks: Desks) -> [Wait] {
    let edge = min(longWork(at: tier), (log.end - log.begin) / 10)
    var waits: [Wait] = []
    for (number, item) in log.cases.enumerated() {
      let range = Int(item.firstVisit)..<Int(item.firstVisit + item.visitCount)
      for index in range where Int(log.visits[index].tier) == tier {
        let visit = log.visits[index]
        let isFirst = index == range.lowerBound
        guard !visit.started.isNaN, !visit.isReopening, !(isFirst && log.opensWithWork),
          let desk = desks.desk(ofVisit: index, tier: tier)
        else { continue }
        let from = isFirst ? log.tierCount : Int(log.visits[index - 1].tier)
        let ready = min(visit.entered, visit.started)
        var wait = Wait(
          visit: index, number: number, ready: ready, start: visit.started, least: visit.started - ready,
          unit: desks.units[index],
          cell: types[number] * (log.tierCount + 1) + from, isExact: true, isFirst: isFirst)
        let begin = desk.blocked.begin(before: visit.started)
        // At the ends of a log some of the work that was under way is not in it: who seems free there may not have been.
        if wait.length > 0, begin == nil, ready < log.begin + edge || visit.started > log.end - edge {
          wait.isExact = false
          wait.least = 0
        }
        if wait.length > 0, let begin {
          wait.isExact = false
          wait.least = begin - ready > desk.gap ? min(wait.length, begin - ready) : 0
        }
        waits.append(wait)
      }
    }
    return waits
  }

  /// Twice the time from the beginning of work to its end that one in a hundred pieces exceeds.
  private func longWork(at tier: Int) -> Double {
    let lengths = log.visits.filter { Int($0.tier) == tier && $0.hasWork }.map { $0.ended - $0.started }.sorted()
    return lengths.isEmpty ? 0 : 2 * lengths[min(lengths.count - 1, lengths.count * 99 / 100)]
  }

  // MARK: - Between the bounds

  /// Minutes elsewhere of each wait.
  private func laid(_ waits: inout [Wait], typeCount: Int) -> [Double] {
    func law(_ members: [Wait]) -> ElsewhereLaw {
      ElsewhereLaw(
        exact: members.filter(\.isExact).map(\.length),
        between: members.filter { !$0.isExact }.map { ($0.least, $0.length) })
    }
    let ways = log.tierCount + 1
    var exact = [Int](repeating: 0, count: typeCount * ways)
    for wait in waits where wait.isExact { exact[wait.cell] += 1 }
    let byCell = Dictionary(grouping: waits, by: \.cell)
    let byWay = Dictionary(grouping: waits) { $0.cell % ways }
    let cellLaws = byCell.filter { exact[$0.key] >= Self.fewest }.mapValues(law)
    let wayLaws = byWay.mapValues(law)
    var turn = 0.5
    return waits.map { wait in
      guard !wait.isExact, let law = cellLaws[wait.cell] ?? wayLaws[wait.cell % ways] else { return wait.least }
      // Evenly spread, so that the times between bounds have the law's shares.
      turn += 0.618_033_988_749_895
      turn -= turn.rounded(.down)
      return law.time(from: wait.least, to: wait.length, at: turn)
    }
  }

  // MARK: - What it comes to

  private mutating func measure(_ waits: [Wait], elsewhere: [Double], tier: Int, hours: WorkingHours) {
    var sums = Tier()
    var days: [Int: (line: Double, onDuty: Double)] = [:]
    for (wait, minutes) in zip(waits, elsewhere) where wait.length > 0 {
      let inLine = wait.isExact ? 0 : max(0, wait.length - minutes)
      let line = min(inLine, hours.minutes(from: wait.start - inLine, to: wait.start))
      sums.waits += 1
      sums.total += wait.length
      sums.line += line
      sums.offDuty += inLine - line
      let day = Int((wait.start / 1440).rounded(.down))
      days[day, default: (0, 0)].line += line
      days[day, default: (0, 0)].onDuty += wait.length - (inLine - line)
    }
    let interval = DayResampling.interval(days.sorted { $0.key < $1.key }.map { ($0.value.line, $0.value.onDuty) })
    (sums.low, sums.high) = interval ?? (0, 1)
    (sums.overtaken, sums.pairs) = Self.order(waits)
    tiers[tier] = sums
  }

  /// Of those who were in line when a case was taken, and were taken next, the share that had been ready before it.
  private static func order(_ waits: [Wait]) -> (share: Double, pairs: Int) {
    let taken = waits.filter { !$0.isExact && $0.least == 0 }.sorted { ($0.unit, $0.start) < ($1.unit, $1.start) }
    var (overtaken, pairs) = (0, 0)
    for (first, next) in zip(taken, taken.dropFirst())
    where first.unit == next.unit && next.ready < first.start && first.start < next.start {
      pairs += 1
      if next.ready < first.ready { overtaken += 1 }
    }
    return (pairs > 0 ? Double(overtaken) / Double(pairs) : 0, pairs)
  }

  private mutating func put(_ wait: Wait, _ minutes: Double) {
    let entered = wait.ready + minutes
    log.visits[wait.visit].entered = entered
    if wait.isFirst {
      beforeFirst.append((wait.number, minutes))
    } else {
      let before = Int(log.visits[wait.visit - 1].tier)
      log.visits[wait.visit - 1].left = max(entered, log.visits[wait.visit - 1].left)
      longestAfter[before] = max(longestAfter[before], minutes)
    }
  }
}
