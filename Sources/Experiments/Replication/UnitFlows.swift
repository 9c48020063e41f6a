import IssueFlow

/// What happened in every unit in one replication, as flat arrays in the order of the model's units.
///
/// A unit's own issues are those that arose in the places under it, wherever they were closed.
struct UnitFlows: Sendable {
  /// Issues of the cohort.
  var arisen: [Int]
  /// Those of them that were not closed.
  var unclosed: [Int]
  /// Closed issues by tier of the measured split, unit by unit.
  var closed: [Int]
  /// Registered issues that were closed, and their minutes from registration to closing.
  var timed: [Int]
  var time: [Double]
  /// Visits that arrived in the window at any line of the unit, without those handed down at once.
  var arrived: [Int]
  var waitingAtStart: [Int]
  var waitingAtEnd: [Int]
  /// Working minutes done in the window.
  var work: [Double]
  /// Working minutes that arrived in the window.
  var offered: [Double]
  /// Minutes of the window that workers were on duty.
  var staffed: [Double]
}

extension UnitFlows {
  init(plan: MeasurementPlan, issues: IssueTally, visits: VisitTally, totals: FlowTotals) {
    let units = plan.model.units
    let tiers = plan.tierCount
    let rest = units.count - plan.model.placeCount
    arisen = issues.arisenInPlace + [Int](repeating: 0, count: rest)
    unclosed = issues.unclosedInPlace + [Int](repeating: 0, count: rest)
    timed = issues.timedInPlace + [Int](repeating: 0, count: rest)
    time = issues.timeInPlace + [Double](repeating: 0, count: rest)
    closed = issues.closedInPlace + [Int](repeating: 0, count: rest * tiers)
    // Units are numbered from the ground up, so every child is added to its parent before the parent is read.
    for (unit, entry) in units.enumerated() where entry.parent >= 0 {
      let parent = Int(entry.parent)
      arisen[parent] += arisen[unit]
      unclosed[parent] += unclosed[unit]
      timed[parent] += timed[unit]
      time[parent] += time[unit]
      for tier in 0..<tiers { closed[parent * tiers + tier] += closed[unit * tiers + tier] }
    }
    // The first stations are the units' own, in the same order. A unit may have further lines, each of which is a
    // station with workers of its own.
    var stations = Array(totals.stations.prefix(units.count))
    for unit in stations.indices { stations[unit].arrived -= visits.handedDown[unit] }
    for (station, entry) in plan.model.stations.enumerated().dropFirst(units.count) where entry.role == .tier {
      stations[Int(entry.unit)].add(totals.stations[station], handedDown: visits.handedDown[station])
    }
    arrived = stations.map(\.arrived)
    waitingAtStart = stations.map(\.waitingAtStart)
    waitingAtEnd = stations.map(\.waitingAtEnd)
    work = stations.map(\.work)
    staffed = stations.map(\.staffed)
    offered = UnitFlows.offered(plan: plan, stations: stations, arrived: arrived)
  }

  /// Working minutes that arrived: visits times the mean minutes of those whose work began in the window.
  ///
  /// A visit that was passed up untouched counts too: it came to be worked on. Where no work began the tier's mean
  /// stands in.
  private static func offered(
    plan: MeasurementPlan, stations: [FlowTotals.Station], arrived: [Int]
  ) -> [Double] {
    var demanded = [Double](repeating: 0, count: plan.tierCount)
    var started = demanded
    for (unit, station) in stations.enumerated() {
      let tier = Int(plan.model.units[unit].tier)
      demanded[tier] += station.demanded
      started[tier] += Double(station.started)
    }
    return stations.enumerated().map { unit, station in
      let tier = Int(plan.model.units[unit].tier)
      if station.started > 0 { return Double(arrived[unit]) * station.demanded / Double(station.started) }
      return started[tier] > 0 ? Double(arrived[unit]) * demanded[tier] / started[tier] : 0
    }
  }

  /// Whether it has the size of a plan's city.
  func fits(_ plan: MeasurementPlan) -> Bool {
    let units = plan.model.units.count
    return closed.count == units * plan.tierCount
      && [arisen, unclosed, timed, arrived, waitingAtStart, waitingAtEnd].allSatisfy { $0.count == units }
      && time.count == units && work.count == units && offered.count == units && staffed.count == units
  }

  /// Offered load ρ: work that arrived over the staff minutes of the window; `nil` without staff.
  static func load(offered: Double, staffedMinutes: Double) -> Double? {
    staffedMinutes > 0 ? offered / staffedMinutes : nil
  }

  /// Whether work arrived at least as fast as it could be done, ρ ≥ 1.
  ///
  /// Whether the line grew is no part of it: a unit that passes its surplus up stays overloaded with a short line.
  func isOverloaded(_ unit: Int) -> Bool {
    UnitFlows.load(offered: offered[unit], staffedMinutes: staffed[unit]).map { $0 >= 1 }
      ?? (arrived[unit] > 0)
  }

  /// Whether the unit's own closed issues meet every target share within tolerance; `nil` when none was closed.
  func isInBand(_ unit: Int, plan: MeasurementPlan) -> Bool? {
    let counts = closed[unit * plan.tierCount..<(unit + 1) * plan.tierCount]
    let total = counts.reduce(0) { $0 + Int($1) }
    guard total > 0 else { return nil }
    return zip(counts, plan.bands).allSatisfy { count, band in
      band.map { $0.contains(Double(count) / Double(total)) } ?? true
    }
  }
}

extension FlowTotals.Station {
  /// Adds another line of the same unit, of whose visits some were handed down on arrival.
  fileprivate mutating func add(_ line: FlowTotals.Station, handedDown: Int) {
    arrived += line.arrived - handedDown
    started += line.started
    waitingAtStart += line.waitingAtStart
    waitingAtEnd += line.waitingAtEnd
    work += line.work
    demanded += line.demanded
    staffed += line.staffed
  }
}
