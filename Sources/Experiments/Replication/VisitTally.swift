import IssueFlow

/// What the rows of visits come to: those that arrived inside the window, `[observationStart, observationEnd)`.
///
/// Three kinds of visit are told apart:
/// - handed down on arrival: the issue neither joined the line nor saw a worker, so it is no visit here; it is
///   counted, because it asked nothing of the station (see `UnitFlows.load`);
/// - turned away by a full waiting room: no visit either, but it asked for work, and is in the load;
/// - passed up after a wait, untouched: its time in line is a wait, without which Little's law would not hold.
///
/// A visit that the end of the run cuts short counts with the time it has taken so far: where there are such visits,
/// the means are lower bounds. The run outlasts the cohort unless its drain ends first.
struct VisitTally: Sendable {
  struct Sums: BitwiseCopyable, Sendable {
    var count = 0
    /// Minutes from arrival to the start of work, or to leaving the line.
    var wait = 0.0
    /// Minutes from arrival to the end of work.
    var sojourn = 0.0
    /// The longest of each.
    var longestWait = 0.0
    var longestSojourn = 0.0

    @inline(__always)
    mutating func add(_ visit: VisitRecord) {
      count += 1
      let (waited, stayed) = (visit.started - visit.arrived, visit.ended - visit.arrived)
      wait += waited
      sojourn += stayed
      longestWait = max(longestWait, waited)
      longestSojourn = max(longestSojourn, stayed)
    }
  }

  var tiers: [Sums]
  /// By department; a wait here begins when the whistle calls.
  var departments: [Sums]
  /// Issues handed down on arrival, by station.
  var handedDown: [Int]
  /// What a full waiting room turned away, by station.
  var turnedAway: [Int]

  private let start: Double
  private let end: Double

  init(plan: MeasurementPlan) {
    tiers = [Sums](repeating: Sums(), count: plan.tierCount)
    departments = [Sums](repeating: Sums(), count: plan.departmentCount)
    handedDown = [Int](repeating: 0, count: plan.model.stations.count)
    turnedAway = handedDown
    start = plan.model.horizon.observationStart
    end = plan.model.horizon.observationEnd
  }

  mutating func add(_ batch: [VisitRecord]) {
    for visit in batch where visit.arrived >= start && visit.arrived < end {
      switch visit.role {
      case .tier, .volunteers:
        if visit.end == .handedDown {
          handedDown[Int(visit.station)] += 1
        } else if visit.end == .turnedAway {
          turnedAway[Int(visit.station)] += 1
        } else {
          tiers[Int(visit.tier)].add(visit)
        }
      case .department: departments[Int(visit.department)].add(visit)
      case .intake, .responder: break
      }
    }
  }
}
