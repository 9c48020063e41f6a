import RandomStreams
import ScenarioLanguage

/// 12 · 持证上岗 市统筹区招: hiring pipeline and certificates.
public struct HiringPipeline: Measure {
  var lead = 45 * 1440.0
  var passRate = 0.9
  var skill = 0.03
  var cost = 1000.0

  public init() {}

  public static let page = MeasurePage(
    12, "hiring_pipeline", term: "持证上岗 市统筹区招", en: "Hiring pipeline and certificates", zh: "持证上岗与统一招聘",
    mechanism: LocalizedText(
      en: """
        Workers leave; a post is vacant for the lead time, and the newcomer is slow at first. City-wide \
        recruitment shortens the lead time; certificates make newcomers more competent, but some do not pass and \
        the post waits once more. With quit rate q and lead time L, N posts have N·qL/(1 + qL) vacancies.
        """,
      zh: "人员会离职；岗位空缺一个补充周期，新人起初较慢。全市统一招聘缩短周期；持证上岗使新人更胜任，但有人不合格，岗位再等一轮。离职率 q、周期 L 时，N 个岗位平均空缺 N·qL/(1+qL)。"),
    sideEffect: LocalizedText(
      en: "A strict certificate keeps posts vacant for longer.",
      zh: "考证过严会使岗位空缺更久。"),
    savedState: .refuses,
    decisions: .some(.competencePart))

  public static var parameters: [MeasureParameter<HiringPipeline>] {
    [
      .number(
        "lead_time", { \.lead }, { .duration(.positive) }, default: "45 days", range: "20 days–120 days",
        en: "Mean time until a successor begins.",
        zh: "补充周期的均值。"),
      .number(
        "pass_rate", { \.passRate }, { .share(NumberRange(low: 0, high: 1, lowIncluded: false)) }, default: "90%",
        range: "60%–100%",
        en: "Share of appointments that pass the certificate.",
        zh: "持证合格率。"),
      .number(
        "skill", { \.skill }, { .number(NumberRange(low: 0, high: 1)) }, default: "0.03", range: "0–0.1",
        en: "Added to the competence level by newcomers with a certificate.",
        zh: "持证新人带来的能力提升。"),
      .number(
        "cost_per_worker", { \.cost }, { .yearlyCost }, default: "1000 per year", range: "0–5000 per year",
        en: "Cost of recruitment and certificates for each post.",
        zh: "每个岗位的招聘与考证成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] { scenario.needsTurnover }

  public func apply(to scenario: inout Scenario, dose: Double) {
    for tier in scenario.tiers.indices {
      guard var turnover = scenario.tiers[tier].turnover else { continue }
      let now = turnover.leadTime.mean
      turnover.leadTime = turnover.leadTime.withMean(min(now, now.moved(to: lead, by: dose)))
      turnover.passRate = 1.0.moved(to: passRate, by: dose)
      turnover.newcomerSkill = skill * dose
      scenario.tiers[tier].turnover = turnover
      scenario.addCost(of: Self.page, cost * dose * scenario.workers(ofTier: tier))
    }
  }
}
