/// `types`: the kinds of issue that arise.
extension Section<IssueTypeSpec> {
  static var issueType: Section {
    Section(
      doc: LocalizedText(
        en: "A kind of issue: how often it arises, who may decide it, how long it takes.",
        zh: "一类事项：多久发生一次、谁有权处理、需要多长时间。"),
      fields: arising + handling + afterwards)
  }

  private static var arising: [Field<IssueTypeSpec>] {
    [
      .leaf(
        "id", \.id, .id(), required: true,
        en: "Name by which other parts refer to it.",
        zh: "供其他部分引用的名称。"),
      .leaf("title", \.title, .text, en: "Name in reports.", zh: "报告中的名称。"),
      .leaf(
        "rate", \.rate, .arrivalRate, required: true,
        en: "How often it arises; a unit is one of the lowest tier.", zh: "发生频率；unit 指最低层级的单元。"),
      .leaf(
        "profile", \.profile, .reference(to: .profileWord),
        en: "How the rate varies over the week and the year; left out, it is constant.",
        zh: "发生率随周和年的变化；不写则恒定。"),
      .leaf(
        "over_dispersion", \.overDispersion, .number(.zeroOrMore), default: "0",
        en: "Coefficient of variation of a gamma factor of each day in a top-tier unit; 0 is plain Poisson.",
        zh: "顶层单元每日伽马因子的变异系数；0 为普通泊松过程。"),
      .leaf(
        "complexity", \.complexity, .distribution(.plain), default: "0",
        en: "Difficulty from 0 to 1; draws beyond are clamped.", zh: "难度，0 到 1；超出部分截断。"),
      .map(
        "found_by", \.foundBy, .distribution(.time), of: .channelWord,
        en:
          "Time until each channel finds it, in that channel's hours; the first one wins. Without, it is found at once.",
        zh: "各渠道发现所需时间（按渠道工作时间计），最先者为准。不写则立即发现。"),
      .leaf(
        "worsening", \.worsening, .dailyRate, default: "0 per day",
        en: "Growth of complexity while undiscovered.", zh: "未被发现期间复杂度的增长速度。"),
      .leaf(
        "self_help", \.selfHelp, .share(), default: "0%",
        en: "Share settled by household anchors, property firms or residents, never registered.",
        zh: "由户联、物业或居民自行解决、未登记的比例。"),
      .leaf(
        "self_help_time", \.selfHelpTime, .distribution(.time), default: "0 min",
        en: "How long self-help takes.", zh: "自行解决所需的时间。"),
    ]
  }

  private static var handling: [Field<IssueTypeSpec>] {
    [
      .map(
        "authority", \.authority, .share(), of: .tierWord,
        en: "Share of issues that each tier may decide; a missing tier takes the share of the tier below.",
        zh: "各层级有权处理的事项比例；未写的层级取下一层级的比例。"),
      .map(
        "work", \.work, .distribution(.time), of: .tierWord,
        en: "Hands-on time of each tier.", zh: "各层级的办理时间。"),
      .map(
        "examine", \.examine, .distribution(.time), of: .tierWord,
        en: "Hands-on time until a tier without authority knows it; without, the whole work.",
        zh: "无权处理的层级发现自己无权所用的时间；不写则为全部办理时间。"),
      .routing(
        "routing", \.routing,
        en: """
          Observed routing: for each tier, the shares of its work after which issues go to a tier above, below, or to the \
          same again; what is left is solved there. Left out, authority and competence decide.
          """,
        zh: "观察到的流转：各层级办理之后转往上级、下级或再次转到本级的比例，其余在该层级解决。不写则由权限和能力决定。"),
      .map(
        "outside", \.outside, .distribution(.time), of: .tierWord,
        en: "Time that solved work waits on others, without staff.", zh: "办理后等待他方的时间，不占人员。"),
      .leaf(
        "urgency", \.urgency, .choice, default: "routine",
        en: "Its priority where the discipline asks for it.", zh: "按优先级排队时的级别。"),
      .leaf(
        "limit", \.limit, .timeSpan, default: "none",
        en: "Time limit from registration to closing.", zh: "从登记到办结的时限。"),
      .leaf(
        "start_at", \.startAt, .start,
        en: "Tier where registered issues start, or shares by tier; left out, the tier that the channel reports to.",
        zh: "登记后从哪一层级开始，或各层级的比例；不写则为渠道所报的层级。"),
      .map(
        "departments", \.departments, .share(), of: .departmentWord,
        en: "Departments that the whistle calls, each with the share of issues at the whistling tier that need it.",
        zh: "吹哨时召集的部门，以及在吹哨层级办理的事项中需要该部门的比例。"),
      .leaf(
        "deliberation", \.deliberation, .share(), default: "0%",
        en: "Share of issues handled at the deliberating tier that go to a residents' session.",
        zh: "在议事层级办理的事项中进入居民议事的比例。"),
    ]
  }

  private static var afterwards: [Field<IssueTypeSpec>] {
    [
      .leaf(
        "recurrence", \.recurrence, .share(), default: "0%",
        en: "Chance that an issue closed without a lasting cure arises again.", zh: "未根治的事项再次发生的概率。"),
      .leaf(
        "recurrence_delay", \.recurrenceDelay, .distribution(.time), default: "0 min",
        en: "Time until it arises again.", zh: "再次发生的间隔。"),
      .leaf(
        "line", \.line, .reference(to: .lineWord),
        en: "Line of the lowest tier that it belongs to; left out, the first.",
        zh: "所属的最低层级条线；不写则为第一条。"),
      .leaf(
        "ownerless", \.ownerless, .share(), default: "0%", en: "Share of registered issues that nobody owns at first.",
        zh: "登记后起初无人认领的比例。"),
      .leaf(
        "ownerless_delay", \.ownerlessDelay, .distribution(.time), default: "0 min",
        en: "Time until somebody takes them.", zh: "直到有人接手的时间。"),
      .leaf(
        "blank", \.blank, .share(), default: "0%",
        en: "Share of issues in blank spots, which no channel that reports to the lowest tier reaches.",
        zh: "位于空白点、报往最低层级的渠道无法触及的事项比例。"),
      .leaf(
        "joint_meeting", \.jointMeeting, .share(), default: "0%",
        en: "Share of issues handled at the meeting tier that go to a joint meeting.", zh: "在联席会议层级办理的事项中进入联席会议的比例。"),
    ]
  }
}
