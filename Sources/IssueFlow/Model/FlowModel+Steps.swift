import RandomStreams
import ScenarioLanguage

extension FlowModel {
  /// The steps around the tiers: channels, intake, departments, sessions, call-back, withdrawal.
  struct Steps {
    var channels: [Channel] = []
    var intake: Intake?
    var departments: [Department] = []
    /// By kind.
    var meetings: [Meeting?] = []
    var feedback: Feedback?
    var withdrawal: Withdrawal?
  }

  static func steps(
    of scenario: Scenario, names: Names, city: City, _ samplers: inout SamplerBank, _ findings: inout Findings
  ) -> Steps {
    var steps = Steps()
    let channelNumbers = LuckNumbers.numbers(
      of: names.channels, bits: LuckNumbers.channelBits, settled: names.writtenChannels)
    for (index, spec) in scenario.channels.enumerated() {
      let path = ["channels", spec.id]
      let calendar = findings.index(
        of: spec.calendar, among: names.calendars, what: Nouns.calendar, at: path + ["calendar"])
      let tier =
        spec.reportsTo.isEmpty
        ? 0 : findings.index(of: spec.reportsTo, among: names.tiers, what: Nouns.tier, at: path + ["reports_to"])
      steps.channels.append(
        Channel(
          luckNumber: UInt16(channelNumbers[index]), calendar: Int32(calendar ?? 0), reportsTo: Int8(tier ?? 0),
          needsIntake: spec.needsIntake && scenario.intake != nil,
          travel: samplers.add(spec.circle?.walk ?? spec.travel),
          duplicates: spec.duplicates, falseAlarms: spec.falseAlarms, isComplaint: spec.isComplaint,
          verify: samplers.add(spec.verify ?? .constant(0)), verifies: spec.verify != nil, reach: spec.reach,
          circle: spec.circle?.radius ?? .infinity, beyond: spec.circle?.beyond ?? 1))
      if scenario.intake == nil, spec.verify == nil, spec.duplicates > 0 || spec.falseAlarms > 0 {
        findings.add(
          path,
          .conflict(
            en: "duplicates and false alarms are work for an intake desk; describe `intake`",
            zh: "重复上报和误报由受理席位处理；请描述 intake"))
      }
    }
    if let spec = scenario.intake {
      let tier = findings.index(of: spec.at, among: names.tiers, what: Nouns.tier, at: ["intake", "at"])
      _ = findings.index(
        of: spec.calendar, among: names.calendars, what: Nouns.calendar, at: ["intake", "calendar"])
      steps.intake = Intake(
        tier: tier ?? 0, work: samplers.add(spec.work),
        dispatch: samplers.add(spec.dispatch), wrongUnit: spec.wrongUnit, wrongTier: spec.wrongTier,
        checkWork: samplers.add(spec.checkWork), returnDelay: samplers.add(spec.returnDelay))
    }
    let calls = scenario.types.contains { !$0.departments.isEmpty }
    if scenario.whistleAt.isEmpty {
      if calls {
        findings.add(
          [], .missing(LocalizedText(en: "`whistle: {at: …}`, the tier that calls departments", zh: "whistle: {at: …}"))
        )
      }
    } else {
      _ = findings.index(of: scenario.whistleAt, among: names.tiers, what: Nouns.tier, at: ["whistle", "at"])
    }
    let departmentNumbers = LuckNumbers.numbers(
      of: names.departments, bits: LuckNumbers.departmentBits, settled: names.writtenDepartments)
    for (index, spec) in scenario.departments.enumerated() {
      _ = findings.index(
        of: spec.calendar, among: names.calendars, what: Nouns.calendar, at: ["departments", spec.id, "calendar"])
      steps.departments.append(
        Department(
          luckNumber: UInt16(departmentNumbers[index]), response: samplers.add(spec.response),
          work: samplers.add(spec.work)))
    }
    steps.meetings = [
      compile(scenario.deliberation, at: "deliberation", names: names, &samplers, &findings),
      compile(scenario.jointMeeting, at: "joint_meeting", names: names, &samplers, &findings),
    ]
    for type in scenario.types {
      if type.deliberation > 0, scenario.deliberation == nil {
        findings.add(
          ["types", type.id, "deliberation"],
          .missing(LocalizedText(en: "`deliberation`, the sessions that it goes to", zh: "deliberation（议事会）")))
      }
      if type.jointMeeting > 0, scenario.jointMeeting == nil {
        findings.add(
          ["types", type.id, "joint_meeting"],
          .missing(LocalizedText(en: "`joint_meeting`, the meetings that it goes to", zh: "joint_meeting（联席会议）")))
      }
    }
    if let spec = scenario.feedback {
      for tier in spec.falseClosure.keys.sorted() {
        _ = findings.index(
          of: tier, among: names.tiers, what: Nouns.tier, at: ["feedback", "false_closure", tier])
      }
      steps.feedback = Feedback(
        callBack: spec.callBack, delay: samplers.add(spec.delay), dissatisfied: spec.dissatisfied,
        dissatisfiedIfLate: spec.dissatisfiedIfLate, reopen: spec.reopen, reopenAbove: spec.reopenAbove,
        atMost: spec.atMost)
    }
    if let spec = scenario.withdrawal {
      steps.withdrawal = Withdrawal(impatient: spec.impatient, patience: samplers.add(spec.patience))
    }
    return steps
  }
}
