import Foundation
import IssueFlow

/// Takes the rows of a replication and sums them up like the log that was fitted.
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
    let firstClosed: Double
    let reopens: UInt8
    let type: UInt8
    let isClosed: Bool
  }

  private struct Stay: BitwiseCopyable {
    let identity: Identity
    let arrived: Double
    /// NaN where work never began.
    let started: Double
    let ended: Double
    let tier: UInt8
  }

  /// Minutes since 1970 of the run's time 0.
  private let origin: Double
  private var issues: [Issue] = []
  private var stays: [Stay] = []

  /// Memory is taken for somewhat more rows than the other log has, since arrays that grow are there twice; what is not
  /// used costs nothing.
  init(origin: Double, like other: EventLog) {
    self.origin = origin
    issues.reserveCapacity(other.cases.count / 4 * 5)
    stays.reserveCapacity(other.visits.count / 4 * 5)
  }

  func observe(visits: [VisitRecord]) {
    // A further report carries the identity of its issue; its visit is none of the issue's.
    for visit in visits where visit.role == .tier && visit.kind == .issue {
      stays.append(
        Stay(
          identity: Identity(type: visit.type, place: visit.place, ordinal: visit.ordinal), arrived: visit.arrived,
          started: visit.end == .unfinished && visit.started == visit.ended ? .nan : visit.started,
          ended: visit.ended, tier: visit.tier))
    }
  }

  func observe(issues: [IssueRecord]) {
    for issue in issues where issue.isOfCohort && issue.isRegistered {
      guard issue.outcome == .closed || issue.outcome == .open else { continue }
      self.issues.append(
        Issue(
          identity: Identity(type: issue.type, place: issue.place, ordinal: issue.ordinal),
          registered: issue.registered, ended: issue.ended, firstClosed: issue.firstClosed, reopens: issue.reopens,
          type: issue.type, isClosed: issue.outcome == .closed))
    }
  }

  /// Sums up the cases registered while the other log tells of cases, as it would tell of them: up to its end. It can be
  /// asked for once: the rows are given back.
  ///
  /// - Complexity: O(n log n) for n rows.
  func summary(like other: EventLog, resolution: Double, typeCount: Int, typeOfCase: (Int) -> Int) -> LogSummary {
    stays.sort { ($0.identity, $0.arrived, $0.ended) < ($1.identity, $1.arrived, $1.ended) }
    issues.sort { $0.identity < $1.identity }
    var tally = LogTally(like: other, resolution: resolution, typeCount: typeCount)
    var path: [Int8] = []
    var place = stays.startIndex
    for issue in issues {
      while place < stays.endIndex, stays[place].identity < issue.identity { place += 1 }
      path.removeAll(keepingCapacity: true)
      var opened = issue.registered + origin
      var ready = opened
      var isIncluded = false
      while place < stays.endIndex, stays[place].identity == issue.identity {
        let stay = stays[place]
        place += 1
        // A log that tells work alone knows of a case from when its work begins.
        if path.isEmpty, other.opensWithWork {
          opened = stay.started + origin
          ready = opened
        }
        isIncluded = opened >= other.begin && opened < other.lastArrivals
        // And of every later visit in the same way. Work that never began is at no time.
        let known = (other.entersWithWaiting ? stay.started : stay.arrived) + origin
        guard isIncluded, known <= other.end else { continue }
        path.append(Int8(stay.tier))
        guard other.hasWork, stay.started + origin <= other.end else { continue }
        let arrived = other.tellsEntered ? stay.arrived + origin : ready
        tally.addWait(max(0, stay.started + origin - arrived), tier: Int(stay.tier))
        ready = stay.ended + origin
      }
      guard isIncluded, !path.isEmpty else { continue }
      let (closed, first) = (issue.ended + origin, issue.firstClosed + origin)
      tally.add(
        type: typeOfCase(Int(issue.type)), opened: opened,
        closed: issue.isClosed && closed <= other.end ? closed : .nan, first: first <= other.end ? first : .nan,
        reopens: Int(issue.reopens), path: path)
    }
    (issues, stays) = ([], [])
    return LogSummary(tally)
  }
}
