import Policies
import RandomStreams
import ScenarioLanguage

// The rules that look at more than one section of a scenario.

extension FlowModel {
  /// What must hold before anything can be resolved.
  static func checkOverall(_ scenario: Scenario, _ findings: inout Findings) {
    func count(_ number: Int, _ allowed: ClosedRange<Int>, _ path: String) {
      if !allowed.contains(number) {
        let range = "\(allowed.lowerBound) … \(allowed.upperBound)"
        findings.add([path], .wrongCount(found: number, expected: range))
      }
    }
    count(scenario.tiers.count, 1...6, "tiers")
    count(scenario.types.count, 1...99, "types")
    count(scenario.channels.count, 0...63, "channels")
    count(scenario.departments.count, 0...99, "departments")
    checkAmounts(scenario, &findings)
    if scenario.observe <= 0 {
      findings.add(["observe"], .outOfRange("0", allowed: LocalizedText(en: "more than 0", zh: "大于 0")))
    }
    let horizon = Horizon(scenario)
    let years = horizon.end / (365.25 * Horizon.minutesPerDay)
    if !(years <= 200) || horizon.origin.year < 1900 || horizon.date(ofDay: horizon.dayCount).year > 2999 {
      findings.add(
        ["observe"],
        .tooMany(LocalizedText(en: "years simulated", zh: "模拟年数"), limit: "200, 1900 … 2999"))
    }
    if generatorName(of: scenario) == nil {
      findings.add(
        ["generator"],
        .unknownName(scenario.generator, what: Nouns.generator, candidates: ["philox"] + RandomStream.generatorNames))
    }
    checkSeeds(scenario, &findings)
  }

  /// Stock generators have few seeds, which are counted off for master seeds and replications.
  private static func checkSeeds(_ scenario: Scenario, _ findings: inout Findings) {
    guard let name = generatorName(of: scenario), name != RandomStream.addressedGeneratorName else { return }
    let budget = SeedBudget.standard
    func below(_ limit: Int, from least: Int, _ number: Int, _ path: String) {
      guard number >= limit else { return }
      let range = "\(least) … \(limit - 1)"
      findings.add(
        [path],
        .outOfRange(
          "\(number)",
          allowed: LocalizedText(
            en: "\(range) with the generator \(scenario.generator), or the generator philox",
            zh: "发生器 \(scenario.generator) 可用 \(range)，或改用发生器 philox")))
    }
    below(budget.masterSeeds, from: 0, Int(scenario.seed), "seed")
    below(budget.replications, from: 1, scenario.replications, "replications")
  }

  /// Numbers that are sound each for itself, and more than any city has.
  static func checkAmounts(_ scenario: Scenario, _ findings: inout Findings) {
    func atMost(_ limit: Double, _ number: Double, _ path: [String]) {
      guard !(number >= 0 && number <= limit) else { return }
      findings.add(
        path,
        .outOfRange("\(number)", allowed: LocalizedText(en: "0 to \(Int(limit))", zh: "0 至 \(Int(limit))")))
    }
    for tier in scenario.tiers {
      atMost(1_000_000, tier.staff, ["tiers", tier.id, "staff"])
      atMost(1_000_000, abs(tier.extraStaff), ["tiers", tier.id, "staff"])
      for line in tier.lines { atMost(1_000_000, line.staff, ["tiers", tier.id, "lines", line.id, "staff"]) }
    }
    for department in scenario.departments {
      atMost(1_000_000, department.staff + department.lent, ["departments", department.id, "staff"])
    }
    for responder in scenario.responders {
      atMost(100_000, responder.perUnit, ["responders", responder.id, "per_unit"])
    }
    for volunteers in scenario.volunteers {
      atMost(10_000, volunteers.perUnit, ["volunteers", volunteers.id, "per_unit"])
    }
    for (key, meeting) in [("deliberation", scenario.deliberation), ("joint_meeting", scenario.jointMeeting)] {
      atMost(1000, meeting?.otherUse ?? 0, [key, "other_use"])
    }
    if let intake = scenario.intake { atMost(1_000_000, intake.staff, ["intake", "staff"]) }
    for channel in scenario.channels {
      atMost(1000, channel.duplicates, ["channels", channel.id, "duplicates"])
      atMost(1000, channel.falseAlarms, ["channels", channel.id, "false_alarms"])
    }
    if let most = scenario.targets?.replicationsAtMost, most < scenario.replications {
      findings.add(
        ["targets", "replications_at_most"],
        .outOfRange(
          "\(most)",
          allowed: LocalizedText(
            en: "\(scenario.replications) or more, the number of replications to begin with",
            zh: "不小于起始重复次数 \(scenario.replications)")))
    }
    if let confidence = scenario.targets?.confidence, !(confidence > 0.5 && confidence < 1) {
      findings.add(
        ["targets", "confidence"],
        .outOfRange(
          "\(confidence)", allowed: LocalizedText(en: "more than 50% to less than 100%", zh: "大于 50% 且小于 100%")))
    }
  }

