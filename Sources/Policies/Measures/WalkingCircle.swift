import ScenarioLanguage

/// 19 · 15分钟服务圈: fifteen-minute circle.
public struct WalkingCircle: Measure {
  var centres = 3.0
  var cost = 200_000.0

  public init() {}

  public static let page = MeasurePage(
    19, "walking_circle", term: "15分钟服务圈", en: "Fifteen-minute circle", zh: "15 分钟服务圈",
    mechanism: LocalizedText(
      en: """
        Centres lie in the ground at random; the walk to the nearest follows from their number, the area and the \
        pace of walking. Beyond the circle fewer people come in person. More centres make the walk shorter and \
        bring more people within.
        """,
      zh: "服务中心分布在辖区内；到最近中心的步行时间取决于中心数、面积和步速。圈外较少有人上门。中心越多，步行越短、圈内居民越多。"),
    sideEffect: LocalizedText(
      en: "More people come to the counter, with more small matters.",
      zh: "上门的人更多，小事也更多。"),
    inHand: MeasurePage.onlyNewIssues)

  public static var parameters: [MeasureParameter<WalkingCircle>] {
    [
      .number(
        "centres", { \.centres }, { .number(.positive) }, default: "3", range: "1–6",
        en: "Centres of an area, by the measure in full.",
        zh: "全面实施时每片区域的中心数。"),
      .number(
        "cost_per_centre", { \.cost }, { .yearlyCost }, default: "200000 per year", range: "50000–500000 per year",
        en: "Cost of a further centre.",
        zh: "每个新增中心的成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    scenario.channels.contains { $0.circle != nil }
      ? [] : [.needs("channels.circle", en: "a channel whose residents walk to a centre", zh: "居民步行前往中心的渠道")]
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    for index in scenario.channels.indices {
      guard let now = scenario.channels[index].circle?.centres else { continue }
      let number = max(now, now.moved(to: centres, by: dose))
      scenario.channels[index].circle?.centres = number
      scenario.addCost(
        of: Self.page, cost * (number - now) * scenario.unitCount(ofTier: min(1, scenario.tiers.count - 1)))
    }
  }
}
