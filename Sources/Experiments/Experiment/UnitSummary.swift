import ScenarioLanguage

/// One unit, in the mean over the replications.
public struct UnitSummary: Sendable {
  /// Tier and number, as `grid-17`, or what the city's tables call it; unique within the tier.
  public let id: String
  public let tier: String
  /// Empty at the top.
  public let parent: String
  public let title: LocalizedText
  public let households: Double
  /// Workers, all lines together, by the rules that hold when the observation ends.
  public let staff: Int
  /// Issues of the cohort that arose under it.
  public let issues: Double
  /// Those that were closed, wherever that was.
  public let closed: Double
  /// Their split by tier, over the closed issues of all replications; `nil` when none was closed.
  public let shares: [Double]?
  /// Mean minutes from registration to closing of the issues that arose under it; `nil` when none was closed.
  public let timeToClose: Double?
  /// Visits that arrived in the window.
  public let visits: Double
  /// Work done over staff minutes; `nil` without staff.
  public let utilisation: Double?
  /// Work that arrived over staff minutes, of the line of the unit of which that is greatest; `nil` where work comes to a
  /// line without staff, and without any staff.
  public let load: Double?
  public let waitingAtStart: Double
  public let waitingAtEnd: Double
  /// Share of the replications that closed something here in which its split met the targets; `nil` without any.
  public let inBand: Double?
}

/// Sums of the units' flows over replications, taken in their order.
struct UnitMeans {
  private let plan: MeasurementPlan
  private var replications = 0
  private var arisen: [Int]
  private var closed: [Int]
  private var arrived: [Int]
  private var timed: [Int]
  private var time: [Double]
  private var waitingAtStart: [Int]
  private var waitingAtEnd: [Int]
  private var work: [Double]
  private var offered: [Double]
  private var staffed: [Double]
  /// Sum of the greatest loads of its lines.
  private var greatestLoad: [Double]
  private var judged: [Int32]
  private var inBand: [Int32]

  init(plan: MeasurementPlan) {
    self.plan = plan
    let count = plan.model.units.count
    arisen = [Int](repeating: 0, count: count)
    closed = [Int](repeating: 0, count: count * plan.tierCount)
    arrived = arisen
    timed = arisen
    waitingAtStart = arisen
    waitingAtEnd = arisen
    work = [Double](repeating: 0, count: count)
    offered = work
    time = work
    staffed = work
    greatestLoad = work
    judged = [Int32](repeating: 0, count: count)
    inBand = judged
  }

  mutating func add(_ flows: UnitFlows) {
    replications += 1
    for index in closed.indices { closed[index] += Int(flows.closed[index]) }
    for unit in arisen.indices {
      arisen[unit] += Int(flows.arisen[unit])
      arrived[unit] += Int(flows.arrived[unit])
      timed[unit] += Int(flows.timed[unit])
      time[unit] += flows.time[unit]
      waitingAtStart[unit] += Int(flows.waitingAtStart[unit])
      waitingAtEnd[unit] += Int(flows.waitingAtEnd[unit])
      work[unit] += flows.work[unit]
      offered[unit] += flows.offered[unit]
      staffed[unit] += flows.staffed[unit]
      greatestLoad[unit] += flows.greatestLoad[unit]
      if !plan.bands.isEmpty, let isInBand = flows.isInBand(unit, plan: plan) {
        judged[unit] += 1
        if isInBand { inBand[unit] += 1 }
      }
    }
  }

  /// The slowest to settle, see ``Relaxation``; `nil` when nothing was done, or nothing bounds its line but luck.
  func relaxation(warmUp: WarmUpReport) -> Relaxation? {
    guard replications > 0 else { return nil }
    return Relaxation(
      plan: plan,
      units: plan.model.units.indices.map {
        Relaxation.Unit(number: $0, visits: arrived[$0], offered: offered[$0], staffed: staffed[$0])
      }, replications: replications, warmUp: warmUp)
  }

  var rows: [UnitSummary] {
    guard replications > 0 else { return [] }
    let n = Double(replications)
    let ids = plan.model.unitIDs
    let staff = plan.staffOfUnits
    return plan.model.units.indices.map { unit in
      let entry = plan.model.units[unit]
      let counts = closed[unit * plan.tierCount..<(unit + 1) * plan.tierCount]
      let total = counts.reduce(0, +)
      let staffed = staffed[unit]
      return UnitSummary(
        id: ids[unit], tier: plan.model.scenario.tiers[Int(entry.tier)].id,
        parent: entry.parent < 0 ? "" : ids[Int(entry.parent)], title: plan.model.unitName(unit),
        households: entry.households, staff: staff[unit], issues: Double(arisen[unit]) / n,
        closed: Double(total) / n, shares: total > 0 ? counts.map { Double($0) / Double(total) } : nil,
        timeToClose: timed[unit] > 0 ? time[unit] / Double(timed[unit]) : nil, visits: Double(arrived[unit]) / n,
        utilisation: staffed > 0 ? work[unit] / staffed : nil,
        load: load(of: unit),
        waitingAtStart: Double(waitingAtStart[unit]) / n, waitingAtEnd: Double(waitingAtEnd[unit]) / n,
        inBand: judged[unit] > 0 ? Double(inBand[unit]) / Double(judged[unit]) : nil)
    }
  }

  /// Over all replications together where the unit is one line, else of its lines in the mean.
  private func load(of unit: Int) -> Double? {
    let ratio = UnitFlows.load(offered: offered[unit], staffedMinutes: staffed[unit])
    if plan.model.stations(ofUnit: unit).count == 1 { return ratio }
    let mean = greatestLoad[unit] / Double(replications)
    return ratio == nil || mean == .infinity ? nil : mean
  }
}
