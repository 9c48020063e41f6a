import ScenarioLanguage

/// 1 · 406万城镇人口: people and members located in the city.
public struct LocatedPopulation: Measure {
  /// Growth of the population, and so of all arrivals.
  var growth = 0.0
  var householdSize = 2.51
  var membersPer1000 = 70.0
  var located = 0.83
  var organisations = 0.63
  var response = 0.1
  var hours = 120.0
  var cost = 50.0

  public init() {}

  public static let page = MeasurePage(
    1, "located_population", term: "406万城镇人口", en: "People and members located in the city", zh: "城镇人口与城区党员",
    mechanism: LocalizedText(
      en: """
        The city grows, and its party members are located where they live: those located are called by the \
        organisations that are located too, and come for some hours a week to the grids in which they live.
        """,
      zh: "城市人口增长；党员按居住地落到网格，由同样属地的组织召集，每周到所在网格服务若干小时。"),
    sideEffect: LocalizedText(
      en: "More people bring more issues; members who are on a list are not yet there.",
      zh: "人口增加带来更多事项；名册上的党员不等于到岗的党员。"),
    decisions: .some(.competencePart))

  public static var parameters: [MeasureParameter<LocatedPopulation>] {
    [
      .number(
        "growth", { \.growth }, { .share(NumberRange(low: 0, high: 10)) }, default: "0%", range: "0%–20%",
        en: "Growth of the population by the measure in full.",
        zh: "全面实施时人口的增长。"),
      .number(
        "household_size", { \.householdSize }, { .number(.positive) }, default: "2.51", range: "2.3–2.8",
        source: LocalizedText(en: "census of 2020", zh: "2020 年人口普查"),
        en: "People of a household.",
        zh: "每户人数。"),
      .number(
        "members_per_1000", { \.membersPer1000 }, { .number(.zeroOrMore) }, default: "70", range: "50–90",
        en: "Party members per 1,000 people.",
        zh: "每千人党员数。"),
      .number(
        "located", { \.located }, { .share() }, default: "83%", range: "70%–90%", source: .sourceDocument,
        en: "Share of members located where they live.",
        zh: "属地党员比例。"),
      .number(
        "organisations", { \.organisations }, { .share() }, default: "63%", range: "50%–80%", source: .sourceDocument,
        en: "Share of organisations located, which call their members.",
        zh: "属地组织比例（由其召集党员）。"),
      .number(
        "response", { \.response }, { .share() }, default: "10%", range: "2%–30%",
        en: "Share of those called who come in a week.",
        zh: "每周应召比例。"),
      .number(
        "hours", { \.hours }, { .duration(.positive) }, default: "2 h", range: "1 h–4 h",
        en: "How long they stay.",
        zh: "每次服务时长。"),
      .number(
        "cost_per_member", { \.cost }, { .yearlyCost }, default: "50 per year", range: "0–300 per year",
        en: "Insurance and material of each member who may be called.",
        zh: "每名可召集成员的保险与物资成本。"),
    ]
  }

  public func prepare(_ scenario: inout Scenario) {
    scenario.addVolunteers("located_members", en: "Located members", zh: "属地党员", sessions: [5 * 1440 + 540])
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    for index in scenario.types.indices {
      scenario.types[index].rate = scenario.types[index].rate.times(1 + growth * dose)
    }
    let perUnit = scenario.householdsPerUnit * householdSize * membersPer1000 / 1000 * located
    scenario.addCost(of: Self.page, cost * dose * perUnit * scenario.unitCount(ofTier: 0))
    scenario.changeVolunteers("located_members") {
      $0.perUnit = perUnit * dose
      $0.response = response * organisations
      $0.stay = hours
      $0.pace = 0.7
      $0.skill = -0.1
    }
  }
}
