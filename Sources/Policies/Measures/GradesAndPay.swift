import ScenarioLanguage

/// 14 · 三岗十八级: grades and pay.
public struct GradesAndPay: Measure {
  var payStep = 0.03
  var paceStep = 0.01
  var raise = 0.6
  var elasticity = 1.0
  var review = 182 * 1440.0

  public init() {}

  public static let page = MeasurePage(
    14, "grades_and_pay", term: "三岗十八级", en: "Grades and pay", zh: "三岗十八级与绩效薪酬",
    mechanism: LocalizedText(
      en: """
        Three kinds of post have eighteen grades. A review raises a worker's grade, likelier where the unit \
        solves more; each grade pays more and works faster, and who is paid more leaves less.
        """,
      zh: "三类岗位共十八级。考评晋级，单元解决得越多越易晋级；每升一级薪酬更高、办理更快，薪酬越高离职越少。"),
    sideEffect: LocalizedText(
      en: "Pay rises with tenure whether or not the issues need it.",
      zh: "薪酬随年限上升，与事项多少无关。"),
    savedState: .refuses)

  public static var parameters: [MeasureParameter<GradesAndPay>] {
    [
      .number(
        "pay_step", { \.payStep }, { .share() }, default: "3%", range: "1%–6%",
        en: "Growth of pay with each grade, as a share of the lowest.",
        zh: "每级薪酬增幅（占起点）。"),
      .number(
        "pace_step", { \.paceStep }, { .share() }, default: "1%", range: "0%–3%",
        en: "Growth of pace with each grade.",
        zh: "每级速度增幅。"),
      .number(
        "raise", { \.raise }, { .share() }, default: "60%", range: "20%–100%",
        en: "Chance of a raise at a review, of a unit that solves everything.",
        zh: "完全自行解决的单元每次考评的晋级概率。"),
      .number(
        "elasticity", { \.elasticity }, { .number(.zeroOrMore) }, default: "1", range: "0–2",
        en: "Quits fall as pay to the power of minus this.",
        zh: "离职对薪酬的弹性。"),
      .number(
        "review", { \.review }, { .duration(.oneHourOrMore) }, default: "182 days", range: "91 days–365 days",
        en: "Time between reviews.",
        zh: "考评间隔。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] { scenario.needsTurnover }

  public func apply(to scenario: inout Scenario, dose: Double) {
    var grades = GradeSpec()
    grades.review = review
    grades.raise = raise
    grades.payStep = payStep * dose
    grades.paceStep = paceStep * dose
    grades.quitElasticity = elasticity
    for tier in scenario.tiers.indices where scenario.tiers[tier].turnover != nil {
      scenario.tiers[tier].turnover?.grades = grades
    }
  }
}
