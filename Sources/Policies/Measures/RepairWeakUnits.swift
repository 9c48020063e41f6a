import RandomStreams
import ScenarioLanguage

/// 8 · 软弱涣散 动态清零: find and repair weak units.
public struct RepairWeakUnits: Measure {
  var period = 30 * 1440.0
  var found = 1.0
  var repair = 14 * 1440.0
  var cost = 5000.0

  public init() {}

  public static let page = MeasurePage(
    8, "repair_weak_units", term: "软弱涣散 动态清零", en: "Find and repair weak units", zh: "软弱涣散组织整顿",
    mechanism: LocalizedText(
      en: """
        Units become weak at random. Inspections at set intervals find them, and a repair (eight helpers for \
        each) ends the weakness; without inspections they recover late, by themselves. With an inspection every \
        T a unit is weak for T/2 and the repair in the mean, where weakness is rare.
        """,
      zh: "单元会随机变得软弱涣散。定期排查发现后按“八个一”整顿恢复；不排查则很久才自行恢复。每隔 T 排查一次，平均软弱时间为 T/2 加整顿时间（软弱少见时）。"),
    sideEffect: LocalizedText(
      en: "Inspections take the time of those who are inspected and of those who inspect.",
      zh: "排查占用双方时间。"),
    savedState: .refuses,
    decisions: .some(.competencePart))

  public static var parameters: [MeasureParameter<RepairWeakUnits>] {
    [
      .number(
        "inspection", { \.period }, { .duration(.oneHourOrMore) }, default: "30 days", range: "7 days–180 days",
        en: "Time between inspections.",
        zh: "排查间隔。"),
      .number(
        "found", { \.found }, { .share() }, default: "100%", range: "60%–100%",
        en: "Share of weak units that an inspection finds.",
        zh: "排查发现率。"),
      .number(
        "repair", { \.repair }, { .duration(.zeroOrMore) }, default: "14 days", range: "3 days–60 days",
        en: "Mean time of a repair.",
        zh: "平均整顿时间。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "5000 per year", range: "0–20000 per year",
        unit: .perUnitOfLowestTier,
        en: "Cost of inspections and repairs.",
        zh: "排查与整顿成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    scenario.tiers.contains { $0.weakness != nil }
      ? [] : [.needs("tiers.weakness", en: "units that become weak", zh: "会变软弱的单元")]
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    for tier in scenario.tiers.indices where scenario.tiers[tier].weakness != nil {
      scenario.tiers[tier].weakness?.inspection = period
      scenario.tiers[tier].weakness?.found = found * dose
      scenario.tiers[tier].weakness?.repair = repair > 0 ? .exponential(mean: repair) : .constant(0)
    }
    scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: 0))
  }
}
