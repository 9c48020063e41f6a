import RandomStreams
import ScenarioLanguage

/// 29 · 社区点单 部门响应: communities order, departments respond.
public struct CommunityOrders: Measure {
  var acceptance = 0.8
  var response = 1440.0
  var cost = 2000.0

  public init() {}

  public static let page = MeasurePage(
    29, "community_orders", term: "社区点单 部门响应", en: "Communities order, departments respond", zh: "社区点单、部门响应",
    mechanism: LocalizedText(
      en: """
        A community that may not decide an issue orders what it needs from the departments itself. They accept \
        or refuse; what is accepted is worked on within the order's clock and closed in the community, what is \
        refused goes up as before.
        """,
      zh: "社区对无权决定的事项直接向部门点单。部门接单或拒单；接单的在时限内办理并在社区办结，拒单的照旧上交。"),
    sideEffect: LocalizedText(
      en: "Orders take the same departments' hours that the street's whistle needs.",
      zh: "点单与吹哨争用同一批部门工时。"),
    decisions: .all)

  public static var parameters: [MeasureParameter<CommunityOrders>] {
    [
      .number(
        "acceptance", { \.acceptance }, { .share() }, default: "80%", range: "40%–100%",
        en: "Share of orders that departments accept.",
        zh: "部门接单的比例。"),
      .number(
        "response", { \.response }, { .duration(.positive) }, default: "1 day", range: "2 h–5 days",
        en: "Mean time until a department answers an order.",
        zh: "部门响应点单的平均时间。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "2000 per year", range: "0–20000 per year",
        en: "Cost of running orders in each second-tier unit.",
        zh: "每个第二层级单元运行点单的成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    var lacking: [ScenarioProblem.Kind] = []
    if !scenario.types.contains(where: { !$0.departments.isEmpty }) {
      lacking.append(.needs("types.departments", en: "issues that departments can settle", zh: "部门可以解决的事项"))
    }
    if scenario.tiers.count < 2 { lacking.append(.needsTiers(2)) }
    return lacking
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: min(1, scenario.tiers.count - 1)))
    let tier = min(1, scenario.tiers.count - 2)
    scenario.tiers[tier].orders = OrderSpec(acceptance: acceptance * dose, response: .exponential(mean: response))
  }
}
