import Queueing
import RandomStreams

extension FlowModel {
  static func tiers(
    of scenario: Scenario, names: Names, city: City, calendars: [WorkingCalendar], _ samplers: inout SamplerBank,
    _ findings: inout Findings
  ) -> [Tier] {
    var tiers: [Tier] = []
    for (index, spec) in scenario.tiers.enumerated() {
      let calendar = findings.index(
        of: spec.calendar, among: names.calendars, what: Words.calendar, at: ["tiers", spec.id, "calendar"])
      let range = index < city.ranges.count ? city.ranges[index] : 0..<0
      tiers.append(
        Tier(
          firstUnit: Int32(range.lowerBound), unitCount: Int32(range.count), calendar: Int32(calendar ?? 0),
          discipline: spec.discipline.queueing, endOfShift: spec.endOfShift,
          waitingRoom: spec.waitingRoom ?? .max, slowness: 1 / (spec.speed * (1 - spec.paperwork)),
          competence: spec.competence, referral: spec.referral,
          waitLimit: limit(spec.waitLimit, calendar: scenario.calendars.first { $0.id == spec.calendar }),
          escalatesOverdue: spec.overdue == .escalate, transfer: samplers.add(spec.transfer),
          sendDown: index == 0 ? 0 : spec.sendDown, sendDownDelay: samplers.add(spec.sendDownDelay)))
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

extension Discipline {
  var queueing: QueueDiscipline {
    switch self {
    case .firstCome: .firstCome
    case .priority: .priorityClass
    case .earliestDeadline: .earliestDeadline
    }
  }
}
