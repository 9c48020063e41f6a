import ScenarioLanguage

/// 7 · 有形覆盖到有效覆盖: from covered to effective.
public struct EffectiveCoverage: Measure {
  var covered = 1.0
  var effective = 0.95
  var cost = 10_000.0

  public init() {}

  public static let page = MeasurePage(
    7, "effective_coverage", term: "有形覆盖到有效覆盖", en: "From covered to effective", zh: "从有形覆盖到有效覆盖",
    mechanism: LocalizedText(
      en: """
        A unit may be missing, or there on paper only: issues that come to it go up at once. The measure fills \
        the missing units and raises the share of time in which units are active.
        """,
      zh: "单元可能空缺，或仅有牌子：到达的事项立即上交。本措施补齐空缺单元，并提高单元实际运转的时间比例。"),
    sideEffect: LocalizedText(
      en: "Filling units costs staff; a unit that is active on inspection day only changes nothing.",
      zh: "补齐单元需要人手；只在检查日运转的单元不起作用。"))

  public static var parameters: [MeasureParameter<EffectiveCoverage>] {
    [
      .number(
        "covered", { \.covered }, { .share() }, default: "100%", range: "95%–100%", source: .sourceDocument,
        en: "Share of units that exist.",
        zh: "存在的单元比例。"),
      .number(
        "effective", { \.effective }, { .share() }, default: "95%", range: "80%–99%",
        en: "Share of time in which they are active.",
        zh: "实际运转的时间比例。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "10000 per year", range: "0–50000 per year",
        en: "Cost of activating each unit that was not.",
        zh: "每个被激活单元的成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    scenario.tiers.first?.coverage == nil
      ? [.needs("tiers.coverage", en: "units that may be missing or inactive", zh: "可能空缺或停摆的单元")] : []
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    guard var coverage = scenario.tiers[0].coverage else { return }
    let before = coverage.covered * coverage.effective
    coverage.covered = max(coverage.covered, coverage.covered.moved(to: covered, by: dose))
    coverage.effective = max(coverage.effective, coverage.effective.moved(to: effective, by: dose))
    scenario.tiers[0].coverage = coverage
    let gained = coverage.covered * coverage.effective - before
    scenario.addCost(of: Self.page, cost * gained * scenario.unitCount(ofTier: 0))
  }
}
