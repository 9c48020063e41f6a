import RandomStreams
import ScenarioLanguage

/// 36 · 百姓议事堂 19点议事厅: evening deliberation.
public struct EveningDeliberation: Measure {
  /// Minutes of the week: Tuesday and Thursday, 19:00.
  var sessions: [Double] = [2580, 5460]
  var batch = 8
  var quorum = 0.9
  var success = 0.7
  var type = ""
  var share = 0.6
  var lasting = 0.5
  var cost = 4000.0

  public init() {}

  public static let page = MeasurePage(
    36, "evening_deliberation", term: "百姓议事堂 19点议事厅", en: "Evening deliberation", zh: "百姓议事堂与 19 点议事厅",
    mechanism: LocalizedText(
      en: """
        Residents deliberate at seven in the evening, when they are at home: more of them come, disputes are \
        settled among themselves below the street, and what they have settled comes back less often.
        """,
      zh: "居民在晚上七点议事，此时在家的人多：到会更多，纠纷在镇街以下自行解决；自己议定的事项更少复发。"),
    sideEffect: LocalizedText(
      en: "It takes the evenings of the same few people.",
      zh: "总是占用同样几个人的晚上。"))

  public static var parameters: [MeasureParameter<EveningDeliberation>] {
    [
      .number(
        "sessions", { \.sessions }, { .sessions }, default: "Tue,Thu 19:00", range: "",
        en: "When sessions begin, each week.",
        zh: "每周议事时间。"),
      .number(
        "batch", { \.batch }, { .integer(1...10_000) }, default: "8", range: "3–20", unit: .issues,
        en: "Issues of one session at most.",
        zh: "每次最多处理的事项数。"),
      .number(
        "quorum", { \.quorum }, { .share() }, default: "90%", range: "60%–100%",
        en: "Chance that enough people come.",
        zh: "到会人数足够的概率。"),
      .number(
        "success", { \.success }, { .share() }, default: "70%", range: "40%–90%",
        en: "Chance that a session settles an issue.",
        zh: "一次议事解决一个事项的概率。"),
      .number(
        "type", { \.type }, { .reference(to: .typeWord) }, default: "", range: "",
        en: "The type that goes to sessions; left out, those that go already.",
        zh: "进入议事的类型；不写则为原已进入的类型。"),
      .number(
        "share", { \.share }, { .share() }, default: "60%", range: "20%–90%",
        en: "Share of the type's issues that go there.",
        zh: "该类型进入议事的比例。"),
      .number(
        "lasting", { \.lasting }, { .share() }, default: "50%", range: "0%–80%",
        en: "Share of recurrences that residents' own settlement prevents.",
        zh: "居民自行议定所避免的复发比例。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "4000 per year", range: "0–20000 per year",
        en: "Cost of the sessions of a unit.",
        zh: "每个单元的议事成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    if type.isEmpty, !scenario.types.contains(where: { $0.deliberation > 0 }) {
      return [.needs("type", en: "no type goes to sessions yet; name one", zh: "尚无类型进入议事；请指明一个")]
    }
    return scenario.needsType(type)
  }

  public func prepare(_ scenario: inout Scenario) {
    if scenario.deliberation == nil { scenario.deliberation = sessions(in: scenario) }
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    var spec = sessions(in: scenario)
    if let now = scenario.deliberation {
      spec.at = now.at
      spec.rooms = now.rooms
      spec.otherUse = now.otherUse
    }
    scenario.deliberation = spec
    for index in scenario.types.indices {
      let now = scenario.types[index].deliberation
      guard type.isEmpty ? now > 0 : scenario.types[index].id == type else { continue }
      scenario.types[index].deliberation = max(now, now.moved(to: share, by: dose))
      scenario.types[index].lasting = lasting * dose
    }
    scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: min(1, scenario.tiers.count - 1)))
  }

  private func sessions(in scenario: Scenario) -> DeliberationSpec {
    var spec = DeliberationSpec()
    spec.at = scenario.tiers[min(1, scenario.tiers.count - 1)].id
    spec.sessions = sessions
    spec.batch = batch
    spec.quorum = quorum
    spec.success = success
    spec.duration = .constant(90)
    return spec
  }
}
