import RandomStreams

/// The keys at the top of a scenario file.
extension Section<Scenario> {
  /// - Parameter measures: those that the file may name; what it may say at all does not depend on them.
  static func scenario(measures: [MeasureKind]) -> Section {
    Section(
      doc: LocalizedText(
        en: """
          A scenario: a city, its tiers of administration, the issues that arise, and the policy's \
          targets.
          """,
        zh: "一个场景：城市、治理层级、发生的事项，以及政策目标。"),
      fields: heading + run + ground + flow + outcome(measures),
      check: { scenario, node, place in
        place.checkTables(of: scenario, node)
        place.readEnsemble(into: &scenario, node)
      })
  }

  private static var heading: [Field<Scenario>] {
    [
      Field(
        "schema", .schemaVersion, required: true, en: "Version of this language; write 1.", zh: "本语言的版本；请写 1。"
      ) { node, _, place in
        // Nothing in the scenario depends on it: there is one version.
        _ = place.leaf(node, Notation<Int>.schemaVersion)
      },
      // Assembly takes it out of the tree; it is here for the documentation.
      Field(
        "extends", .oneOrMoreFiles,
        en:
          "Files that this one changes: mappings merge, lists merge by id (`remove: true` takes an item away), texts and other values replace. A city replaces another only where it says so (city.replace).",
        zh: "本文件所修改的文件：映射逐键合并，列表按 id 合并（remove: true 删除该项），文本和其余值替换。城市仅在写明时（city.replace）才取代另一城市。"
      ) { _, _, _ in },
      .leaf(
        "name", \.name, .scenarioName, required: true,
        en: "Name of the scenario and of its folder of results.",
        zh: "场景名称，也是结果文件夹名。"),
      .leaf("title", \.title, .text, en: "Title in reports.", zh: "报告标题。"),
      .leaf(
        "about", \.about, .text,
        en: "What the scenario is for, and where its numbers are from.",
        zh: "场景的用途和数据来源。"),
      .leaf(
        "caution", \.caution, .text,
        en: "What whoever reads a result must know first; it is said beside every result.",
        zh: "阅读结果前须知；随每个结果一同显示。"),
    ]
  }

  private static var run: [Field<Scenario>] {
    [
      .leaf(
        "start", \.start, .date, default: "2025-01-01", en: "First day of the observation.", zh: "观察期的第一天。"),
      .leaf(
        "observe", \.observe, .duration(.oneMinuteOrMore), required: true,
        en: "Length of the observation.",
        zh: "观察期长度。"),
      .leaf(
        "warm_up", \.warmUp, .warmUp, default: "0 min",
        en: "Time simulated before the observation, or the longest that detection by MSER over whole weeks may choose.",
        zh: "观察前的预热时间，或由按整周 MSER 检测时的上限。"),
      .leaf(
        "drain", \.drain, .duration(.zeroOrMore), default: "0 min",
        en: "How long open issues are followed after the observation.", zh: "观察期后继续跟踪未结事项的时长。"),
      .leaf("seed", \.seed, .seed, default: "1", en: "Master seed of all luck.", zh: "全部随机性的主种子。"),
      .leaf(
        "replications", \.replications, .integer(1...1_000_000), default: "10", unit: .runs,
        en: "Independent runs.", zh: "独立重复次数。"),
      .leaf(
        "generator", \.generator, .word(among: ["philox"] + RandomStream.generatorNames), default: "philox",
        en: "Random number generator; any other than philox gives up common luck between policies.",
        zh: "随机数发生器；philox 之外的发生器使政策之间不再共享随机性。"),
    ]
  }

  private static var ground: [Field<Scenario>] {
    [
      Field(
        "holidays", .file,
        en:
          "CSV file of public holidays and make-up workdays: columns date, kind (holiday or workday) and perhaps name, or name_en and name_zh.",
        zh: "节假日和调休上班日的 CSV 文件：列 date、kind（holiday 或 workday），可有 name，或 name_en 和 name_zh。"
      ) { node, scenario, place in
        if let rules = place.leaf(node, Notation.holidays) { scenario.holidays = rules }
      },
      .list(
        "calendars", \.calendars, .calendar, what: .calendarWord, id: \.id, else: CalendarSpec.init,
        en: "Working hours that tiers, desks and channels refer to.", zh: "供层级、受理台和渠道引用的工作时间。"),
      profiles,
      Field(
        "city", .section(Section<CityDraft>.city.spec, isOptional: false), required: true,
        en: "The ground. A file without it and without `observe` is a policy, which --with lays over a city.",
        zh: "城市空间。没有它也没有 observe 的文件是方案，用 --with 叠加到城市上。"
      ) { node, scenario, place in
        var draft = CityDraft()
        Section<CityDraft>.city.read(node, into: &draft, at: place)
        scenario.city = draft.city
      },
      // Read when all is read, since its columns lead everywhere.
      Field(
        "ensemble", .section(Section<EnsembleSpec>.ensemble(root: nil).spec, isOptional: true), default: "none",
        en: "Cities that a log leaves plausible, drawn whole.", zh: "日志所允许的多个城市，整行抽取。"
      ) { _, _, _ in },
      .list(
        "tiers", \.tiers, .tier, count: 1...6, required: true, what: .tierWord, id: \.id, else: TierSpec.init,
        en: "Levels of administration, from the ground up.", zh: "治理层级，自下而上。"),
    ]
  }

