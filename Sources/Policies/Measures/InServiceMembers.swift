import ScenarioLanguage

/// 17 · 在职党员下沉: in-service members help out.
public struct InServiceMembers: Measure {
  var members = 111.0
  var response = 0.3
  var stay = 120.0
  var pace = 0.7
  var skill = -0.1
  /// Minutes of the week: Tuesday and Thursday, 19:00, and Saturday, 9:00.
  var sessions: [Double] = [2580, 5460, 7740]
  var cost = 50.0

  public init() {}

  public static let page = MeasurePage(
    17, "in_service_members", term: "在职党员下沉", en: "In-service members help out", zh: "在职党员下沉社区",
    mechanism: LocalizedText(
      en: """
        Members with jobs elsewhere register in their community and come on evenings and at weekends, some hours \
        each. They take what waits in the grids when the workers have gone home.
        """,
      zh: "在职党员到社区报到，晚间和周末来服务若干小时，在网格员下班后接手排队事项。"),
    sideEffect: LocalizedText(
      en: "They are slower and less practised; the hard issues stay for the workers.",
      zh: "他们较慢、较生疏；难事仍留给专职人员。"),
    decisions: .some(.competencePart))

  public static var parameters: [MeasureParameter<InServiceMembers>] {
    [
      .number(
        "members", { \.members }, { .number(.zeroOrMore) }, default: "111", range: "40–200", source: .sourceDocument,
        en: "Members of a second-tier unit.",
        zh: "每个第二层级单元的在职党员数。"),
      .number(
        "response", { \.response }, { .share() }, default: "30%", range: "5%–50%",
        en: "Share who come in a week.",
        zh: "每周应召比例。"),
      .number(
        "stay", { \.stay }, { .duration(.positive) }, default: "2 h", range: "1 h–4 h",
        en: "How long they stay.",
        zh: "每次服务时长。"),
      .number(
        "sessions", { \.sessions }, { .sessions }, default: "Tue,Thu 19:00, Sat 09:00", range: "",
        en: "When they are called; each comes to one call a week.",
        zh: "召集时间；每人每周来一次。"),
      .number(
        "pace", { \.pace }, { .number(.positive) }, default: "0.7", range: "0.4–1",
        en: "Their pace, of a worker's.",
        zh: "速度（相对专职人员）。"),
      .number(
        "skill", { \.skill }, { .number(.finite) }, default: "-0.1", range: "-0.3–0",
        en: "Added to the unit's competence level.",
        zh: "在单元能力水平上的增量。"),
      .number(
        "cost_per_member", { \.cost }, { .yearlyCost }, default: "50 per year", range: "0–300 per year",
        en: "Insurance and material of each member who may be called.",
        zh: "每名可召集成员的保险与物资成本。"),
    ]
  }

  public func prepare(_ scenario: inout Scenario) {
    scenario.addVolunteers("in_service_members", en: "In-service members", zh: "在职党员", sessions: sessions)
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    let perUnit = members / max(1, scenario.unitsBelow(tier: 1))
    scenario.addCost(of: Self.page, cost * dose * perUnit * scenario.unitCount(ofTier: 0))
    scenario.changeVolunteers("in_service_members") {
      $0.perUnit = perUnit * dose
      $0.response = response / Double(max(1, sessions.count))
      $0.stay = stay
      $0.pace = pace
      $0.skill = skill
    }
  }
}
