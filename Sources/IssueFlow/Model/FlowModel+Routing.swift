import RandomStreams
import ScenarioLanguage

// Observed routing: shares by which issues start at a tier, and go on after work at one.

extension FlowModel {
  /// Shares are written with few digits; sums within this of 1 are 1.
  static let shareTolerance = 1e-9

  /// Where issues of a type start, as the engine knows it.
  static func start(
    of spec: IssueTypeSpec, names: Names, into compiled: inout CompiledTypes, _ findings: inout Findings
  ) -> Int8 {
    let path = ["types", spec.id, "start_at"]
    switch spec.startAt {
    case .channel: return IssueType.ofChannel
    case .tier(let id):
      return Int8(findings.index(of: id, among: names.tiers, what: Nouns.tier, at: path) ?? 0)
    case .shares(let shares):
      for id in shares.keys.sorted() {
        _ = findings.index(of: id, among: names.tiers, what: Nouns.tier, at: path + [id])
        checkShare(shares[id] ?? 0, at: path + [id], &findings)
      }
      let sum = shares.keys.sorted().reduce(0) { $0 + (shares[$1] ?? 0) }
      if !(abs(sum - 1) <= shareTolerance) { findings.add(path, .sharesDoNotSum(sum: percent(sum))) }
      var limit = 0.0
      for id in names.tiers {
        limit += shares[id] ?? 0
        compiled.startLimits.append(limit)
      }
      return IssueType.byShares
    }
  }

  /// Adds the ways on from a tier, as intervals of the number that luck gives a visit.
  ///
  /// Tiers above take the numbers from 0 upward, the highest first; the tier itself and those below take them from 1
  /// downward, the lowest first; what lies between is solved. So a number that grows leads ever further down, and a
  /// share that is raised takes what it gains from those solved, unless a further one lies in between.
  static func addRoutes(
    of spec: IssueTypeSpec, from tier: Int, _ scenario: Scenario, into compiled: inout CompiledTypes,
    _ samplers: inout SamplerBank
  ) {
    guard let waysOn = spec.routing?[scenario.tiers[tier].id] else { return }
    let targets = scenario.tiers.indices.map { target in (tier: target, way: waysOn[scenario.tiers[target].id]) }
    let above = targets[(tier + 1)...].reversed()
    var low = 0.0
    var routes: [Route] = []
    func add(_ target: Int, _ after: Distribution?, _ low: Double, _ high: Double) {
      routes.append(
        Route(
          low: low, high: high, tier: UInt8(target), after: samplers.add(after ?? .constant(0)), hasAfter: after != nil)
      )
    }
    for target in above {
      guard let way = target.way, way.share > 0 else { continue }
      add(target.tier, way.after, low, low + way.share)
      low += way.share
    }
    var high = 1.0
    for target in targets[...tier] {
      guard let way = target.way, way.share > 0 else { continue }
      add(target.tier, way.after, high - way.share, high)
      high -= way.share
    }
    // Rounding leaves no crack where nothing is solved.
    if let last = routes.indices.last, abs(high - low) <= shareTolerance {
      if high < 1 { routes[last].low = low } else { routes[last].high = 1 }
    }
    compiled.routes += routes
  }

  /// Looks for what is wrong with the routing of a type.
  static func checkRouting(_ spec: IssueTypeSpec, _ scenario: Scenario, names: Names, _ findings: inout Findings) {
    guard let routing = spec.routing else { return }
    let path = ["types", spec.id, "routing"]
    for (key, isThere) in [("authority", !spec.authority.isEmpty), ("examine", !spec.examine.isEmpty)] where isThere {
      findings.add(
        ["types", spec.id, key],
        .conflict(
          en: "`routing` says where issues of `\(spec.id)` go, so `\(key)` decides nothing; leave one of them out",
          zh: "`\(spec.id)` 的去向已由 routing 给出，\(key) 不起作用；请删去其一"))
    }
    var isOver: Set<String> = []
    for tier in routing.keys.sorted() {
      _ = findings.index(of: tier, among: names.tiers, what: Nouns.tier, at: path + [tier])
      let waysOn = routing[tier] ?? [:]
      for target in waysOn.keys.sorted() {
        _ = findings.index(of: target, among: names.tiers, what: Nouns.tier, at: path + [tier, target])
        checkShare(waysOn[target]?.share ?? 0, at: path + [tier, target], &findings)
      }
      let sum = waysOn.keys.sorted().reduce(0) { $0 + (waysOn[$1]?.share ?? 0) }
      if !(sum <= 1 + shareTolerance) {
        isOver.insert(tier)
        findings.add(
          path + [tier],
          .custom(
            en: "the shares add up to \(percent(sum)); at most 100% can go on, and what is left is solved at `\(tier)`",
            zh: "比例之和为 \(percent(sum))；继续流转的不得超过 100%，其余在 `\(tier)` 解决"))
      }
    }
    let reached = tiersReached(by: spec, routing, from: starts(of: spec, in: scenario), in: scenario)
    for tier in reached.sorted() {
      let id = names.tiers[tier]
      // What is wrong with the sum says nothing yet of where issues end.
      let isEndless = !ways(of: routing, from: tier, in: scenario).contains { solves(routing, at: $0, in: scenario) }
      if isEndless, !isOver.contains(id) {
        findings.add(
          path + [id],
          .custom(
            en: "issues that reach `\(id)` are solved nowhere: all of them go on for ever; let a share be solved",
            zh: "到达 `\(id)` 的事项永远得不到解决，会一直流转；请留出一部分在某一层级解决"))
      }
      if !spec.work.isEmpty, !names.tiers[...tier].contains(where: { spec.work[$0] != nil }) {
        findings.add(["types", spec.id, "work"], .missing(Nouns.workAt(id)))
      }
    }
  }

