import ScenarioLanguage

/// 2 · 领导协调机制 督办: city steering.
public struct CitySteering: Measure {
  var period = 30 * 1440.0
  var threshold = 2.0
  var share = 0.1
  var supervises = true
  var costPerReview = 20_000.0

  public init() {}

  public static let page = MeasurePage(
    2, "city_steering", term: "领导协调机制 督办", en: "City steering", zh: "市级协调与督办",
    mechanism: LocalizedText(
      en: """
        At set intervals the city looks at all communities together: workers go from where the line is short to \
        where it is long, and overdue issues go to the front. Workers are moved, never made.
        """,
      zh: "市级定期统一评议各社区：人员从排队短处调往排队长处，超期事项提前办理。人员只调配，不增加。"),
    sideEffect: LocalizedText(
      en: "Those who are moved know their new place less, and units that did well lose hands.",
      zh: "被调人员不熟悉新单元；做得好的单元反而失去人手。"),
    savedState: .refuses)

  public static var parameters: [MeasureParameter<CitySteering>] {
    [
      .number(
        "period", { \.period }, { .duration(.oneHourOrMore) }, default: "30 days", range: "7 days–91 days",
        en: "Time between reviews.",
        zh: "评议间隔。"),
      .number(
        "threshold", { \.threshold }, { .number(.zeroOrMore) }, default: "2", range: "1–10", unit: .issuesPerWorker,
        en: "Waiting per worker above which a unit is behind.",
        zh: "视为落后的人均排队数。"),
      .number(
        "staff_moved", { \.share }, { .share() }, default: "10%", range: "0%–20%",
        en: "Share of the tier's workers that a review may move.",
        zh: "一次评议最多调配的人员比例。"),
      .number(
        "supervise", { \.supervises }, { .boolean }, default: "true", range: "",
        en: "Whether overdue issues go to the front.",
        zh: "超期事项是否提前。"),
      .number(
        "cost_per_review", { \.costPerReview }, { .number(.zeroOrMore) }, default: "20000", range: "0–200000",
        unit: .yuan,
        en: "Cost of a review.",
        zh: "一次评议的成本。"),
    ]
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    var steering = SteeringSpec()
    steering.tier = min(1, scenario.tiers.count - 1)
    steering.period = period
    steering.threshold = threshold
    steering.share = share * dose
    steering.supervises = supervises
    scenario.steering = steering
    scenario.addCost(of: Self.page, costPerReview * Horizon.minutesPerYear / period)
  }
}