  private static var profiles: Field<Scenario> {
    let drafts = Field<[ProfileDraft]>.list(
      "profiles", \.self, .profile, what: .profileWord, id: \.profile.id, else: ProfileDraft.init,
      en: "How arrivals vary over the week and the year.", zh: "到达率随周和年的变化。")
    func read(_ node: SourceNode, _ scenario: inout Scenario, _ place: ReadingPlace) {
      var read: [ProfileDraft] = []
      drafts.read(node, &read, place)
      scenario.profiles = read.map(\.profile)
    }
    return Field(
      "profiles", drafts.spec.kind, en: drafts.spec.doc.en, zh: drafts.spec.doc.zh,
      keep: { earlier, scenario in scenario.profiles = earlier.profiles }, read: read)
  }

  private static var flow: [Field<Scenario>] {
    [
      .list(
        "types", \.types, .issueType, count: 1...10_000, required: true, what: .typeWord, id: \.id,
        else: IssueTypeSpec.init, en: "Kinds of issue.", zh: "事项类型。"),
      .list(
        "channels", \.channels, .channel, what: .channelWord, id: \.id, else: ChannelSpec.init,
        en: "Ways to notice issues.", zh: "发现事项的途径。"),
      .optional(
        "intake", \.intake, .intake, else: IntakeSpec.init,
        en: "The desk that registers and assigns reports.",
        zh: "登记和派单的受理台。"),
      .list(
        "departments", \.departments, .department, what: .departmentWord, id: \.id, else: DepartmentSpec.init,
        en: "Departments that the whistle calls.", zh: "吹哨召集的部门。"),
      Field(
        "whistle", .section(Section<String>.whistle.spec, isOptional: true), default: "none",
        en: "Who may call departments together.", zh: "谁可以召集部门。"
      ) { node, scenario, place in
        if node.text != "none" { Section<String>.whistle.read(node, into: &scenario.whistleAt, at: place) }
      },
      .optional(
        "deliberation", \.deliberation, .deliberation, else: DeliberationSpec.init,
        en: "Residents' sessions.",
        zh: "居民议事。"),
      .optional(
        "joint_meeting", \.jointMeeting, .deliberation, else: DeliberationSpec.init,
        en: "Joint meetings of residents' committee, owners and property firm.", zh: "居委、业委、物业多方联席会议。"),
      .list(
        "responders", \.responders, .responder, count: 0...16, what: .responderWord, id: \.id, else: ResponderSpec.init,
        en: "Who tries before the administration hears of an issue.", zh: "行政体系得知之前的前端处置力量。"),
      .list(
        "volunteers", \.volunteers, .volunteer, count: 0...32, what: .volunteerWord, id: \.id, else: VolunteerSpec.init,
        en: "People who take what waits in units of the lowest tier, some hours a week.", zh: "每周若干小时接手最低层级排队事项的人员。"),
      .list(
        "errands", \.errands, .errand, count: 0...64, what: .errandWord, id: \.id, else: ErrandSpec.init,
        en: "Work from above that is no resident's issue.", zh: "上级下派、非居民诉求的任务。"),
    ]
  }

  private static func outcome(_ measures: [MeasureKind]) -> [Field<Scenario>] {
    [
      .optional(
        "feedback", \.feedback, .feedback, else: FeedbackSpec.init, en: "The call-back after closing.",
        zh: "办结后的回访。"),
      .optional(
        "withdrawal", \.withdrawal, .withdrawal, else: WithdrawalSpec.init, en: "Residents who give up.",
        zh: "放弃等待的居民。"),
      .leaf(
        "backlog", \.backlog, .duration(.zeroOrMore), default: "0 min",
        en: "Issues already open at the beginning, as so much time's worth of arrivals.",
        zh: "开始时的积压，以多长时间的到达量计。"),
      .optional(
        "targets", \.targets, .targets, else: TargetsSpec.init, en: "What the policy is asked to reach.",
        zh: "政策要达到的目标。"),
      Field(
        "measures", .measures, en: "The levers that the policy pulls; `issueflow measures` lists them.",
        zh: "政策所采取的措施；issueflow measures 列出全部措施。"
      ) { node, scenario, place in
        scenario.measures = place.measures(node, among: measures)
      },
      Field(
        "expect", .map(.expectation, of: .responseWord),
        en:
          "What the measures should do to responses, against the same city without them; `issueflow check` verifies it.",
        zh: "与不采取措施的同一城市相比，措施应使指标如何变化；由 issueflow check 检验。"
      ) { node, scenario, place in
        scenario.expectations = place.expectations(node)
      },
    ]
  }
}

extension Notation<Int> {
  static var schemaVersion: Self {
    .init(
      .schemaVersion,
      text: { (text) throws(TextProblem) in
        guard text == "1" else { throw TextProblem(.schemaVersion(text)) }
        return 1
      })
  }
}

extension LocalizedText {
  static let runs = LocalizedText(en: "runs", zh: "次")
}
