import ScenarioLanguage

/// 41 · 平时 / 战时: a surge of issues, staff recalled, routine work put off.
public struct Surge: Measure {
  var times = 2.0
  /// Types it multiplies; empty for all.
  var type = ""
  var recall = 0.0
  var preempts = false
  var costPerRecalled = 90_000.0

  public init() {}

  public static let page = MeasurePage(
    41, "surge", term: "平时/战时", en: "Surge and recall", zh: "平时与战时转换",
    mechanism: LocalizedText(
      en: """
        Between its two dates issues arise several times as often, staff is recalled to the lowest tier, and what is \
        urgent goes before all routine work. When it is over the backlog is worked off with what capacity is to spare.
        """,
      zh: "在起止日期之间，事项成倍发生，人员召回到最低层级，紧急事项优先于一切日常工作。结束后以富余能力消化积压。"),
    sideEffect: LocalizedText(
      en: "Routine issues wait through the surge and for as long again as spare capacity is small.",
      zh: "日常事项在战时一直等待；富余能力越小，恢复越久。"),
    inHand: LocalizedText(
      en: "Work in hand is finished; those recalled go when it is over, after what they have in hand.",
      zh: "在办事项办完；召回人员在结束时办完手头工作后返回。"))

  public static var parameters: [MeasureParameter<Surge>] {
    [
      .number(
        "times", { \.times }, { .number(NumberRange(low: 1, high: 16)) }, default: "2", range: "1.2–10",
        en: "So many times as many issues arise at the full dose.", zh: "满力度时事项发生的倍数。"),
      .number(
        "type", { \.type }, { .reference(to: .typeWord) }, default: "", range: "",
        en: "The type that is multiplied; left out, all are.", zh: "成倍发生的事项类型；不写则为全部。"),
      .number(
        "recall", { \.recall }, { .share(NumberRange(low: 0, high: 10)) }, default: "0%", range: "0%–100%",
        en: "Workers recalled to the lowest tier, as a share of its own.", zh: "召回到最低层级的人员，占其原有人员的比例。"),
      .number(
        "routine_waits", { \.preempts }, { .boolean }, default: "false", range: "",
        en: "Whether urgent issues go before all others in line.", zh: "紧急事项是否一律优先。"),
      .number(
        "cost_per_recalled", { \.costPerRecalled }, { .yearlyCost }, default: "90000 per year",
        range: "50000–150000 per year", unit: .perWorker, en: "Cost of each worker recalled, while it lasts.",
        zh: "每名召回人员的成本（召回期间）。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    scenario.needsType(type)
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    let factor = 1 + (times - 1) * dose
    for index in scenario.types.indices where type.isEmpty || scenario.types[index].id == type {
      scenario.types[index].rate = scenario.types[index].rate.times(factor)
    }
    let recalled = scenario.workers(ofTier: 0) * recall * dose
    scenario.addStaff(recalled, toTier: 0)
    if preempts {
      for tier in scenario.tiers.indices { scenario.tiers[tier].discipline = .priority }
    }
    // The tier's own cost is charged for its stations; what is above or below it is the measure's.
    scenario.addCost(of: Self.page, (costPerRecalled - scenario.tiers[0].costPerWorker) * recalled)
  }
}
