import Queueing
import RandomStreams
import ScenarioLanguage

extension FlowModel {
  static func tiers(
    of scenario: Scenario, names: Names, city: City, calendars: [WorkingCalendar], _ samplers: inout SamplerBank,
    _ findings: inout Findings
  ) -> [Tier] {
    var tiers: [Tier] = []
    for (index, spec) in scenario.tiers.enumerated() {
      let calendar = findings.index(
        of: spec.calendar, among: names.calendars, what: Nouns.calendar, at: ["tiers", spec.id, "calendar"])
      let range = index < city.ranges.count ? city.ranges[index] : 0..<0
      checkLowest(spec, index, &findings)
      tiers.append(
        Tier(
          firstUnit: Int32(range.lowerBound), unitCount: Int32(range.count), calendar: Int32(calendar ?? 0),
          discipline: spec.discipline.queueing, endOfShift: spec.endOfShift,
          waitingRoom: spec.waitingRoom ?? .max, slowness: 1 / (spec.speed * (1 - spec.paperwork)),
          competence: spec.competence, referral: spec.referral,
          waitLimit: limit(spec.waitLimit, calendar: scenario.calendars.first { $0.id == spec.calendar }),
          escalatesOverdue: spec.overdue == .escalate, transfer: samplers.add(spec.transfer),
          sendDown: index == 0 ? 0 : spec.sendDown, sendDownDelay: samplers.add(spec.sendDownDelay),
          collectEvery: spec.collectEvery, switching: spec.switching, retry: spec.retry,
          generalistPenalty: spec.mergesLines ? spec.generalistPenalty : 0, mergesLines: spec.mergesLines,
          lineDuplicates: spec.mergesLines ? 0 : spec.lineDuplicates, lineCheck: samplers.add(spec.lineCheck),
          adoption: spec.adoption, overflow: spec.overflow,
          orders: spec.orders.map { Orders(acceptance: $0.acceptance, response: samplers.add($0.response)) },
          turnover: spec.turnover.map { compile($0, &samplers) },
          weakness: spec.weakness.map { compile($0, &samplers) },
          coverage: spec.coverage, leadership: spec.leadership, rating: spec.rating, floor: spec.floor))
      if index == 0, spec.sendDown > 0 {
        findings.add(
          ["tiers", spec.id, "send_down"],
          .conflict(
            en: "`\(spec.id)` is the lowest tier; there is none below to hand an issue down to",
            zh: "`\(spec.id)` 是最低层级，无法再向下交办"))
      }
    }
    return tiers
  }
}

extension FlowModel {
  /// Lines and coverage are of the lowest tier.
  private static func checkLowest(_ spec: TierSpec, _ index: Int, _ findings: inout Findings) {
    guard index > 0 else { return }
    for (key, isThere) in [("lines", !spec.lines.isEmpty), ("coverage", spec.coverage != nil)] where isThere {
      findings.add(
        ["tiers", spec.id, key],
        .conflict(en: "only the lowest tier has `\(key)`", zh: "只有最低层级可有 `\(key)`"))
    }
  }
}

extension Discipline {
  var queueing: QueueDiscipline {
    switch self {
    case .firstCome: .firstCome
    case .priority: .priorityClass
    case .earliestDeadline: .earliestDeadline
    }
  }
}
