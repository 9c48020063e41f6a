/// `tiers`: the levels of administration, from the ground up.
extension Section<TierSpec> {
  static var tier: Section {
    Section(
      doc: LocalizedText(
        en: """
          A level of administration. Tiers are listed from the ground up; the first is where issues arise.
          """,
        zh: "一个治理层级。自下而上列出，第一个是事项发生的层级。"),
      fields: [
        .leaf(
          "id", \.id, .id(), required: true,
          en: "Name by which other parts refer to it.",
          zh: "供其他部分引用的名称。"),
        .leaf("title", \.title, .text, en: "Name in reports.", zh: "报告中的名称。"),
        .leaf(
          "staff", \.staff, .number(.zeroOrMore), default: "1", unit: .workersPerUnit,
          en: """
            Workers of each unit. A fraction is drawn per unit: 1.07 gives 7 % of the units a second \
            worker.
            """,
          zh: "每个单元的工作人员数。小数按单元抽取：1.07 表示 7% 的单元多一名。"),
        .leaf(
          "calendar", \.calendar, .reference(to: .calendarWord), default: "always",
          en: "When the staff works.", zh: "工作时间。"),
        .leaf(
          "discipline", \.discipline, .choice, default: "first come",
          en: "Which waiting issue is taken next.", zh: "下一个处理哪个等待事项。"),
        .leaf(
          "end_of_shift", \.endOfShift, .choice, default: "pause",
          en:
            "What becomes of work in hand when the shift ends: it waits for the next shift, is finished before they leave, or goes to whoever is free.",
          zh: "下班时手头工作的去向：等到下一班、做完再下班，或移交他人。"),
        .leaf(
          "waiting_room", \.waitingRoom, .integerOrUnlimited, default: "unlimited", unit: .issues,
          en: "Places to wait in a unit. A full room passes issues up, or loses them at the top.",
          zh: "每个单元可等待的事项数。满员时上报，顶层则丢失。"),
        .leaf(
          "paperwork", \.paperwork, .share(.shareBelowOne), default: "0%",
          en: "Share of the shift lost to reports, forms and meetings.", zh: "花在报表、台账和会议上的工时比例。"),
        .leaf(
          "speed", \.speed, .number(.positive), default: "1",
          en: "Hands-on time is divided by it: 1.2 works a fifth faster.", zh: "办理时间除以该值：1.2 表示快五分之一。"),
        .section(
          "competence", \.competence, .competence, en: "How complex an issue the tier can solve.",
          zh: "该层级能解决多复杂的事项。"),
        .section(
          "referral", \.referral, .referral, en: "How often issues are passed up untouched.",
          zh: "不经处理直接上报的频率。"),
        .leaf(
          "wait_limit", \.waitLimit, .timeSpan, default: "none",
          en: "Longest wait in line; then `overdue` applies.", zh: "排队等待的上限；超过后按 overdue 处理。"),
        .leaf(
          "overdue", \.overdue, .choice, default: "escalate",
          en: "What becomes of an issue that waited longer than `wait_limit`.",
          zh: "等待超过 wait_limit 的事项如何处理。"),
        .leaf(
          "transfer", \.transfer, .distribution(.time), default: "0 min",
          en: "Time that passing an issue up from this tier takes, without staff.", zh: "从本层级上报所需的时间，不占人员。"),
        .leaf(
          "send_down", \.sendDown, .share(), default: "0%",
          en: "Share of the issues that the tier below could decide which are handed back down.",
          zh: "下一层级有权处理的事项中，被退回下级的比例。"),
        .leaf(
          "send_down_delay", \.sendDownDelay, .distribution(.time), default: "0 min",
          en: "Time that handing an issue down takes, without staff.", zh: "退回下级所需的时间，不占人员。"),
        .leaf(
          "cost_per_worker", \.costPerWorker, .yearlyCost, default: "0 per year",
          en: "Cost of one worker.", zh: "每名工作人员的成本。"),
        .leaf(
          "collect_every", \.collectEvery, .duration(.zeroOrMore), default: "0 min",
          en: "What goes up is collected at multiples of this time; 0 min is at once.", zh: "上交事项每隔该时长集中一次；0 min 为随时。"),
        .leaf(
          "switching", \.switching, .duration(.zeroOrMore), default: "0 min",
          en: "Time lost when a unit turns to an issue of another type than before.", zh: "单元转而办理另一类型事项时损失的时间。"),
        .list(
          "lines", \.lines, .line, what: .lineWord, id: \.id, else: LineSpec.init,
          en:
            "Specialist lines of the lowest tier, instead of `staff`; types and errands that name none go to the first.",
          zh: "最低层级的专业条线，代替 staff；未指明条线的类型和任务归第一条。"),
        .leaf(
          "line_duplicates", \.lineDuplicates, .share(), default: "0%",
          en: "Share of issues that a second line registers as well.", zh: "被另一条线重复登记的事项比例。"),
        .leaf(
          "line_check", \.lineCheck, .distribution(.time), default: "0 min",
          en: "Hands-on time of the second line until that shows.", zh: "另一条线发现重复所用的时间。"),
        .optional(
          "turnover", \.turnover, .turnover, else: TurnoverSpec.init, en: "How workers leave and are replaced.",
          zh: "人员离职与补充。"),
        .optional(
          "weakness", \.weakness, .weakness, else: WeaknessSpec.init, en: "How units become weak.", zh: "单元软弱涣散的过程。"),
        .optional(
          "coverage", \.coverage, .coverage, else: CoverageSpec.init,
          en: "Whether units of the lowest tier exist and are active.", zh: "最低层级单元是否存在并运转。"),
        .optional(
          "floor", \.floor, .floor, else: FloorSpec.init, en: "Floor area that limits how many serve at once.",
          zh: "限制同时办理人数的场地面积。"),
        .optional(
          "leadership", \.leadership, .leadership, else: LeadershipSpec.init,
          en: "How units differ by who leads them.", zh: "单元因负责人不同而产生的差异。"),
      ])
  }
}

