import RandomStreams
import ScenarioLanguage

/// 4 · 党员中心户: household anchors.
public struct HouseholdAnchors: Measure {
  var householdsPerAnchor = 30.0
  var asked = 0.3
  var skill = 0.25
  var spread = 0.08
  var work = 40.0
  var delay = 60.0
  var cost = 600.0

  public init() {}

  public static let page = MeasurePage(
    4, "household_anchors", term: "党员中心户", en: "Household anchors", zh: "党员中心户",
    mechanism: LocalizedText(
      en: """
        In every grid some households are the first to be asked. Each tries what its neighbours bring, in the \
        evenings and at weekends; what it cannot solve goes on to the grid with a delay. What anchors settle \
        counts as the grid's.
        """,
      zh: "每个网格有若干中心户，邻里有事先找他们：在晚间和周末先行处理，处理不了的延后转给网格。中心户解决的计入网格。"),
    sideEffect: LocalizedText(
      en: "A failed try delays the issue; what anchors settle is never registered.",
      zh: "未成功的尝试会耽误事项；中心户解决的事项不登记。"),
    inHand: MeasurePage.onlyNewIssues)

  public static var parameters: [MeasureParameter<HouseholdAnchors>] {
    [
      .number(
        "households_per_anchor", { \.householdsPerAnchor }, { .number(.positive) }, default: "30", range: "15–60",
        en: "Households of one anchor: the fan-out.",
        zh: "每个中心户联系的户数。"),
      .number(
        "asked", { \.asked }, { .share() }, default: "30%", range: "10%–60%",
        en: "Share of issues that come to an anchor first.",
        zh: "先找中心户的事项比例。"),
      .number(
        "skill", { \.skill }, { .number(NumberRange(low: 0, high: 2)) }, default: "0.25", range: "0.1–0.5",
        en: "Complexity that an anchor solves with an even chance.",
        zh: "成功概率为一半的复杂度。"),
      .number(
        "spread", { \.spread }, { .number(.zeroOrMore) }, default: "0.08", range: "0–0.2",
        en: "How gradually the chance falls.",
        zh: "概率下降的平缓程度。"),
      .number(
        "work", { \.work }, { .duration(.positive) }, default: "40 min", range: "15 min–2 h",
        en: "Mean time of a try.",
        zh: "一次处理的平均时间。"),
      .number(
        "transfer", { \.delay }, { .duration(.zeroOrMore) }, default: "60 min", range: "0 min–1 day",
        en: "Mean time lost when it fails.",
        zh: "未成功时平均耽误的时间。"),
      .number(
        "cost_per_anchor", { \.cost }, { .yearlyCost }, default: "600 per year", range: "0–3000 per year",
        en: "Allowance of an anchor.",
        zh: "每个中心户的补贴。"),
    ]
  }

  public func prepare(_ scenario: inout Scenario) {
    scenario.addCalendar("anchor_hours", weekdays: [1080...1260], weekends: [540...1080])
    scenario.addResponder("household_anchor", en: "Household anchor", zh: "党员中心户", calendar: "anchor_hours")
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    let anchors = scenario.householdsPerUnit / householdsPerAnchor * dose
    scenario.changeResponder("household_anchor") {
      $0.coverage = asked * dose
      $0.perUnit = anchors
      $0.work = .exponential(mean: work)
      $0.competence.level = skill
      $0.competence.spread = spread
      $0.delay = delay > 0 ? .exponential(mean: delay) : .constant(0)
    }
    scenario.addCost(of: Self.page, cost * anchors * scenario.unitCount(ofTier: 0))
  }
}
