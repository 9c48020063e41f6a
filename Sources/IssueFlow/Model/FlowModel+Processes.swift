/// What the processes of the city need to know of all phases together.
struct ProcessPlan: Sendable {
  /// Greatest rates of any phase, by tier, from which those of each are thinned.
  var greatestOnset: [Double] = []
  var greatestDeparture: [Double] = []
  /// First post of each unit, and one past the last; empty without turnover.
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
    greatestDeparture = tiers.map { tier in
      phases.map { $0.rules.tiers[tier].turnover?.departureRate(grade: 1) ?? 0 }.max() ?? 0
    }
    if phases.contains(where: { $0.rules.tiers.contains { $0.turnover != nil } }) {
      var next: Int32 = 0
      firstPosts = units.indices.map { unit in
        defer {
          if phases.contains(where: { $0.rules.tiers[Int(units[unit].tier)].turnover != nil }) {
            next += phases.map { $0.rules.stations[unit].servers }.max() ?? 0
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

extension FlowModel {
  /// At most so many posts in a unit whose workers come and go, and departures from one of them: their luck has no more
  /// addresses.
  static let mostPosts = 1 << 16
  static let mostDepartures = 1e7

  /// At most so many posts in the city, of which each takes memory.
  static let postLimit = 50_000_000

  /// Refuses more posts than can be followed, worker by worker.
  static func checkPosts(
    phases: [Phase], units: [Unit], tiers: [String], horizon: Horizon, _ findings: inout Findings
  ) {
    var total = 0
    for (tier, id) in tiers.enumerated() where phases.contains(where: { $0.rules.tiers[tier].turnover != nil }) {
      let posts = units.indices.filter { Int(units[$0].tier) == tier }.map { unit in
        phases.reduce(0) { max($0, Int($1.rules.stations[unit].servers)) }
      }
      total += posts.reduce(0, +)
      if let most = posts.max(), most > mostPosts {
        findings.add(
          ["tiers", id, "staff"],
          .custom(
            en: "turnover follows each worker of a unit, here \(most); at most \(mostPosts) can be followed: lower the "
              + "staff, or leave turnover out",
            zh: "人员流动需逐一跟踪单元内的每名人员，此处为 \(most) 人，最多可跟踪 \(mostPosts) 人；请减少人员，或不写 turnover"))
      }
      let rate = phases.reduce(0) { max($0, $1.rules.tiers[tier].turnover?.departureRate(grade: 1) ?? 0) }
      if !(rate * horizon.end <= mostDepartures) {
        findings.add(
          ["tiers", id, "turnover"],
          .custom(
            en: "workers of a post leave it more than ten million times in a replication; lower the rates or the days",
            zh: "每次重复中同一岗位的离岗超过一千万次；请降低离岗率或减少天数"))
      }
    }
    guard total > postLimit, findings.all.isEmpty else { return }
    findings.add(
      ["tiers"],
      .custom(
        en: "turnover follows each worker of the city, here \(total); at most \(postLimit) can be followed: lower the "
          + "staff, or leave turnover out",
        zh: "人员流动需逐一跟踪全市每名人员，此处为 \(total) 人，最多可跟踪 \(postLimit) 人；请减少人员，或不写 turnover"))
  }

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

  /// Posts of a unit, numbered over the city.
  func posts(ofUnit unit: Int) -> Range<Int> {
    if processes.firstPosts.isEmpty { return 0..<0 }
    return Int(processes.firstPosts[unit])..<Int(processes.firstPosts[unit + 1])
  }

  /// Where the points of a unit's members of a class lie.
  func pointCells(ofClass number: Int, unit: Int) -> Range<Int> {
    let count = processes.pointsPerUnit[number]
    let first = processes.firstPoints[number] + unit * count
    return first..<first + count
  }

  /// What a worker of a unit costs in a minute.
  func wage(ofUnit unit: Int) -> Double { stations[unit].costPerWorker / FlowModel.minutesPerYear }
}
