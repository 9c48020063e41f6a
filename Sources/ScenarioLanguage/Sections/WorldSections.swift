import RandomStreams

// Sections for what a city has beside tiers that wait for issues.

extension Section<LineSpec> {
  static var line: Section {
    Section(
      doc: LocalizedText(
        en: "A specialist line of the tier, with its own workers and queue in every unit.",
        zh: "该层级的一条专业条线，在每个单元有自己的人员和队列。"),
      fields: [
        .leaf("id", \.id, .id(), required: true, en: "Name by which types refer to it.", zh: "供事项类型引用的名称。"),
        .leaf("title", \.title, .text, en: "Name in reports.", zh: "报告中的名称。"),
        .leaf(
          "staff", \.staff, .number(.zeroOrMore), default: "1", unit: .workersPerUnit,
          en: "Workers of the line in each unit.", zh: "每个单元中该条线的人数。"),
      ])
  }
}

extension Section<TurnoverSpec> {
  static var turnover: Section {
    Section(
      doc: LocalizedText(en: "How workers leave and are replaced.", zh: "人员离职与补充。"),
      fields: [
        .leaf(
          "quit_rate", \.quitRate, .yearlyRate, required: true, en: "How often each worker leaves.", zh: "每名人员的离职率。"),
        .leaf(
          "lead_time", \.leadTime, .distribution(.time), required: true,
          en: "Time from a quit until the successor begins.", zh: "从离职到接替者上岗的时间。"),
        .leaf(
          "ramp_up", \.rampUp, .duration(.zeroOrMore), default: "0 min", en: "How long a newcomer is slower.",
          zh: "新人较慢的时长。"),
        .leaf(
          "newcomer_pace", \.newcomerPace, .share(NumberRange(low: 0, high: 1, lowIncluded: false)), default: "100%",
          en: "A newcomer's pace, as a share of a worker's.", zh: "新人的工作速度，占熟手的比例。"),
      ])
  }
}

extension Section<WeaknessSpec> {
  static var weakness: Section {
    Section(
      doc: LocalizedText(
        en: "Units become weak at random, work slower and solve less until they recover.",
        zh: "单元会随机变得软弱涣散，在恢复前办理更慢、能解决的更少。"),
      fields: [
        .leaf(
          "onset", \.onset, .yearlyRate, required: true, en: "How often a sound unit becomes weak.", zh: "正常单元变弱的频率。"),
        .leaf(
          "recovery", \.recovery, .duration(.positive), required: true,
          en: "Mean time until a weak unit recovers by itself.", zh: "软弱单元自行恢复的平均时间。"),
        .leaf(
          "pace", \.pace, .share(NumberRange(low: 0, high: 1, lowIncluded: false)), default: "100%",
          en: "Pace of a weak unit, as a share of a sound one's.", zh: "软弱单元的工作速度，占正常单元的比例。"),
        .leaf(
          "competence", \.competence, .number(.zeroOrMore), default: "0",
          en: "What a weak unit lacks in competence level.", zh: "软弱单元能力水平的差距。"),
      ])
  }
}

extension Section<CoverageSpec> {
  static var coverage: Section {
    Section(
      doc: LocalizedText(
        en: "Whether there is an active unit: issues that reach none go up at once.",
        zh: "是否有在运转的单元：到达空缺单元的事项立即上交。"),
      fields: [
        .leaf("covered", \.covered, .share(), default: "100%", en: "Share of units that exist.", zh: "有形覆盖：存在的单元比例。"),
        .leaf(
          "effective", \.effective, .share(), default: "100%",
          en: "Share of periods in which an existing unit is active.", zh: "有效覆盖：存在的单元实际运转的时段比例。"),
        .leaf(
          "period", \.period, .duration(.oneHourOrMore), default: "30 days",
          en: "How long a unit stays active or inactive at a time.", zh: "运转或停摆一次的时长。"),
      ])
  }
}

extension Section<LeadershipSpec> {
  static var leadership: Section {
    Section(
      doc: LocalizedText(
        en: "How far the competence of units differs by who leads them, normally distributed.",
        zh: "负责人造成的单元能力差异（正态分布）。"),
      fields: [
        .leaf(
          "mean", \.mean, .number(.finite), default: "0", en: "Added to every unit's competence level.",
          zh: "各单元能力水平的平均增量。"),
        .leaf(
          "sd", \.spread, .number(.zeroOrMore), default: "0", en: "Standard deviation between units.", zh: "单元之间的标准差。"),
      ])
  }
}

extension Section<FloorSpec> {
  static var floor: Section {
    Section(
      doc: LocalizedText(
        en: "Floor area that limits how many serve at once.", zh: "限制同时办理人数的场地面积。"),
      fields: [
        .leaf(
          "area", \.area, .number(.zeroOrMore), required: true, unit: .squareMetres,
          en: "Area of each unit; a table of units may say more of some.", zh: "每个单元的面积；单元表可给出更大的面积。"),
        .leaf(
          "per_seat", \.perSeat, .boundedPositive, required: true, unit: .squareMetres,
          en: "Area that one seat takes.", zh: "每个席位占用的面积。"),
        .leaf(
          "norm", \.norm, .number(.zeroOrMore), default: "0", unit: .squareMetres, en: "Area that a unit should have.",
          zh: "每个单元的标准面积。"),
        .leaf(
          "norm_per_100_households", \.normPerHundred, .number(.zeroOrMore), default: "0", unit: .squareMetres,
          en: "Area that it should have for every 100 households, where that is more.", zh: "每百户的标准面积（取较大者）。"),
      ])
  }
}