  /// The name by which the streams know the scenario's generator; `nil` when there is none.
  static func generatorName(of scenario: Scenario) -> String? {
    if scenario.generator == "philox" { return RandomStream.addressedGeneratorName }
    return RandomStream.generatorNames.first { $0 == scenario.generator }
  }

  /// Every tier must be reachable by some issue, in some stretch of the policy.
  static func checkReach(_ policy: PolicyPhases, _ findings: inout Findings) {
    let ids = policy.base.tiers.map(\.id)
    guard ids.count > 1 else { return }
    var reached = [Bool](repeating: false, count: ids.count)
    for stretch in policy.stretches { markReached(&reached, in: stretch.scenario, ids: ids) }
    for tier in ids.indices where !reached[tier] {
      findings.add(["tiers", ids[tier]], .unreachableTier(ids[tier]))
    }
  }

  private static func markReached(_ reached: inout [Bool], in scenario: Scenario, ids: [String]) {
    for type in scenario.types {
      let starts = starts(of: type, in: scenario)
      if let routing = type.routing {
        for tier in tiersReached(by: type, routing, from: starts, in: scenario) { reached[tier] = true }
        continue
      }
      var authority = type.authority.isEmpty ? 1.0 : 0.0
      var tierBelowPassesUp = false
      for tier in ids.indices {
        let spec = scenario.tiers[tier]
        authority = max(authority, type.authority[ids[tier]] ?? 0)
        let isReached = starts.contains(tier) || tierBelowPassesUp
        if isReached { reached[tier] = true }
        tierBelowPassesUp =
          isReached
          && (authority < 1 || mayFail(type, spec) || passesUp(type, at: tier, in: scenario))
      }
      for tier in ids.indices.dropFirst().reversed() where reached[tier] && scenario.tiers[tier].sendDown > 0 {
        reached[tier - 1] = true
      }
    }
  }

  private static func mayFail(_ type: IssueTypeSpec, _ tier: TierSpec) -> Bool {
    if tier.competence.spread > 0 { return true }
    if case .constant(let complexity) = type.complexity {
      return min(1, complexity) > tier.competence.level || type.worsening > 0
    }
    return tier.competence.level < 1
  }

  /// Targets and guards must name tiers and responses that exist.
  static func checkTargets(_ scenario: Scenario, names: Names, _ findings: inout Findings) {
    for spec in scenario.expectations {
      checkResponse(spec.response, spec.responseClass, at: ["expect", spec.name], names: names, &findings)
    }
    if !scenario.expectations.isEmpty, scenario.measures.isEmpty {
      findings.add(
        ["expect"],
        .custom(
          en: "there are no `measures` whose effect could be expected", zh: "没有 measures，无从检验其效果"))
    }
    guard let targets = scenario.targets else { return }
    for target in targets.shares {
      _ = findings.index(
        of: target.tier, among: names.tiers, what: Nouns.tier, at: ["targets", "shares", target.tier])
    }
    for spec in targets.guards {
      let key = spec.responseClass.isEmpty ? spec.response : "\(spec.response).\(spec.responseClass)"
      checkResponse(spec.response, spec.responseClass, at: ["targets", "guards", key], names: names, &findings)
    }
  }

  private static func checkResponse(
    _ name: String, _ responseClass: String, at path: [String], names: Names, _ findings: inout Findings
  ) {
    guard let response = Response.named(name) else {
      findings.add(path, .unknownName(name, what: Nouns.response, candidates: Response.all.map(\.name)))
      return
    }
    let classes =
      switch response.classes {
      case .none: [""]
      case .tier: names.tiers
      case .channel: names.channels
      case .issueType: names.types
      case .department: names.departments
      }
    if !classes.contains(responseClass) {
      findings.add(
        path,
        .unknownName(responseClass, what: Nouns.responseClass, candidates: classes.map { "\(name).\($0)" }))
    }
  }
}
