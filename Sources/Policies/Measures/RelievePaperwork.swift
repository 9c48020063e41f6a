import ScenarioLanguage

/// 28 · 减负增效: less of the shift is lost to reports.
public struct RelievePaperwork: Measure {
  /// Share of the paperwork that goes, by the measure in full.
  var lowest = 0.1
  var middle = 0.1
  var perUnit = 0.0

  public init() {}

  public static let page = MeasurePage(
    28, "relieve_paperwork", term: "减负增效", en: "Less paperwork", zh: "减负增效",
    mechanism: LocalizedText(
      en: """
        A part of every shift is lost to reports, forms and meetings: with a share b of it lost, a load ρ becomes \
        ρ / (1 − b). The measure lowers that share towards a floor; no work is done faster, there is more time for it.
        """,
      zh: "每班有一部分时间用于报表、台账和会议：损失比例为 b 时，负荷 ρ 变为 ρ / (1 − b)。本措施把该比例降向下限；办理并不更快，只是时间更多。"),
    sideEffect: LocalizedText(
      en: "What reports were for is known later or not at all.", zh: "报表所服务的上级掌握情况更晚、更少。"))

  public static var parameters: [MeasureParameter<RelievePaperwork>] {
    [
      .number(
        "grid", { \.lowest }, { .share(.shareBelowOne) }, default: "10%", range: "5%–30%",
        en: "Share of the lowest tier's shift that is still lost.", zh: "最低层级仍损失的工时比例。"),
      .number(
        "community", { \.middle }, { .share(.shareBelowOne) }, default: "10%", range: "5%–30%",
        en: "Share of the shift that is still lost at the tiers between the lowest and the highest.",
        zh: "中间层级仍损失的工时比例。"),
      .number(
        "cost_per_unit", { \.perUnit }, { .yearlyCost }, default: "0 per year", range: "0–5000 per year",
        unit: .perUnitOfLowestTier, en: "Cost of what replaces the reports.", zh: "替代报表的系统成本。"),
    ]
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    for tier in scenario.tiers.indices where tier == 0 || tier < scenario.tiers.count - 1 {
      let now = scenario.tiers[tier].paperwork
      scenario.tiers[tier].paperwork = min(now, now.moved(to: tier == 0 ? lowest : middle, by: dose))
    }
    scenario.addCost(of: Self.page, perUnit * dose * scenario.unitCount(ofTier: 0))
  }
}
