import ScenarioLanguage

/// 34 · 小循环到大循环: neighbouring communities help each other.
public struct SmallLoop: Measure {
  var threshold = 3.0
  var share = 0.7
  var cost = 1000.0

  public init() {}

  public static let page = MeasurePage(
    34, "small_loop", term: "小循环到大循环", en: "Neighbouring communities help each other", zh: "小循环到大循环",
    mechanism: LocalizedText(
      en: """
        A community whose line is long gives a part of what comes to it to the neighbour under the same street \
        whose line is shortest.
        """,
      zh: "排队过长的社区把一部分新到事项交给同一街道中排队最短的邻近社区。"),
    sideEffect: LocalizedText(
      en: "Issues are handled by people who do not know the place.",
      zh: "由不熟悉当地的人来办。"))

  public static var parameters: [MeasureParameter<SmallLoop>] {
    [
      .number(
        "threshold", { \.threshold }, { .number(.zeroOrMore) }, default: "3", range: "1–10", unit: .issuesPerWorker,
        en: "Waiting per worker from which on a unit gives away.",
        zh: "开始转出的人均排队数。"),
      .number(
        "share", { \.share }, { .share() }, default: "70%", range: "20%–100%",
        en: "Share of what comes then that is given away.",
        zh: "此时转出的比例。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "1000 per year", range: "0–20000 per year",
        en: "Cost of arranging it, for each second-tier unit.",
        zh: "每个第二层级单元的协调成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    scenario.tiers.count > 2 ? [] : [.needsTiers(3)]
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: min(1, scenario.tiers.count - 1)))
    scenario.tiers[1].overflow = OverflowSpec(threshold: threshold, share: share * dose)
  }
}
