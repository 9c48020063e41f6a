import Foundation
import TestSupport
import Testing

@testable import LogFitting

/// Logs are made as they would be read: a hundred each, so that a rate of false alarms shows.
@Suite("What changes in the course of a log")
struct LogChangeTests {
  private struct Case {
    var opened: Double
    var closed: Double
    var tier: Int8 = 0
    var type: Int32 = 0
  }

  private static func log(_ cases: [Case], days: Double, tiers: Int = 2) -> EventLog {
    var log = EventLog()
    (log.tierCount, log.end) = (tiers, days * 1440)
    for item in cases.sorted(by: { $0.opened < $1.opened }) {
      let isOpen = item.closed > log.end
      log.visits.append(
        LogVisit(
          tier: item.tier, next: isOpen ? .unknown : .closed, isReopening: false, desk: -1, entered: item.opened,
          started: .nan, ended: .nan, left: min(item.closed, log.end)))
      log.cases.append(
        LogCase(
          type: item.type, unit: -1, urgency: 0, reopens: 0, line: 0, opened: item.opened,
          closed: isOpen ? .nan : item.closed, firstVisit: Int32(log.visits.count - 1), visitCount: 1))
    }
    return log
  }

  private static func exponential(_ mean: Double, _ generator: inout SeededGenerator) -> Double {
    -mean * Foundation.log(1 - Double.random(in: 0..<1, using: &generator))
  }

  /// Cases with a tier of `shares`, a type of `types` and a mean time, before and after a time or up to another; the higher
  /// tier may be slower by a factor.
  private static func plain(
    cases: Int, days: Double, seed: UInt64, at change: Double = 0.5, until end: Double = 1,
    tier: (Double, Double) = (0.3, 0.3),
    type: (Double, Double) = (0.2, 0.2), mean: (Double, Double) = (4000, 4000), weekend: Double = 1,
    rate: (Double, Double) = (1, 1), isEven: Bool = false, slowness: Double = 1
  ) -> EventLog {
    var generator = SeededGenerator(seed: seed)
    var found: [Case] = []
    while found.count < cases {
      let opened = Double.random(in: 0..<days * 1440, using: &generator)
      if Int(opened / 1440) % 7 >= 5, !generator.happens(weekend) { continue }
      let isLate = opened >= change * days * 1440 && opened < end * days * 1440
      guard generator.happens(isLate ? rate.1 : rate.0) else { continue }
      let mean = isLate ? mean.1 : mean.0
      let slow =
        isEven
        ? mean * Double.random(in: 0.8..<1.4, using: &generator)
        : exponential(mean, &generator) * (generator.happens(0.2) ? 5 : 1)
      let isHigh = generator.happens(isLate ? tier.1 : tier.0)
      found.append(
        Case(
          opened: opened, closed: opened + slow * (isHigh ? slowness : 1), tier: isHigh ? 1 : 0,
          type: generator.happens(isLate ? type.1 : type.0) ? 0 : Int32(1 + generator.below(3))))
    }
    return log(found, days: days)
  }

  /// Two desks one after another, the second at a load (in the manner of the findings' tandem): what waits there waits for
  /// weeks together.
  private static func tandem(load: Double, days: Double, rate: Double = 60, seed: UInt64) -> EventLog {
    var generator = SeededGenerator(seed: seed)
    let warmUp = 60.0
    let opened = (0..<Int(rate * (days + warmUp))).map { _ in
      Double.random(in: -warmUp * 1440..<days * 1440, using: &generator)
    }.sorted()
    func served(_ arrivals: [Double], by staff: Int, mean: Double) -> [Double] {
      var free = [Double](repeating: -.infinity, count: staff)
      return arrivals.map { arrival in
        let worker = free.indices.min { free[$0] < free[$1] } ?? 0
        free[worker] = max(arrival, free[worker]) + exponential(mean, &generator)
        return free[worker]
      }
    }
    let front = served(opened, by: 3, mean: 3600 / rate)
    var found = zip(opened, front).map { Case(opened: $0, closed: $1) }
    let goingOn = found.indices.filter { _ in generator.happens(0.5) }.sorted { front[$0] < front[$1] }
    for (index, closed) in zip(goingOn, served(goingOn.map { front[$0] }, by: 2, mean: 96 * 60 / rate * load)) {
      found[index].closed = closed
      found[index].tier = 1
    }
    return log(found.filter { $0.opened >= 0 }, days: days)
  }

