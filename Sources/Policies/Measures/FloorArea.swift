import ScenarioLanguage

/// 20 · 街道≥1000㎡ 社区≥30㎡/百户: floor area of centres.
public struct FloorArea: Measure {
  var street = 1000.0
  var perHundred = 30.0
  var cost = 400.0

  public init() {}

  public static let page = MeasurePage(
    20, "floor_area", term: "街道≥1000㎡ 社区≥30㎡/百户", en: "Floor area of centres", zh: "党群服务阵地面积",
    mechanism: LocalizedText(
      en: """
        Floor area limits how many can serve at once: so many square metres make a counter, and who finds none \
        does not serve. The measure brings areas towards the norm, 1,000 m² for a street and 30 m² for 100 \
        households of a community.
        """,
      zh: "面积限制同时办理的人数：若干平方米一个席位，无席位者不能办理。本措施使面积趋向标准：街道 1000㎡，社区每百户 30㎡。"),
    sideEffect: LocalizedText(
      en: "Rooms cost rent whether or not anybody comes.",
      zh: "有无人来，房子都要花钱。"))

  public static var parameters: [MeasureParameter<FloorArea>] {
    [
      .number(
        "street", { \.street }, { .number(.positive) }, default: "1000", range: "500–3000", source: .sourceDocument,
        unit: .squareMetres,
        en: "Norm of a highest-tier unit.",
        zh: "最高层级单元的标准面积。"),
      .number(
        "per_hundred_households", { \.perHundred }, { .number(.positive) }, default: "30", range: "15–60",
        source: .sourceDocument, unit: .squareMetres,
        en: "Norm of a second-tier unit for every 100 households.",
        zh: "第二层级单元每百户的标准面积。"),
      .number(
        "cost_per_square_metre", { \.cost }, { .yearlyCost }, default: "400 per year", range: "100–1500 per year",
        en: "Yearly cost of each further square metre.",
        zh: "每增加一平方米的年成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    scenario.tiers.contains { $0.floor != nil }
      ? [] : [.needs("tiers.floor", en: "units whose floor area limits them", zh: "受面积限制的单元")]
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    for tier in scenario.tiers.indices {
      guard let now = scenario.tiers[tier].floor?.area else { continue }
      let households = scenario.households / max(1, scenario.unitCount(ofTier: tier))
      let norm = tier == scenario.tiers.count - 1 ? street : perHundred * households / 100
      let area = max(now, now.moved(to: norm, by: dose))
      scenario.tiers[tier].floor?.area = area
      scenario.addCost(of: Self.page, cost * (area - now) * scenario.unitCount(ofTier: tier))
    }
  }
}
