import RandomStreams
import ScenarioLanguage

/// 40 · 红色物业 先锋管家: property firms as first responders.
public struct RedProperty: Measure {
  var coverage = 0.7
  var skill = 0.45
  var staff = 1.0
  var work = 60.0
  var delay = 240.0
  var type = ""
  var cost = 3000.0

  public init() {}

  public static let page = MeasurePage(
    40, "red_property", term: "红色物业 先锋管家", en: "Property firms as first responders", zh: "红色物业与先锋管家",
    mechanism: LocalizedText(
      en: """
        A property firm with a party branch is the first to try inside its compound: it has its own people and \
        hours, solves what is simple, and passes on what is not.
        """,
      zh: "建有党组织的物业在小区内先行处理：有自己的人手和时间，简单的解决，解决不了的转出。"),
    sideEffect: LocalizedText(
      en: "The firm judges its own failings first.",
      zh: "物业先评判自己的过失。"),
    inHand: MeasurePage.onlyNewIssues)

  public static var parameters: [MeasureParameter<RedProperty>] {
    [
      .number(
        "coverage", { \.coverage }, { .share() }, default: "70%", range: "30%–100%",
        en: "Share of issues in compounds with such a firm.",
        zh: "有此类物业的小区事项比例。"),
      .number(
        "skill", { \.skill }, { .number(NumberRange(low: 0, high: 2)) }, default: "0.45", range: "0.2–0.7",
        en: "Complexity that it solves with an even chance.",
        zh: "成功概率为一半的复杂度。"),
      .number(
        "staff", { \.staff }, { .number(.zeroOrMore) }, default: "1", range: "0.5–4", unit: .perUnitOfLowestTier,
        en: "Stewards on duty.",
        zh: "在岗管家数。"),
      .number(
        "work", { \.work }, { .duration(.positive) }, default: "1 h", range: "20 min–3 h",
        en: "Mean time of a try.",
        zh: "一次处理的平均时间。"),
      .number(
        "delay", { \.delay }, { .duration(.zeroOrMore) }, default: "4 h", range: "0 min–2 days",
        en: "Mean time lost when it fails.",
        zh: "未成功时平均耽误的时间。"),
      .number(
        "type", { \.type }, { .reference(to: .typeWord) }, default: "", range: "",
        en: "The type that it tries; left out, all.",
        zh: "处理的类型；不写则为全部。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "3000 per year", range: "0–20000 per year",
        unit: .perUnitOfLowestTier,
        en: "Cost of branches and rewards.",
        zh: "党建与奖励成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] { scenario.needsType(type) }

  public func prepare(_ scenario: inout Scenario) {
    scenario.addCalendar("property_hours", weekdays: [480...1200], weekends: [540...1080])
    scenario.addResponder("property_firm", en: "Property firm", zh: "红色物业", calendar: "property_hours")
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    scenario.changeResponder("property_firm") {
      $0.coverage = coverage * dose
      $0.types = type.isEmpty ? [] : [type]
      $0.perUnit = staff
      $0.work = .exponential(mean: work)
      $0.competence.level = skill
      $0.competence.spread = 0.08
      $0.delay = delay > 0 ? .exponential(mean: delay) : .constant(0)
    }
    scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: 0))
  }
}
