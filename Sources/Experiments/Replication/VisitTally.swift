import IssueFlow

/// What the rows of visits at some stations come to: those that arrived inside the window, `[observationStart, observationEnd)`.
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

    mutating func add(_ other: Sums) {
      count += other.count
      wait += other.wait
      sojourn += other.sojourn
      longestWait = max(longestWait, other.longestWait)
      longestSojourn = max(longestSojourn, other.longestSojourn)
    }
  }

  var tiers: [Sums]
  /// By department; a wait here begins when the whistle calls.
  var departments: [Sums]
  /// Issues handed down on arrival, by station, run after run.
  var handedDown: [Int]
  /// What a full waiting room turned away, by station, run after run.
  var turnedAway: [Int]
  /// The stations whose visits are counted, as runs of numbers.
  let stations: [Range<Int>]

  private let start: Double
  private let end: Double

  /// - Parameter stations: those that visits may be at, as runs of numbers; all of the city's unless given.
  init(plan: MeasurementPlan, stations: [Range<Int>]? = nil) {
    let stations = stations ?? [0..<plan.model.stations.count]
    self.stations = stations
    tiers = [Sums](repeating: Sums(), count: plan.tierCount)
    departments = [Sums](repeating: Sums(), count: plan.departmentCount)
    handedDown = [Int](repeating: 0, count: stations.reduce(0) { $0 + $1.count })
    turnedAway = handedDown
    start = plan.model.horizon.observationStart
    end = plan.model.horizon.observationEnd
  }

  mutating func add(_ batch: [VisitRecord]) {
    for visit in batch where visit.arrived >= start && visit.arrived < end {
      switch visit.role {
      case .tier, .volunteers:
        if visit.end == .handedDown {
          handedDown[offset(of: Int(visit.station))] += 1
        } else if visit.end == .turnedAway {
          turnedAway[offset(of: Int(visit.station))] += 1
        } else {
          tiers[Int(visit.tier)].add(visit)
        }
      case .department: departments[Int(visit.department)].add(visit)
      case .intake, .responder: break
      }
    }
  }

  /// Where the lists by station have a station.
  private func offset(of station: Int) -> Int {
    var before = 0
    for run in stations {
      if run.contains(station) { return before + station - run.lowerBound }
      before += run.count
    }
    preconditionFailure("station \(station) is not among those counted")
  }

  /// Adds what the rows at other stations come to.
  /// - Precondition: the other's stations are among these.
  /// - Complexity: O(stations of the other)
  mutating func add(_ other: VisitTally) {
    for tier in tiers.indices { tiers[tier].add(other.tiers[tier]) }
    for department in departments.indices { departments[department].add(other.departments[department]) }
    var next = 0
    for run in other.stations where !run.isEmpty {
      let first = offset(of: run.lowerBound)
      for place in first..<first + run.count {
        handedDown[place] += other.handedDown[next]
        turnedAway[place] += other.turnedAway[next]
        next += 1
      }
    }
  }
}
