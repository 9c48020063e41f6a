import RandomStreams
import ScenarioLanguage

/// 3 · 街道社区轴心: street and community as the pivot.
public struct Pivot: Measure {
  /// Mean minutes of the desk's work on a report.
  var triage = 9.0
  var wrong = 0.02
  var dispatch = 15.0
  var cost = 2000.0

  public init() {}

  public static let page = MeasurePage(
    3, "pivot", term: "街道社区轴心", en: "Street and community as the pivot", zh: "街道社区轴心",
    mechanism: LocalizedText(
      en: """
        The intake desk becomes the node that sorts and sends: it looks longer at each report, errs less often \
        about where it belongs, and sends it on sooner.
        """,
      zh: "受理台成为分流派单的枢纽：对每件事项多看一会，派错更少，派出更快。"),
    sideEffect: LocalizedText(
      en: "All reports wait at one desk; where it is short of staff, everything waits.",
      zh: "所有报告都在一个台前等待；人手不足时全线等待。"))

  public static var parameters: [MeasureParameter<Pivot>] {
    [
      .number(
        "triage_time", { \.triage }, { .duration(.positive) }, default: "9 min", range: "5 min–20 min",
        en: "Mean hands-on time of the desk for a report.",
        zh: "受理台每件平均办理时间。"),
      .number(
        "wrong", { \.wrong }, { .share() }, default: "2%", range: "0.5%–5%",
        en: "Share of issues still assigned wrongly.",
        zh: "仍派错的比例。"),
      .number(
        "dispatch", { \.dispatch }, { .duration(.positive) }, default: "15 min", range: "5 min–60 min",
        en: "Mean time until the unit has the issue.",
        zh: "派到单元的平均时间。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "2000 per year", range: "0–20000 per year",
        en: "Cost of the desk's training and systems, for each second-tier unit.",
        zh: "每个第二层级单元受理台的培训与系统成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    scenario.intake == nil ? [.needs("intake", en: "the desk that becomes the pivot", zh: "作为轴心的受理台")] : []
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    guard var intake = scenario.intake else { return }
    scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: min(1, scenario.tiers.count - 1)))
    intake.work = intake.work.withMean(intake.work.mean.moved(to: triage, by: dose))
    intake.dispatch = intake.dispatch.withMean(
      min(intake.dispatch.mean, intake.dispatch.mean.moved(to: dispatch, by: dose)))
    let now = intake.wrongUnit + intake.wrongTier
    if now > wrong {
      let factor = now.moved(to: wrong, by: dose) / now
      intake.wrongUnit *= factor
      intake.wrongTier *= factor
    }
    scenario.intake = intake
  }
}
