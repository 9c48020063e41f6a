import ScenarioLanguage

/// 9 · 评星定级: star ratings.
public struct StarRatings: Measure {
  var period = 91 * 1440.0
  /// Share solved from which on a unit has four stars.
  var standard = 0.7
  var pace = 0.04
  var competence = 0.02
  var cost = 3000.0

  public init() {}

  public static let page = MeasurePage(
    9, "star_ratings", term: "评星定级", en: "Star ratings", zh: "评星定级",
    mechanism: LocalizedText(
      en: """
        At the end of each period a unit gets one to five stars by the share of its visits that it solved \
        itself. The stars set its pace and competence in the next period: good units get better means, bad ones \
        are left behind.
        """,
      zh: "每期末按单元自行解决的比例评定一至五星。星级决定下一期的速度与能力：好的单元得到更好条件，差的落后。"),
    sideEffect: LocalizedText(
      en: "Ratings reward what is rated: units keep what they should pass up, and the gap between units widens.",
      zh: "评什么就做什么：单元留住本应上交的事项，差距拉大。"),
    savedState: .refuses,
    decisions: .some(.competencePart))

  public static var parameters: [MeasureParameter<StarRatings>] {
    [
      .number(
        "period", { \.period }, { .duration(.oneHourOrMore) }, default: "91 days", range: "30 days–365 days",
        en: "Time between ratings.",
        zh: "评定周期。"),
      .number(
        "standard", { \.standard }, { .share() }, default: "70%", range: "50%–90%",
        en: "Share solved by itself from which on a unit has four stars.",
        zh: "四星所需的自行解决比例。"),
      .number(
        "pace", { \.pace }, { .share(NumberRange(low: 0, high: 0.4)) }, default: "4%", range: "0%–10%",
        en: "Growth of pace with each star above three.",
        zh: "三星以上每星提高的速度。"),
      .number(
        "competence", { \.competence }, { .number(NumberRange(low: 0, high: 1)) }, default: "0.02", range: "0–0.05",
        en: "Growth of the competence level with each star above three.",
        zh: "三星以上每星提高的能力水平。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "3000 per year", range: "0–10000 per year",
        unit: .perUnitOfLowestTier,
        en: "Rewards and the rating itself.",
        zh: "奖励与评定成本。"),
    ]
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    for tier in 0..<min(2, scenario.tiers.count) {
      var rating = RatingSpec()
      rating.period = period
      rating.bands = [standard - 0.3, standard - 0.15, standard, standard + (1 - standard) / 2]
      rating.pace = pace * dose
      rating.competence = competence * dose
      scenario.tiers[tier].rating = rating
    }
    scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: 0))
  }
}
