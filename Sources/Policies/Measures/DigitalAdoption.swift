import ScenarioLanguage

/// 43 · 实战管用 基层爱用 群众受用: tools that are used.
public struct DigitalAdoption: Measure {
  var adoption = 0.6
  var gain = 0.15
  var entry = 5.0
  var cost = 800.0

  public init() {}

  public static let page = MeasurePage(
    43, "digital_adoption", term: "实战管用 基层爱用 群众受用", en: "Tools that are used", zh: "实战管用、基层爱用、群众受用",
    mechanism: LocalizedText(
      en: """
        A tool saves those who use it a part of their hands-on time; those who do not enter everything twice. \
        With a share a of users, a gain g and an entry of e the net is a·g − (1 − a)·e: below a threshold of use \
        the tool costs more than it saves.
        """,
      zh: "工具为使用者节省一部分工时；不用的人要重复录入。使用率 a、增益 g、录入成本 e 时净效果为 a·g − (1−a)·e：低于临界使用率时，工具得不偿失。"),
    sideEffect: LocalizedText(
      en: "A tool that nobody likes costs double entry.",
      zh: "没人爱用的工具只带来重复录入。"))

  public static var parameters: [MeasureParameter<DigitalAdoption>] {
    [
      .number(
        "adoption", { \.adoption }, { .share() }, default: "60%", range: "10%–95%",
        en: "Share of work done with the tool.",
        zh: "使用工具办理的比例。"),
      .number(
        "gain", { \.gain }, { .share(.shareBelowOne) }, default: "15%", range: "5%–40%",
        en: "Share of hands-on time that it saves.",
        zh: "节省的工时比例。"),
      .number(
        "entry", { \.entry }, { .duration(.zeroOrMore) }, default: "5 min", range: "0 min–20 min",
        en: "Time of double entry without it.",
        zh: "未使用时重复录入的时间。"),
      .number(
        "cost_per_worker", { \.cost }, { .yearlyCost }, default: "800 per year", range: "200–5000 per year",
        unit: .perWorker,
        en: "Cost of the tool.",
        zh: "工具成本。"),
    ]
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    for tier in 0..<min(2, scenario.tiers.count) {
      scenario.tiers[tier].adoption = AdoptionSpec(share: adoption, gain: gain * dose, entry: entry * dose)
      scenario.addCost(of: Self.page, cost * dose * scenario.workers(ofTier: tier))
    }
  }
}
