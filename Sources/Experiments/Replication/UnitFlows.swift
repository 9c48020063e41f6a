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
  /// Load of the line of the unit whose load is greatest; infinite where work came to a line without staff, and 0 where
  /// the unit has neither.
  var greatestLoad: [Double]
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
    let lines = units.indices.map { unit in
      plan.model.stations(ofUnit: unit).map { station in
        var line = totals.stations[station]
        line.arrived -= visits.handedDown[station]
        return line
      }
    }
    let sums = lines.map { $0.dropFirst().reduce(into: $0[0]) { $0.add($1) } }
    arrived = sums.map(\.arrived)
    waitingAtStart = sums.map(\.waitingAtStart)
    waitingAtEnd = sums.map(\.waitingAtEnd)
    work = sums.map(\.work)
    staffed = sums.map(\.staffed)
    let means = UnitFlows.meanMinutes(plan: plan, units: sums)
    offered = zip(units, sums).map { UnitFlows.offered($1, mean: means[Int($0.tier)]) }
    greatestLoad = zip(units, lines).map { unit, lines in
      lines.map { UnitFlows.judgedLoad($0, mean: means[Int(unit.tier)]) }.max() ?? 0
    }
  }

  /// Working minutes that arrived: visits times the mean minutes of those whose work began in the window.
  ///
  /// A visit that was passed up untouched counts too: it came to be worked on. Where no work began the tier's mean
  /// stands in.
  private static func offered(_ station: FlowTotals.Station, mean: (demanded: Double, started: Double)) -> Double {
    if station.started > 0 { return Double(station.arrived) * station.demanded / Double(station.started) }
    return mean.started > 0 ? Double(station.arrived) * mean.demanded / mean.started : 0
  }

  /// Working minutes of the visits of each tier that began, and their number.
  private static func meanMinutes(
    plan: MeasurementPlan, units: [FlowTotals.Station]
  ) -> [(demanded: Double, started: Double)] {
    var means = [(demanded: Double, started: Double)](repeating: (0, 0), count: plan.tierCount)
    for (unit, station) in units.enumerated() {
      let tier = Int(plan.model.units[unit].tier)
      means[tier].demanded += station.demanded
      means[tier].started += Double(station.started)
    }
    return means
  }

  /// Load of a line; infinite where work comes to nobody.
  private static func judgedLoad(_ line: FlowTotals.Station, mean: (demanded: Double, started: Double)) -> Double {
    load(offered: offered(line, mean: mean), staffedMinutes: line.staffed) ?? (line.arrived > 0 ? .infinity : 0)
  }

  /// Whether it has the size of a plan's city.
  func fits(_ plan: MeasurementPlan) -> Bool {
    let units = plan.model.units.count
    return closed.count == units * plan.tierCount
      && [arisen, unclosed, timed, arrived, waitingAtStart, waitingAtEnd].allSatisfy { $0.count == units }
      && [time, work, offered, staffed, greatestLoad].allSatisfy { $0.count == units }
  }

  /// Offered load ρ: work that arrived over the staff minutes of the window; `nil` without staff.
  static func load(offered: Double, staffedMinutes: Double) -> Double? {
    staffedMinutes > 0 ? offered / staffedMinutes : nil
  }

  /// Whether work arrived at any line of the unit at least as fast as it could be done there, ρ ≥ 1.
  ///
  /// The workers of one line do not do the work of another, so that a line whose load is 1 or more grows without bound
  /// however little the others have to do.
  /// Whether the line grew is no part of it: a unit that passes its surplus up stays overloaded with a short line.
  func isOverloaded(_ unit: Int) -> Bool {
    greatestLoad[unit] >= 1
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
  /// Adds another line of the same unit.
  fileprivate mutating func add(_ line: FlowTotals.Station) {
    arrived += line.arrived
    started += line.started
    waitingAtStart += line.waitingAtStart
    waitingAtEnd += line.waitingAtEnd
    work += line.work
    demanded += line.demanded
    staffed += line.staffed
  }
}
