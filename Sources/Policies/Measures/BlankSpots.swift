import ScenarioLanguage

/// 21 · 楼宇商圈区域中心 消除空白点: no more blank spots.
public struct BlankSpots: Measure {
  var nodes = 5.0
  var perNode = 0.2
  var cost = 80_000.0

  public init() {}

  public static let page = MeasurePage(
    21, "blank_spots", term: "楼宇商圈区域中心 消除空白点", en: "No more blank spots", zh: "楼宇商圈区域中心与消除空白点",
    mechanism: LocalizedText(
      en: """
        In office towers and malls no channel of the grid reaches: issues there are found late, by channels that \
        report higher, or never. Each node that is added brings a part of the blank ground into reach.
        """,
      zh: "楼宇、商圈中网格渠道够不着：那里的事项只能由上报更高层级的渠道较晚发现，甚至不被发现。每增加一个节点，就有一部分空白进入视野。"),
    sideEffect: LocalizedText(
      en: "What was not seen before is now work.",
      zh: "过去看不见的，现在成了工作量。"),
    inHand: MeasurePage.onlyNewIssues)

  public static var parameters: [MeasureParameter<BlankSpots>] {
    [
      .number(
        "nodes", { \.nodes }, { .number(.zeroOrMore) }, default: "5", range: "1–20",
        en: "Nodes of each top-tier unit.",
        zh: "每个顶层单元新增的节点数。"),
      .number(
        "share_per_node", { \.perNode }, { .share() }, default: "20%", range: "5%–40%",
        en: "Share of the blank ground that a node brings into reach.",
        zh: "每个节点消除的空白比例。"),
      .number(
        "cost_per_node", { \.cost }, { .yearlyCost }, default: "80000 per year", range: "20000–200000 per year",
        en: "Cost of a node.",
        zh: "每个节点的成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    scenario.types.contains { $0.blank > 0 }
      ? [] : [.needs("types.blank", en: "issues in blank spots", zh: "位于空白点的事项")]
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    let left = max(0, 1 - nodes * dose * perNode)
    for type in scenario.types.indices { scenario.types[type].blank *= left }
    scenario.addCost(of: Self.page, cost * nodes * dose * scenario.unitCount(ofTier: scenario.tiers.count - 1))
  }
}
