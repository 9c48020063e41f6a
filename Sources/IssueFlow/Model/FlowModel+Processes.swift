import Policies

/// What the processes of the city need to know of all phases together.
struct ProcessPlan: Sendable {
  /// Greatest rates of any phase, by tier, from which those of each are thinned.
  var greatestOnset: [Double] = []
  var greatestDeparture: [Double] = []
  /// First post of each station, and one past the last; empty without turnover.
  var firstPosts: [Int32] = []
  /// First cell of points of each class of volunteers; cells follow place by place.
  var firstPoints: [Int] = []
  var pointsPerUnit: [Int] = []
  var pointCount = 0
  var hasCoverage = false
  var switchesTypes = false
  var choosesProjects = false
  /// Whether stars or grades hang on what units solve.
  var countsSolved = false
  /// Whether anything reaches from one subtree of the top tier into another.
  var crossesSubtrees = false

  init(phases: [Phase], units: [Unit], places: Int) {
    let tiers = phases[0].rules.tiers.indices
    greatestOnset = tiers.map { tier in phases.map { $0.rules.tiers[tier].weakness?.onset ?? 0 }.max() ?? 0 }
    greatestDeparture = tiers.map { phases.greatestDeparture(tier: $0) }
    if tiers.contains(where: { phases.hasTurnover(tier: $0) }) {
      var next: Int32 = 0
      firstPosts = phases[0].rules.stations.enumerated().map { station, plan in
        defer {
          if plan.role == .tier, phases.hasTurnover(tier: Int(units[Int(plan.unit)].tier)) {
            next += phases.mostPosts(station: station)
          }
        }
        return next
      }
      firstPosts.append(next)
    }
    for number in phases[0].rules.volunteers.indices {
      firstPoints.append(pointCount)
      let most =
        phases.map { phase -> Double in
          let volunteers = phase.rules.volunteers[number]
          return volunteers.points == nil ? 0 : volunteers.perUnit
        }.max() ?? 0
      pointsPerUnit.append(Int(most.rounded(.up)))
      pointCount += Int(most.rounded(.up)) * places
    }
    hasCoverage = phases.contains { $0.rules.tiers[0].coverage != nil }
    switchesTypes = phases.contains { $0.rules.tiers.contains { $0.switching > 0 } }
    choosesProjects = phases.contains { $0.rules.projects != nil }
    countsSolved = phases.contains { $0.rules.tiers.contains { $0.rating != nil || $0.turnover?.grades != nil } }
    crossesSubtrees = phases.contains { $0.rules.steering != nil }
  }
}

extension [Phase] {
  /// Whether workers of a tier come and go in any phase.
  func hasTurnover(tier: Int) -> Bool { contains { $0.rules.tiers[tier].turnover != nil } }

  /// The greatest rate of any phase at which a post of a tier is left.
  func greatestDeparture(tier: Int) -> Double {
    map { $0.rules.tiers[tier].turnover?.departureRate(grade: 1) ?? 0 }.max() ?? 0
  }

  /// The most posts that a station has in any phase.
  func mostPosts(station: Int) -> Int32 { map { $0.rules.stations[station].servers }.max() ?? 0 }
}

extension FlowModel {
  /// At the ends of whole periods from when the rule first holds, as long as it does.
  static func reviews(phases: [Phase], horizon: Horizon) -> [Double] {
    var reviews: [Double] = []
    var next: Double?
    for (index, phase) in phases.enumerated() {
      guard let steering = phase.rules.steering else {
        next = nil
        continue
      }
      let end = index + 1 < phases.count ? phases[index + 1].start : horizon.end
      var time = next ?? phase.start + steering.period
      while time < end {
        reviews.append(time)
        time += steering.period
      }
      next = time
    }
    return reviews
  }

  /// The rules that hold at a time.
  func rules(at time: Double) -> FlowRules { (phases.last { $0.start <= time } ?? phases[0]).rules }

  func hasWeakness(_ tier: Int) -> Bool { processes.greatestOnset[tier] > 0 }
  var hasCoverage: Bool { processes.hasCoverage }
  var greatestOnset: [Double] { processes.greatestOnset }
  var greatestDeparture: [Double] { processes.greatestDeparture }
  var postCount: Int { Int(processes.firstPosts.last ?? 0) }
  var pointCount: Int { processes.pointCount }
  var switchesTypes: Bool { processes.switchesTypes }
  var choosesProjects: Bool { processes.choosesProjects }
  @inline(__always) var countsSolved: Bool { processes.countsSolved }

  /// Posts of a station, numbered over the city.
  func posts(at station: Int) -> Range<Int> {
    if processes.firstPosts.isEmpty { return 0..<0 }
    return Int(processes.firstPosts[station])..<Int(processes.firstPosts[station + 1])
  }

  /// Where the points of a unit's members of a class lie.
  func pointCells(ofClass number: Int, unit: Int) -> Range<Int> {
    let count = processes.pointsPerUnit[number]
    let first = processes.firstPoints[number] + unit * count
    return first..<first + count
  }

  /// What a worker at a station costs in a minute.
  func wage(at station: Int) -> Double { stations[station].costPerWorker / Horizon.minutesPerYear }
}
