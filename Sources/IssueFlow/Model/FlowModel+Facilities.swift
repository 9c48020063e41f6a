import Foundation
import Policies
import Queueing
import RandomStreams
import ScenarioLanguage

func exponent(_ base: Double, _ power: Double) -> Double { pow(base, power) }

extension FlowModel {
  static func compile(
    _ spec: TurnoverSpec, _ samplers: inout SamplerBank
  ) -> Turnover {
    Turnover(
      quitRate: spec.quitRate, promotionRate: spec.promotionRate, leadTime: samplers.add(spec.leadTime),
      passRate: spec.passRate, rampUp: spec.rampUp, newcomerPace: spec.newcomerPace,
      newcomerSkill: spec.newcomerSkill, grades: spec.grades)
  }

  static func compile(_ spec: WeaknessSpec, _ samplers: inout SamplerBank) -> Weakness {
    Weakness(
      onset: spec.onset, recovery: spec.recovery, pace: spec.pace, competence: spec.competence,
      inspection: spec.inspection, found: spec.found, repair: samplers.add(spec.repair))
  }

  static func compile(
    _ spec: DeliberationSpec?, at key: String, names: Names, _ samplers: inout SamplerBank, _ findings: inout Findings
  ) -> Meeting? {
    guard let spec else { return nil }
    let tier = findings.index(of: spec.at, among: names.tiers, what: Nouns.tier, at: [key, "at"])
    return Meeting(
      tier: tier ?? 0, sessions: spec.sessions, batch: spec.batch, quorum: spec.quorum, success: spec.success,
      duration: samplers.add(spec.duration), attempts: spec.attempts, rooms: spec.rooms ?? .max,
      otherUse: spec.otherUse)
  }

  static func volunteers(of scenario: Scenario, names: Names) -> [Volunteers] {
    let numbers = LuckNumbers.numbers(
      of: scenario.volunteers.map(\.id), bits: LuckNumbers.classBits, settled: names.writtenVolunteers)
    return zip(scenario.volunteers, numbers).map { spec, number in
      Volunteers(
        luckNumber: UInt16(number), perUnit: spec.perUnit, response: spec.response, sessions: spec.sessions,
        stay: spec.stay, pace: spec.pace, skill: spec.skill, points: spec.points)
    }
  }

  static func responders(
    of scenario: Scenario, names: Names, _ samplers: inout SamplerBank,
    _ findings: inout Findings
  ) -> [Responder] {
    let numbers = LuckNumbers.numbers(
      of: scenario.responders.map(\.id), bits: LuckNumbers.classBits, settled: names.writtenResponders)
    return scenario.responders.enumerated().map { index, spec in
      _ = findings.index(
        of: spec.calendar, among: names.calendars, what: Nouns.calendar, at: ["responders", spec.id, "calendar"])
      return Responder(
        luckNumber: UInt16(numbers[index]), coverage: spec.coverage,
        types: bits(of: spec.types, at: ["responders", spec.id, "types"], names, &findings),
        work: samplers.add(spec.work), level: spec.competence.level, spread: spec.competence.spread,
        delay: samplers.add(spec.delay))
    }
  }

  static func works(
    of scenario: Scenario, names: Names, horizon: Horizon, _ findings: inout Findings
  ) -> [Works] {
    let numbers = LuckNumbers.numbers(of: scenario.works.map(\.id), bits: LuckNumbers.classBits)
    return zip(scenario.works, numbers).map { spec, number in
      Works(
        luckNumber: UInt16(number), types: bits(of: spec.types, at: ["measures"], names, &findings), share: spec.share,
        from: Double(spec.from.dayNumber - horizon.origin.dayNumber) * Horizon.minutesPerDay, window: spec.window,
        duration: spec.duration, during: spec.during, after: spec.after)
    }
  }

  /// The types as bits; all of them when none is named.
  private static func bits(
    of types: [String], at path: [String], _ names: Names, _ findings: inout Findings
  ) -> (UInt64, UInt64) {
    if types.isEmpty { return (.max, .max) }
    var bits: (UInt64, UInt64) = (0, 0)
    for id in types {
      guard let index = findings.index(of: id, among: names.types, what: .typeWord, at: path) else { continue }
      if index < 64 { bits.0 |= 1 << UInt64(index) } else { bits.1 |= 1 << UInt64(index - 64) }
    }
    return bits
  }
}
