import Foundation
import IssueFlow

/// Takes the rows of a replication and makes of them a log like the one that was fitted.
///
/// A log may have millions of rows, so that only what it tells is kept of each, and rows meet their issues by sorting.
final class SimulatedLog: FlowObserver {
  /// Which issue a row is about: its type and place, and its number there.
  private struct Identity: Comparable, BitwiseCopyable {
    let source: UInt64
    let ordinal: Int

    init(type: UInt8, place: Int32, ordinal: Int) {
      source = UInt64(type) << 32 | UInt64(UInt32(bitPattern: place))
      self.ordinal = ordinal
    }

    static func < (one: Identity, other: Identity) -> Bool {
      one.source == other.source ? one.ordinal < other.ordinal : one.source < other.source
    }
  }

  private struct Issue: BitwiseCopyable {
    let identity: Identity
    let registered: Double
    let ended: Double
    let place: Int32
    let type: UInt8
    let reopens: UInt8
    let isClosed: Bool
  }

  private struct Stay: BitwiseCopyable {
    let identity: Identity
    let arrived: Double
    let ended: Double
    let tier: UInt8
  }

  /// Minutes since 1970 of the run's time 0.
  private let origin: Double
  private var issues: [Issue] = []
  private var stays: [Stay] = []

  init(origin: Double) { self.origin = origin }

  func observe(visits: [VisitRecord]) {
    for visit in visits where visit.role == .tier {
      stays.append(
        Stay(
          identity: Identity(type: visit.type, place: visit.place, ordinal: visit.ordinal), arrived: visit.arrived,
          ended: visit.ended, tier: visit.tier))
    }
  }

  func observe(issues: [IssueRecord]) {
    for issue in issues where issue.isOfCohort && issue.isRegistered {
      guard issue.outcome == .closed || issue.outcome == .open else { continue }
      self.issues.append(
        Issue(
          identity: Identity(type: issue.type, place: issue.place, ordinal: issue.ordinal),
          registered: issue.registered, ended: issue.ended, place: issue.place, type: issue.type,
          reopens: issue.reopens, isClosed: issue.outcome == .closed))
    }
  }

  /// The cases registered from a time on, as the log tells up to another. It can be asked for once: the rows are given
  /// back.
  ///
  /// - Complexity: O(n log n) for n rows.
  func log(tierCount: Int, from begin: Double, to end: Double, like other: EventLog) -> EventLog {
    var log = EventLog()
    log.tierCount = tierCount
    log.begin = begin
    log.end = end
    log.hasWork = other.hasWork
    log.hasMoves = other.hasMoves
    log.hasTimeOfDay = other.hasTimeOfDay
    stays.sort { ($0.identity, $0.arrived, $0.ended) < ($1.identity, $1.arrived, $1.ended) }
    issues.sort { $0.identity < $1.identity }
    log.cases.reserveCapacity(issues.count)
    log.visits.reserveCapacity(stays.count)
    var place = stays.startIndex
    for issue in issues {
      while place < stays.endIndex, stays[place].identity < issue.identity { place += 1 }
      let first = place
      while place < stays.endIndex, stays[place].identity == issue.identity { place += 1 }
      append(issue, stays[first..<place], to: &log)
    }
    (issues, stays) = ([], [])
    // In the order of opening, whatever the order in which issues ended.
    log.cases.sort { ($0.opened, $0.firstVisit) < ($1.opened, $1.firstVisit) }
    return log
  }

  private func append(_ issue: Issue, _ own: ArraySlice<Stay>, to log: inout EventLog) {
    let opened = issue.registered + origin
    guard opened >= log.begin, opened < log.end, !own.isEmpty else { return }
    let closedAt = issue.ended + origin
    let isClosed = issue.isClosed && closedAt <= log.end
    var item = LogCase(
      type: Int32(issue.type), unit: issue.place, urgency: 0, reopens: issue.reopens, opened: opened,
      closed: isClosed ? closedAt : .nan, firstVisit: Int32(log.visits.count), visitCount: 0)
    for (index, stay) in zip(own.indices, own) {
      let entered = stay.arrived + origin
      guard entered <= log.end else { break }
      let next = index + 1 < own.endIndex ? own[index + 1] : nil
      let left = next.map { $0.arrived + origin } ?? (isClosed ? closedAt : log.end)
      let isKnown = left <= log.end && (next != nil || isClosed)
      log.visits.append(
        LogVisit(
          tier: Int8(stay.tier), next: isKnown ? next.map { .tier(Int($0.tier)) } ?? .closed : .unknown,
          isReopening: false, desk: -1, entered: entered, started: .nan, ended: .nan, left: min(left, log.end)))
      item.visitCount += 1
    }
    if item.visitCount > 0 { log.cases.append(item) }
  }
}