  private static func reported(_ log: (UInt64) -> EventLog) -> Int {
    (1...100).count { seed in
      !LogChange(log(UInt64(seed)), mostTypes: 20, seed: UInt64(seed)).findings.isEmpty
    }
  }

  enum Still: String, CaseIterable {
    case few, even, weekly, long, slowTier
    case busy, overfull, overfullYear, busySmall

    func log(_ seed: UInt64) -> EventLog {
      switch self {
      case .few: plain(cases: 200, days: 120, seed: seed)
      case .even: plain(cases: 1000, days: 180, seed: seed)
      case .weekly: plain(cases: 2000, days: 180, seed: seed, weekend: 0.25)
      case .long: plain(cases: 4000, days: 700, seed: seed, weekend: 0.25)
      case .slowTier: plain(cases: 2000, days: 120, seed: seed, tier: (0.35, 0.35), slowness: 4)
      case .busy: tandem(load: 0.75, days: 180, seed: seed)
      case .overfull: tandem(load: 0.93, days: 180, seed: seed)
      case .overfullYear: tandem(load: 0.93, days: 365, seed: seed)
      case .busySmall: tandem(load: 0.8, days: 200, rate: 6, seed: seed)
      }
    }
  }

  @Test("A log that does not change is said to in at most 9 of 100, all its tests together", arguments: Still.allCases)
  func still(log: Still) {
    let found = Self.reported(log.log)
    #expect(found <= 9, "\(log): \(found)")
  }

  enum Moving: String, CaseIterable {
    case type, typeUp, typeLate, tier, times, rate
    case weekFirst, weekMiddle, weekLast, weekFew

    func log(_ seed: UInt64) -> EventLog {
      switch self {
      case .type: plain(cases: 2000, days: 180, seed: seed, type: (0.2, 0.1))
      case .typeUp: plain(cases: 2000, days: 180, seed: seed, type: (0.2, 0.3))
      case .typeLate: plain(cases: 2000, days: 180, seed: seed, at: 0.7, type: (0.2, 0.1))
      case .tier: plain(cases: 1000, days: 180, seed: seed, tier: (0.3, 0.15))
      case .times: plain(cases: 1000, days: 180, seed: seed, mean: (4000, 8000))
      case .rate: plain(cases: 1000, days: 180, seed: seed, rate: (0.6, 0.9))
      case .weekFirst: week(cases: 600, days: 120, seed: seed, third: 0)
      case .weekMiddle: week(cases: 600, days: 120, seed: seed, third: 1)
      case .weekLast: week(cases: 1800, days: 150, seed: seed, third: 2)
      case .weekFew: week(cases: 300, days: 90, seed: seed, third: 2)
      }
    }

    /// Times that are of a day, and for a third of the log of a week.
    private func week(cases: Int, days: Double, seed: UInt64, third: Double) -> EventLog {
      plain(
        cases: cases, days: days, seed: seed, at: third / 3, until: third == 2 ? 1 : (third + 1) / 3,
        mean: (1440, 10080), isEven: true)
    }

    func isFound(_ change: LogChange) -> Bool {
      change.findings.contains { finding in
        switch (self, finding.subject) {
        case (.type, .type), (.typeUp, .type), (.typeLate, .type), (.tier, .tier), (.times, .times), (.rate, .rate),
          (.weekFirst, .times), (.weekMiddle, .times), (.weekLast, .times), (.weekFew, .times):
          true
        default: false
        }
      }
    }
  }

  @Test("What changes by half is found in at least 85 of 100", arguments: Moving.allCases)
  func moving(log: Moving) {
    let found = (1...100).count { seed in
      log.isFound(LogChange(log.log(UInt64(seed)), mostTypes: 20, seed: UInt64(seed)))
    }
    #expect(found >= 85, "\(log): \(found)")
  }

  @Test("A change is dated within a twentieth of the log, with the shares before and after it")
  func dated() throws {
    let log = Self.plain(cases: 4000, days: 200, seed: 1, at: 0.6, tier: (0.5, 0.2))
    let finding = try #require(LogChange(log, mostTypes: 20, seed: 1).findings.first { $0.subject == .tier(1) })
    #expect(abs(finding.since / 1440 - 120) < 10)
    #expect(abs(finding.before - 0.5) < 0.05 && abs(finding.after - 0.2) < 0.05)
    let doubt = try #require(
      LogDoubt.ofChange(LogChange(log, mostTypes: 20, seed: 1), tiers: ["low", "high"], types: TextPool()).first)
    #expect(doubt.sentence.en.contains("since: ") && doubt.sentence.zh.contains("since: "))
  }
}