extension Section<CompetenceSpec> {
  static var competence: Section {
    Section(
      doc: LocalizedText(
        en:
          "Chance of success against complexity x: 1 / (1 + exp((x − level) / spread)); a step at level for spread 0.",
        zh: "对复杂度 x 的成功概率：1 / (1 + exp((x − level) / spread))；spread 为 0 时在 level 处跃变。"),
      fields: [
        .leaf(
          "level", \.level, .number(.finite), default: "2",
          en: """
            Complexity that is solved with an even chance. Complexity runs from 0 to 1, so 2 solves \
            everything.
            """,
          zh: "成功概率为一半的复杂度。复杂度为 0 到 1，因此 2 表示全部能解决。"),
        .leaf(
          "spread", \.spread, .number(.zeroOrMore), default: "0",
          en: "How gradually the chance falls around `level`.", zh: "概率在 level 附近下降的平缓程度。"),
      ])
  }
}

extension Section<ReferralSpec> {
  static var referral: Section {
    Section(
      doc: LocalizedText(
        en: """
          Chance that a worker passes an issue up untouched: base + rise × min(1, waiting per worker / \
          at_queue).
          """,
        zh: "工作人员不经处理即上报的概率：base + rise × min(1, 人均等待数 / at_queue)。"),
      fields: [
        .leaf("base", \.base, .share(), default: "0%", en: "Chance with an empty queue.", zh: "无人等待时的概率。"),
        .leaf(
          "rise", \.rise, .share(), default: "0%", en: "What a full queue adds.", zh: "队列满负荷时增加的概率。"),
        .leaf(
          "at_queue", \.atQueue, .number(.positive), default: "10", unit: .issuesPerWorker,
          en: "Waiting issues per worker at which the whole rise applies.", zh: "达到全部增幅时的人均等待数。"),
      ],
      check: { referral, node, place in
        guard referral.base + referral.rise > 1 else { return }
        place.report(
          .conflict(
            en: "base and rise add up to more than 100%; lower one of them",
            zh: "base 与 rise 之和超过 100%；请降低其一"),
          at: node.position)
      })
  }
}

extension LocalizedText {
  static let calendarWord = LocalizedText(en: "calendar", zh: "工作日历")
  static let tierWord = LocalizedText(en: "tier", zh: "层级")
  static let profileWord = LocalizedText(en: "profile", zh: "到达曲线")
  package static let channelWord = LocalizedText(en: "channel", zh: "发现渠道")
  static let departmentWord = LocalizedText(en: "department", zh: "部门")
  package static let typeWord = LocalizedText(en: "issue type", zh: "事项类型")
  static let responseWord = LocalizedText(en: "response", zh: "指标")
  static let workersPerUnit = LocalizedText(en: "workers per unit", zh: "人/单元")
  static let workers = LocalizedText(en: "workers", zh: "人")
  package static let issues = LocalizedText(en: "issues", zh: "件")
  package static let issuesPerWorker = LocalizedText(en: "issues per worker", zh: "件/人")
}
