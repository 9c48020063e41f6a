import RandomStreams

/// `channels`: the ways in which issues are noticed.
extension Section<ChannelSpec> {
  static var channel: Section {
    Section(
      doc: LocalizedText(
        en: "A way to notice an issue, with the hours in which its clock runs.", zh: "发现事项的一种途径，及其计时时段。"),
      fields: [
        .leaf(
          "id", \.id, .id(), required: true,
          en: "Name by which other parts refer to it.",
          zh: "供其他部分引用的名称。"),
        .leaf("title", \.title, .text, en: "Name in reports.", zh: "报告中的名称。"),
        .leaf(
          "calendar", \.calendar, .reference(to: .calendarWord), default: "always",
          en: "When it can notice issues.", zh: "何时能够发现事项。"),
        .leaf(
          "reports_to", \.reportsTo, .reference(to: .tierWord),
          en: "Tier that the report reaches first; left out, the lowest.", zh: "报告最先到达的层级；不写则为最低层级。"),
        .leaf(
          "needs_intake", \.needsIntake, .boolean, default: "true",
          en: "Whether the intake desk handles the report.", zh: "报告是否经受理台处理。"),
        .leaf(
          "travel", \.travel, .distribution(.time), default: "0 min",
          en: "Time between noticing and reporting, such as the walk to a centre.", zh: "从发现到报告的时间，例如步行到中心。"),
        .leaf(
          "duplicates", \.duplicates, .number(.zeroOrMore), default: "0", unit: .reports,
          en: "Mean number of further reports of the same issue.", zh: "同一事项的平均重复报告数。"),
        .leaf(
          "false_alarms", \.falseAlarms, .number(.zeroOrMore), default: "0", unit: .reports,
          en: "Mean number of false alarms for each true report.", zh: "每个真实报告对应的平均误报数。"),
        .optional(
          "circle", \.circle, .circle, else: CircleSpec.init,
          en: "Centres to which residents walk, instead of `travel`.",
          zh: "居民步行前往的中心，代替 travel。"),
        .leaf(
          "complaint", \.isComplaint, .boolean, default: "false",
          en: "Whether a report by it is a resident's complaint.",
          zh: "经此渠道的报告是否为居民投诉。"),
        Field(
          "verify", .distribution(.time),
          en: "Hands-on time at the lowest tier to see whether a report is true; left out, nobody looks.",
          zh: "最低层级核实报告真伪所用的时间；不写则不核实。"
        ) { node, channel, place in
          channel.verify = place.leaf(node, Notation<Distribution>.distribution(.time))
        },
      ])
  }
}

/// `intake`: the desk that registers, removes duplicates and assigns.
extension Section<IntakeSpec> {
  static var intake: Section {
    Section(
      doc: LocalizedText(
        en: "The desk that registers reports, removes duplicates and assigns them.", zh: "负责登记、去重和派单的受理台。"),
      fields: [
        .leaf(
          "at", \.at, .reference(to: .tierWord), required: true, en: "Tier whose units have a desk.",
          zh: "在哪一层级的单元设台。"),
        .leaf(
          "staff", \.staff, .number(.zeroOrMore), default: "1", unit: .workersPerUnit,
          en: "Workers of each desk.",
          zh: "每个受理台的人数。"),
        .leaf(
          "calendar", \.calendar, .reference(to: .calendarWord), default: "always",
          en: "When the desk works.",
          zh: "受理台的工作时间。"),
        .leaf(
          "work", \.work, .distribution(.time), default: "0 min", en: "Hands-on time for a report.",
          zh: "处理一个报告的时间。"),
        .leaf(
          "dispatch", \.dispatch, .distribution(.time), default: "0 min",
          en: "Time of dispatch after the desk, without staff.", zh: "受理后派单的时间，不占人员。"),
        .leaf(
          "wrong_unit", \.wrongUnit, .share(), default: "0%",
          en: "Share assigned to a sibling of the right unit, among the units under the desk.",
          zh: "误派到受理台所辖同级其他单元的比例。"),
        .leaf(
          "wrong_tier", \.wrongTier, .share(), default: "0%", en: "Share assigned one tier too high.",
          zh: "误派到高一层级的比例。"),
        .leaf(
          "check_work", \.checkWork, .distribution(.time), default: "0 min",
          en: "Hands-on time in the wrong unit until it is noticed.", zh: "误派单元发现错误所用的时间。"),
        .leaf(
          "return_delay", \.returnDelay, .distribution(.time), default: "0 min",
          en: "Time of the return, without staff.", zh: "退回所需的时间，不占人员。"),
        .leaf(
          "cost_per_worker", \.costPerWorker, .yearlyCost, default: "0 per year", en: "Cost of one worker.",
          zh: "每名工作人员的成本。"),
      ])
  }
}

/// `departments`: who joins when the whistle calls.
extension Section<DepartmentSpec> {
  static var department: Section {
    Section(
      doc: LocalizedText(
        en:
          "A specialised department that joins when the whistle calls, with staff in every unit of the whistling tier.",
        zh: "吹哨后到场的专业部门，在吹哨层级的每个单元都有人员。"),
      fields: [
        .leaf(
          "id", \.id, .id(), required: true,
          en: "Name by which other parts refer to it.",
          zh: "供其他部分引用的名称。"),
        .leaf("title", \.title, .text, en: "Name in reports.", zh: "报告中的名称。"),
        .leaf(
          "staff", \.staff, .number(.zeroOrMore), default: "1", unit: .workersPerUnit,
          en: "Workers in each unit of the whistling tier.", zh: "吹哨层级每个单元中的人数。"),
        .leaf(
          "calendar", \.calendar, .reference(to: .calendarWord), default: "always", en: "When it works.",
          zh: "工作时间。"),
        .leaf(
          "response", \.response, .distribution(.time), default: "0 min",
          en: "Time until it answers the call.", zh: "响应吹哨所需的时间。"),
        .leaf(
          "work", \.work, .distribution(.time), default: "0 min", en: "Hands-on time for its part.",
          zh: "完成其部分的办理时间。"),
        .leaf(
          "cost_per_worker", \.costPerWorker, .yearlyCost, default: "0 per year", en: "Cost of one worker.",
          zh: "每名工作人员的成本。"),
      ])
  }
}

/// `whistle`: who may call departments together.
extension Section<String> {
  static var whistle: Section {
    Section(
      doc: LocalizedText(
        en: "The whistle: a tier that may call departments together (吹哨报到).", zh: "吹哨报到：可召集部门的层级。"),
      fields: [
        .leaf(
          "at", \.self, .reference(to: .tierWord), required: true,
          en: "Tier that may whistle.",
          zh: "可以吹哨的层级。")
      ])
  }
}

extension LocalizedText {
  package static let reports = LocalizedText(en: "reports", zh: "个报告")
}