extension Section<CircleSpec> {
  static var circle: Section {
    Section(
      doc: LocalizedText(
        en: "Centres that lie at random in an area; residents walk to the nearest.", zh: "随机分布在区域内的服务中心；居民步行到最近的一个。"),
      fields: [
        .leaf("centres", \.centres, .boundedPositive, default: "1", en: "Centres of an area.", zh: "每片区域的中心数。"),
        .leaf("area", \.area, .boundedPositive, default: "1", unit: .squareKilometres, en: "The area.", zh: "区域面积。"),
        .leaf(
          "speed", \.speed, .boundedPositive, default: "55", unit: .metresPerMinute,
          en: "Pace of walking, along streets.", zh: "沿街步行速度。"),
        .leaf(
          "radius", \.radius, .duration(.positive), default: "15 min", en: "The circle: minutes on foot.",
          zh: "服务圈：步行分钟数。"),
        .leaf(
          "beyond", \.beyond, .share(), default: "100%", en: "Share of those beyond it who come all the same.",
          zh: "圈外仍会上门的比例。"),
      ])
  }
}

extension Section<ErrandSpec> {
  static var errand: Section {
    Section(
      doc: LocalizedText(
        en: "Work that comes to the lowest tier from above and is no resident's issue; it counts in no share.",
        zh: "上级下派、非居民诉求的任务；不计入任何比例。"),
      fields: [
        .leaf("id", \.id, .id(), required: true, en: "Name of the stream.", zh: "条线名称。"),
        .leaf("title", \.title, .text, en: "Name in reports.", zh: "报告中的名称。"),
        .leaf("rate", \.rate, .arrivalRate, required: true, en: "How often it comes.", zh: "下派频率。"),
        .leaf(
          "profile", \.profile, .reference(to: .profileWord),
          en: "How the rate varies over the week and the year; left out, it is constant.",
          zh: "频率随周和年的变化；不写则恒定。"),
        .leaf(
          "work", \.work, .distribution(.time), required: true, en: "Hands-on time.", zh: "办理时间。"),
      ])
  }
}

extension Section<VolunteerSpec> {
  static var volunteer: Section {
    Section(
      doc: LocalizedText(
        en: "People who come for some hours a week and take what waits in a unit of the lowest tier.",
        zh: "每周来若干小时、接手最低层级单元排队事项的人员。"),
      fields: [
        .leaf("id", \.id, .id(), required: true, en: "Name of the class.", zh: "类别名称。"),
        .leaf("title", \.title, .text, en: "Name in reports.", zh: "报告中的名称。"),
        .leaf(
          "per_unit", \.perUnit, .number(.zeroOrMore), required: true, unit: .perUnitOfLowestTier,
          en: "How many there are.",
          zh: "人数。"),
        .leaf(
          "response", \.response, .share(), required: true, en: "Chance that one of them comes when called.",
          zh: "响应召集的概率。"),
        .leaf(
          "sessions", \.sessions, .sessions, required: true, en: "When they are called, each week.", zh: "每周召集的时间。"),
        .leaf("stay", \.stay, .duration(.positive), default: "2 h", en: "How long they stay.", zh: "每次停留的时长。"),
        .leaf(
          "pace", \.pace, .boundedPositive, default: "1", en: "A worker's hands-on time is divided by it.",
          zh: "工作人员的办理时间除以该值。"),
        .leaf(
          "skill", \.skill, .number(.finite), default: "0", en: "Added to the competence level of the unit.",
          zh: "在单元能力水平上的增量。"),
      ])
  }
}

extension Section<ResponderSpec> {
  static var responder: Section {
    Section(
      doc: LocalizedText(
        en: """
          Somebody near the issue who tries before the administration hears of it; what it settles counts as the \
          lowest tier's. When all are busy or away the issue goes on at once.
          """,
        zh: "在行政体系得知之前就近前端处置力量；其解决的事项计入最低层级。全部忙碌或不在时，事项立即继续流转。"),
      fields: [
        .leaf("id", \.id, .id(), required: true, en: "Name by which reports refer to it.", zh: "报告中的名称标识。"),
        .leaf("title", \.title, .text, en: "Name in reports.", zh: "报告中的名称。"),
        .leaf(
          "coverage", \.coverage, .share(), required: true, en: "Share of issues within its reach.", zh: "触及的事项比例。"),
        Field("types", .map(.boolean, of: .typeWord), en: "Types that it tries; left out, all.", zh: "处理的类型；不写则为全部。") {
          node, responder, place in
          responder.types = place.map(node, Notation<Bool>.boolean, of: .typeWord).filter(\.1).map(\.0)
        },
        .leaf(
          "per_unit", \.perUnit, .number(.zeroOrMore), default: "1", unit: .perUnitOfLowestTier,
          en: "How many can be at it at once.", zh: "可同时处理的人数。"),
        .leaf(
          "calendar", \.calendar, .reference(to: .calendarWord), default: "always", en: "When they are there.",
          zh: "在岗时间。"),
        .leaf("work", \.work, .distribution(.time), default: "0 min", en: "How long a try takes.", zh: "一次处理的时间。"),
        .section("competence", \.competence, .competence, en: "How complex an issue it can solve.", zh: "能解决多复杂的事项。"),
        .leaf(
          "delay", \.delay, .distribution(.time), default: "0 min", en: "Time lost when it fails.", zh: "未解决时耽误的时间。"),
      ])
  }
}

extension LocalizedText {
  static let squareKilometres = LocalizedText(en: "square kilometres", zh: "平方公里")
  static let metresPerMinute = LocalizedText(en: "metres a minute", zh: "米/分钟")
  package static let lineWord = LocalizedText(en: "line", zh: "条线")
  static let errandWord = LocalizedText(en: "errand", zh: "任务")
  static let volunteerWord = LocalizedText(en: "class of volunteers", zh: "志愿者类别")
  static let responderWord = LocalizedText(en: "first responder", zh: "前端处置力量")
}
