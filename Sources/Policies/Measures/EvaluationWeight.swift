import Foundation
import ScenarioLanguage

/// 33 · 双评一考 权重: weight of stationed units in the evaluation.
public struct EvaluationWeight: Measure {
  var weight = 0.2
  var reference = 0.1
  var elasticity = 0.5
  var gaming = 0.04
  var cost = 2000.0

  public init() {}

  public static let page = MeasurePage(
    33, "evaluation_weight", term: "双评一考 权重", en: "Weight of stationed units in the evaluation", zh: "双评一考权重",
    mechanism: LocalizedText(
      en: """
        Our own reading: the more the judgement of stationed units weighs in a community's evaluation, and \
        theirs in return, the more hours they lend. Pressure to look good also brings closures that solve \
        nothing.
        """,
      zh: "我们自己的解读：驻区单位评价在社区考核中的权重越大（反之亦然），出借的工时越多。为了好看，也会出现未解决的办结。"),
    sideEffect: LocalizedText(
      en: "Pressure to look good brings false closure, which comes back as reopened issues.",
      zh: "考核压力带来虚假办结，最终以重开的形式返回。"))

  public static var parameters: [MeasureParameter<EvaluationWeight>] {
    [
      .number(
        "weight", { \.weight }, { .share(NumberRange(low: 0, high: 1, lowIncluded: false)) }, default: "20%",
        range: "10%–50%",
        en: "The weight, by the measure in full.",
        zh: "全面实施时的权重。"),
      .number(
        "reference", { \.reference }, { .share(NumberRange(low: 0, high: 1, lowIncluded: false)) }, default: "10%",
        range: "5%–20%",
        en: "The weight without it.",
        zh: "原有权重。"),
      .number(
        "elasticity", { \.elasticity }, { .number(.zeroOrMore) }, default: "0.5", range: "0–1",
        en: "Lent hours grow as the weight to the power of this.",
        zh: "出借工时对权重的弹性。"),
      .number(
        "gaming", { \.gaming }, { .share() }, default: "4%", range: "0%–15%",
        en: "Closures in the second tier that solve nothing, added by pressure.",
        zh: "考核压力增加的第二层级虚假办结比例。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "2000 per year", range: "0–20000 per year",
        en: "Cost of the evaluation of each second-tier unit.",
        zh: "每个第二层级单元的考评成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    scenario.needsDepartments
      + (scenario.feedback == nil
        ? [.needs("feedback", en: "call-backs that show false closure", zh: "能发现虚假办结的回访")] : [])
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: min(1, scenario.tiers.count - 1)))
    let growth = pow(reference.moved(to: weight, by: dose) / reference, elasticity)
    for index in scenario.departments.indices { scenario.departments[index].lent *= growth }
    scenario.addFalseClosure(gaming * dose, atTier: min(1, scenario.tiers.count - 1))
  }
}
