import ScenarioLanguage

/// 22 · 功能区 老年食堂 四点半课堂: facilities that prevent issues.
public struct PreventionFacilities: Measure {
  var type = ""
  var reach = 1.0
  var reduction = 0.2
  var cost = 60_000.0

  public init() {}

  public static let page = MeasurePage(
    22, "prevention_facilities", term: "功能区 老年食堂 四点半课堂", en: "Facilities that prevent issues",
    zh: "功能区（老年食堂、四点半课堂、青创空间）",
    mechanism: LocalizedText(
      en: """
        Canteens for the old, rooms for children after school, space for the young: where there is one, fewer \
        issues of some types arise. Which places get one is luck that the dose only moves the threshold of.
        """,
      zh: "老年食堂、四点半课堂、青创空间等：有设施的地方，某些类型的事项减少。哪些地方有设施由固定的随机性决定，力度只改变门槛。"),
    sideEffect: LocalizedText(
      en: "Where there is none, nothing changes: the gap between places grows.",
      zh: "没有设施的地方毫无变化：地区差距扩大。"),
    inHand: MeasurePage.onlyNewIssues)

  public static var parameters: [MeasureParameter<PreventionFacilities>] {
    [
      .number(
        "type", { \.type }, { .reference(to: .typeWord) }, default: "", range: "",
        en: "The type that is prevented; left out, all are.",
        zh: "减少的类型；不写则为全部。"),
      .number(
        "reach", { \.reach }, { .share() }, default: "100%", range: "20%–100%",
        en: "Share of units that get a facility, by the measure in full.",
        zh: "全面实施时有设施的单元比例。"),
      .number(
        "reduction", { \.reduction }, { .share() }, default: "20%", range: "5%–40%",
        en: "Share of the issues of the type that no longer arise there.",
        zh: "该处此类事项减少的比例。"),
      .number(
        "cost_per_facility", { \.cost }, { .yearlyCost }, default: "60000 per year", range: "20000–200000 per year",
        en: "Cost of a facility.",
        zh: "每处设施的成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] { scenario.needsType(type) }

  public func prepare(_ scenario: inout Scenario) { scenario.addWorks("facilities", types: type) }

  public func apply(to scenario: inout Scenario, dose: Double) {
    scenario.changeWorks("facilities") {
      $0.share = reach * dose
      $0.after = reduction
    }
    scenario.addCost(of: Self.page, cost * reach * dose * scenario.unitCount(ofTier: 0))
  }
}
