import Foundation
import IssueFlow

/// Takes the rows of a replication and makes of them a log like the one that was fitted.
final class SimulatedLog: FlowObserver {
  private struct Identity: Hashable {
    let type: UInt8
    let place: Int32
    let ordinal: Int
  }

  /// Minutes since 1970 of the run's time 0.
  private let origin: Double
  private var issues: [IssueRecord] = []
  private var visits: [VisitRecord] = []

  init(origin: Double) { self.origin = origin }

  func observe(visits: [VisitRecord]) {
    self.visits += visits.lazy.filter { $0.role == .tier }
  }

  func observe(issues: [IssueRecord]) {
    self.issues += issues.lazy.filter {
      $0.isOfCohort && ($0.outcome == .closed || $0.outcome == .open) && $0.isRegistered
    }
  }

  /// The cases registered from a time on, as the log tells up to another.
  func log(tierCount: Int, from begin: Double, to end: Double, like other: EventLog) -> EventLog {
    var log = EventLog()
    log.tierCount = tierCount
    log.begin = begin
    log.end = end
    log.hasWork = other.hasWork
    log.hasMoves = other.hasMoves
    log.hasTimeOfDay = other.hasTimeOfDay
    var stays: [Identity: [VisitRecord]] = [:]
    for visit in visits {
      stays[Identity(type: visit.type, place: visit.place, ordinal: visit.ordinal), default: []].append(visit)
    }
    for issue in issues {
      let opened = issue.registered + origin
      guard opened >= begin, opened < end else { continue }
      let identity = Identity(type: issue.type, place: issue.place, ordinal: issue.ordinal)
      let own = (stays[identity] ?? []).sorted { ($0.arrived, $0.ended) < ($1.arrived, $1.ended) }
      guard !own.isEmpty else { continue }
      let closedAt = issue.ended + origin
      let isClosed = issue.outcome == .closed && closedAt <= end
      var item = LogCase(
        type: Int32(issue.type), unit: issue.place, urgency: 0, reopens: issue.reopens, opened: opened,
        closed: isClosed ? closedAt : .nan, firstVisit: Int32(log.visits.count), visitCount: 0)
      for (index, stay) in own.enumerated() {
        let entered = stay.arrived + origin
        guard entered <= end else { break }
        let next = index + 1 < own.count ? own[index + 1] : nil
        let left = next.map { $0.arrived + origin } ?? (isClosed ? closedAt : end)
        let isKnown = left <= end && (next != nil || isClosed)
        log.visits.append(
          LogVisit(
            tier: Int8(stay.tier), next: isKnown ? next.map { .tier(Int($0.tier)) } ?? .closed : .unknown,
            isReopening: false, desk: -1, entered: entered, started: .nan, ended: .nan, left: min(left, end)))
        item.visitCount += 1
      }
      if item.visitCount > 0 { log.cases.append(item) }
    }
    // In the order of opening, whatever the order in which issues ended.
    log.cases.sort { ($0.opened, $0.firstVisit) < ($1.opened, $1.firstVisit) }
    return log
  }
}