  private static func checkShare(_ share: Double, at path: [String], _ findings: inout Findings) {
    guard !NumberRange.share.contains(share) else { return }
    findings.add(path, .outOfRange(percent(share), allowed: NumberRange.share.text(percent: true)))
  }

  private static func percent(_ share: Double) -> String {
    NumberGrammar.text((share * 1e10).rounded() / 1e8) + "%"
  }

  /// Whether a share of what is worked on at a tier is solved there.
  private static func solves(_ routing: [String: [String: RouteSpec]], at tier: Int, in scenario: Scenario) -> Bool {
    let waysOn = routing[scenario.tiers[tier].id] ?? [:]
    return waysOn.keys.sorted().reduce(0) { $0 + (waysOn[$1]?.share ?? 0) } < 1 - shareTolerance
  }

  /// The tier itself and all to which routing can lead from it.
  private static func ways(
    of routing: [String: [String: RouteSpec]], from tier: Int, in scenario: Scenario
  ) -> Set<Int> {
    var reached: Set<Int> = [tier]
    var new = [tier]
    while let tier = new.popLast() {
      let waysOn = routing[scenario.tiers[tier].id] ?? [:]
      for target in scenario.tiers.indices where (waysOn[scenario.tiers[target].id]?.share ?? 0) > 0 {
        if reached.insert(target).inserted { new.append(target) }
      }
    }
    return reached
  }

  /// The tiers where registered issues of a type may start.
  static func starts(of type: IssueTypeSpec, in scenario: Scenario) -> Set<Int> {
    func index(_ id: String) -> Int? { scenario.tiers.firstIndex { $0.id == id } }
    var starts: Set<Int> = []
    switch type.startAt {
    case .tier(let id): if let tier = index(id) { starts.insert(tier) }
    case .shares(let shares): starts.formUnion(shares.filter { $0.value > 0 }.keys.compactMap(index))
    case .channel: break
    }
    if !starts.isEmpty { return starts }
    for channel in scenario.channels where type.foundBy[channel.id] != nil {
      starts.insert(index(channel.reportsTo) ?? 0)
    }
    // Unknown names are a finding of their own; it should not make tiers unreachable as well.
    return starts.isEmpty ? [0] : starts
  }

  /// The tiers that issues of a type with observed routing can reach, by that and by what else passes issues up.
  static func tiersReached(
    by type: IssueTypeSpec, _ routing: [String: [String: RouteSpec]], from starts: Set<Int>, in scenario: Scenario
  ) -> Set<Int> {
    var reached = starts
    var count = 0
    while reached.count > count {
      count = reached.count
      for tier in reached.sorted() {
        reached.formUnion(ways(of: routing, from: tier, in: scenario))
        if tier + 1 < scenario.tiers.count, passesUp(type, at: tier, in: scenario) { reached.insert(tier + 1) }
      }
    }
    return reached
  }

  /// Whether something beside authority and competence can move issues of a type up from a tier.
  static func passesUp(_ type: IssueTypeSpec, at tier: Int, in scenario: Scenario) -> Bool {
    let spec = scenario.tiers[tier]
    func fails(_ meeting: DeliberationSpec?, _ share: Double) -> Bool {
      guard let meeting, share > 0 else { return false }
      return meeting.at == spec.id && meeting.success < 1
    }
    return spec.referral.base > 0 || spec.referral.rise > 0
      || (spec.waitLimit != nil && spec.overdue == .escalate)
      || spec.waitingRoom != nil || (scenario.intake?.wrongTier ?? 0) > 0
      || fails(scenario.deliberation, type.deliberation) || fails(scenario.jointMeeting, type.jointMeeting)
      || (scenario.feedback?.reopenAbove ?? 0) > 0
      || (spec.coverage.map { $0.covered < 1 || $0.effective < 1 } ?? false)
  }
}

extension IssueTypeSpec {
  /// Whether registered issues may start at a tier although no channel reports to it alone.
  func mayStart(at tier: String) -> Bool {
    switch startAt {
    case .channel: true
    case .tier(let id): id == tier
    case .shares(let shares): (shares[tier] ?? 0) > 0
    }
  }
}
