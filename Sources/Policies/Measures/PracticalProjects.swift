import ScenarioLanguage

/// 37 · 我为群众办实事: projects against top causes.
public struct PracticalProjects: Measure {
  var projects = 3.0
  var period = 182 * 1440.0
  var duration = 60 * 1440.0
  var effect = 0.5
  var cost = 50_000.0

  public init() {}

  public static let page = MeasurePage(
    37, "practical_projects", term: "我为群众办实事", en: "Projects against top causes", zh: "我为群众办实事",
    mechanism: LocalizedText(
      en: """
        A quota of projects a year goes against the causes of the most issues: in each street the types and \
        communities with the largest counts since the last choice. When a project is done, a part of those \
        issues no longer arises.
        """,
      zh: "每年按定额办实事，针对最主要的原因：各街道自上次选择以来数量最多的类型与社区。项目完成后，其中一部分事项不再发生。"),
    sideEffect: LocalizedText(
      en: "Causes that are many are cured first, not causes that hurt most.",
      zh: "先治多的，未必先治痛的。"),
    inHand: MeasurePage.onlyNewIssues,
    savedState: .refuses)

  public static var parameters: [MeasureParameter<PracticalProjects>] {
    [
      .number(
        "projects", { \.projects }, { .number(.zeroOrMore) }, default: "3", range: "1–10",
        en: "Projects of each period in every top-tier unit.",
        zh: "每期每个顶层单元的项目数。"),
      .number(
        "period", { \.period }, { .duration(.oneHourOrMore) }, default: "182 days", range: "90 days–365 days",
        en: "Time between choices.",
        zh: "选择项目的间隔。"),
      .number(
        "duration", { \.duration }, { .duration(.zeroOrMore) }, default: "60 days", range: "20 days–180 days",
        en: "How long a project takes.",
        zh: "项目工期。"),
      .number(
        "effect", { \.effect }, { .share() }, default: "50%", range: "20%–80%",
        en: "Share of its cause's issues that it prevents.",
        zh: "项目避免的事项比例。"),
      .number(
        "cost_per_project", { \.cost }, { .number(.zeroOrMore) }, default: "50000", range: "10000–300000", unit: .yuan,
        en: "Cost of a project.",
        zh: "每个项目的成本。"),
    ]
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    var spec = ProjectSpec()
    spec.period = period
    spec.count = projects * dose
    spec.duration = duration
    spec.effect = effect
    scenario.projects = spec
    let perYear = projects * dose * Horizon.minutesPerYear / period
    scenario.addCost(of: Self.page, cost * perYear * scenario.unitCount(ofTier: scenario.tiers.count - 1))
  }
}
