import ScenarioLanguage

/// 15 · 动态积分: points for members.
public struct MemberPoints: Measure {
  var perCall = 1.0
  /// Share lost a day.
  var decay = 0.01
  var threshold = 3.0
  var gain = 0.6
  var cost = 20.0

  public init() {}

  public static let page = MeasurePage(
    15, "member_points", term: "动态积分", en: "Points for members", zh: "党员纪实管理与动态积分",
    mechanism: LocalizedText(
      en: """
        Every call that a member answers gives points, and points fade with time. A member with enough of them \
        answers the next call more often.
        """,
      zh: "党员每应召一次得分，积分随时间衰减。积分达标者下次更愿意应召。"),
    sideEffect: LocalizedText(
      en: "Points are collected where they are easy to get.",
      zh: "积分往往挣在最容易的地方。"),
    savedState: .refuses)

  public static var parameters: [MeasureParameter<MemberPoints>] {
    [
      .number(
        "per_call", { \.perCall }, { .number(.positive) }, default: "1", range: "1–5",
        en: "Points of an answered call.",
        zh: "每次应召的积分。"),
      .number(
        "decay", { \.decay }, { .dailyRate }, default: "0.01 per day", range: "0.002–0.05 per day",
        en: "Share of the points that fades.",
        zh: "积分衰减的比例。"),
      .number(
        "threshold", { \.threshold }, { .number(.positive) }, default: "3", range: "1–10",
        en: "Points from which on a member is active.",
        zh: "视为活跃的积分。"),
      .number(
        "gain", { \.gain }, { .share(NumberRange(low: 0, high: 10)) }, default: "60%", range: "0%–150%",
        en: "How much likelier an active member answers.",
        zh: "活跃者应召概率的增幅。"),
      .number(
        "cost_per_member", { \.cost }, { .yearlyCost }, default: "20 per year", range: "0–200 per year",
        en: "Cost of rewards.",
        zh: "奖励成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    scenario.volunteers.isEmpty
      ? [.needs("volunteers", en: "members who are called; a measure may bring them", zh: "可召集的党员（也可由其他措施带来）")] : []
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    var points = PointsSpec()
    points.perCall = perCall
    points.decay = decay
    points.threshold = threshold
    points.gain = gain * dose
    for index in scenario.volunteers.indices { scenario.volunteers[index].points = points }
    let members = scenario.volunteers.reduce(0) { $0 + $1.perUnit }
    scenario.addCost(of: Self.page, cost * dose * members * scenario.unitCount(ofTier: 0))
  }
}
