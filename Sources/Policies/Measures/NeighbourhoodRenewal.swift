import ScenarioLanguage

/// 38 · 老旧小区改造 加装电梯 口袋公园: renewal of old neighbourhoods.
public struct NeighbourhoodRenewal: Measure {
  var share = 0.3
  var window = 365 * 1440.0
  var duration = 60 * 1440.0
  var during = 0.4
  var after = 0.25
  var type = ""
  var cost = 100_000.0

  public init() {}

  public static let page = MeasurePage(
    38, "neighbourhood_renewal", term: "老旧小区改造 加装电梯 口袋公园", en: "Renewal of old neighbourhoods", zh: "老旧小区改造",
    mechanism: LocalizedText(
      en: """
        Works go through a part of the places, one after another: while they last more issues arise there, and \
        afterwards fewer than before.
        """,
      zh: "改造工程在一部分地方先后进行：施工期间事项增多，完工后少于从前。"),
    sideEffect: LocalizedText(
      en: "It gets worse before it gets better.",
      zh: "先变差，后变好。"),
    inHand: MeasurePage.onlyNewIssues)

  public static var parameters: [MeasureParameter<NeighbourhoodRenewal>] {
    [
      .number(
        "share", { \.share }, { .share() }, default: "30%", range: "5%–60%",
        en: "Share of places that are renewed.",
        zh: "改造的地方比例。"),
      .number(
        "window", { \.window }, { .duration(.zeroOrMore) }, default: "365 days", range: "0 days–5 years",
        en: "Over which the works begin.",
        zh: "陆续开工的时段。"),
      .number(
        "duration", { \.duration }, { .duration(.zeroOrMore) }, default: "60 days", range: "20 days–365 days",
        en: "How long they last in a place.",
        zh: "每处工期。"),
      .number(
        "during", { \.during }, { .share(NumberRange(low: 0, high: 10)) }, default: "40%", range: "0%–150%",
        en: "More issues while they last.",
        zh: "施工期间增加的比例。"),
      .number(
        "after", { \.after }, { .share() }, default: "25%", range: "5%–50%",
        en: "Fewer issues afterwards.",
        zh: "完工后减少的比例。"),
      .number(
        "type", { \.type }, { .reference(to: .typeWord) }, default: "", range: "",
        en: "The type that changes; left out, all do.",
        zh: "变化的类型；不写则为全部。"),
      .number(
        "cost_per_place", { \.cost }, { .yearlyCost }, default: "100000 per year", range: "20000–1000000 per year",
        en: "Yearly cost of a renewed place.",
        zh: "每处改造的年成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] { scenario.needsType(type) }

  public func prepare(_ scenario: inout Scenario) { scenario.addWorks("renewal", types: type) }

  public func apply(to scenario: inout Scenario, dose: Double) {
    let start = scenario.measures.first { $0.page.id == Self.page.id }?.from ?? scenario.start
    scenario.changeWorks("renewal") {
      $0.share = share * dose
      $0.from = start
      $0.window = window
      $0.duration = duration
      $0.during = during
      $0.after = after
    }
    scenario.addCost(of: Self.page, cost * share * dose * scenario.unitCount(ofTier: 0))
  }
}
