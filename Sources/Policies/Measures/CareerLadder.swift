import ScenarioLanguage

/// 13 · 打破天花板: career ladder.
public struct CareerLadder: Measure {
  var cut = 0.3
  /// Promotions a minute of each worker.
  var promotion = 0.03 / (365.25 * 1440)
  var cost = 1000.0

  public init() {}

  public static let page = MeasurePage(
    13, "career_ladder", term: "打破天花板", en: "Career ladder", zh: "打破天花板",
    mechanism: LocalizedText(
      en: """
        Workers who can rise stay longer: fewer quit, and some are promoted out of the tier, which leaves their \
        post vacant all the same.
        """,
      zh: "有上升通道的人员留得更久：离职减少，但有人被提拔离开本层级，其岗位同样出现空缺。"),
    sideEffect: LocalizedText(
      en: "The best leave upward; the tier trains for others.",
      zh: "最好的人往上走；本层级为他人培养人才。"),
    savedState: .refuses)

  public static var parameters: [MeasureParameter<CareerLadder>] {
    [
      .number(
        "quit_cut", { \.cut }, { .share() }, default: "30%", range: "10%–60%",
        en: "Share of the quits that no longer happen.",
        zh: "减少的离职比例。"),
      .number(
        "promotion", { \.promotion }, { .yearlyRate }, default: "0.03 per year", range: "0–0.1 per year",
        en: "How often a worker is promoted out of the tier.",
        zh: "被提拔离开本层级的频率。"),
      .number(
        "cost_per_worker", { \.cost }, { .yearlyCost }, default: "1000 per year", range: "0–5000 per year",
        unit: .perWorker,
        en: "Cost of posts to rise to, for each worker.",
        zh: "每名人员的晋升岗位成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] { scenario.needsTurnover }

  public func apply(to scenario: inout Scenario, dose: Double) {
    scenario.addCost(
      of: Self.page,
      scenario.tiers.indices.filter { scenario.tiers[$0].turnover != nil }.reduce(0) {
        $0 + cost * dose * scenario.workers(ofTier: $1)
      })
    for tier in scenario.tiers.indices where scenario.tiers[tier].turnover != nil {
      scenario.tiers[tier].turnover?.quitRate *= 1 - cut * dose
      scenario.tiers[tier].turnover?.promotionRate += promotion * dose
    }
  }
}
