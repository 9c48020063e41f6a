import ScenarioLanguage

/// 11 · 选优配强: select better leaders.
public struct SelectLeaders: Measure {
  var mean = 0.03
  var cut = 0.2
  var cost = 5000.0

  public init() {}

  public static let page = MeasurePage(
    11, "select_leaders", term: "选优配强", en: "Select better leaders", zh: "选优配强",
    mechanism: LocalizedText(
      en: """
        Units differ in competence by who leads them. Selection moves the mean, and the review after elections \
        cuts the lowest part of the distribution: those leaders are replaced by others drawn from the rest.
        """,
      zh: "单元能力因负责人而异。选优提高平均水平；换届回头看去掉最差的一部分，由其余分布中的人选接替。"),
    sideEffect: LocalizedText(
      en: "Good leaders are taken from somewhere; a review costs a season of attention.",
      zh: "好的负责人是从别处调来的；回头看耗费一季精力。"),
    decisions: .all)

  public static var parameters: [MeasureParameter<SelectLeaders>] {
    [
      .number(
        "mean", { \.mean }, { .number(NumberRange(low: 0, high: 1)) }, default: "0.03", range: "0–0.08",
        en: "Growth of the mean competence level.",
        zh: "平均能力水平的提高。"),
      .number(
        "cut", { \.cut }, { .share(.shareBelowOne) }, default: "20%", range: "0%–40%",
        en: "Share of the weakest leaders who are replaced.",
        zh: "被撤换的最弱负责人比例。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "5000 per year", range: "0–20000 per year",
        en: "Cost for each unit whose leader is selected.",
        zh: "每个选配单元的成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    scenario.tiers.contains { $0.leadership != nil }
      ? [] : [.needs("tiers.leadership", en: "units that differ by their leaders", zh: "因负责人而异的单元")]
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    for tier in scenario.tiers.indices where scenario.tiers[tier].leadership != nil {
      scenario.tiers[tier].leadership?.mean += mean * dose
      scenario.tiers[tier].leadership?.cut = cut * dose
      scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: tier))
    }
  }
}
