import RandomStreams
import ScenarioLanguage

/// 5 · 抓管带: chain of mobilisation.
public struct MobilisationChain: Measure {
  var branches = 3.0
  var members = 15.0
  var span = 10.0
  var branchResponse = 0.9
  var memberResponse = 0.4
  var residentResponse = 0.3
  var skill = 0.2
  var cost = 50.0

  public init() {}

  public static let page = MeasurePage(
    5, "mobilisation_chain", term: "抓管带", en: "Chain of mobilisation", zh: "抓管带",
    mechanism: LocalizedText(
      en: """
        The committee leads branches, branches lead members, members lead residents. Each link has a span and a \
        response; a household is reached when every link above it answers. Households that are reached settle \
        simple issues among themselves, and members who answer come to the grid.
        """,
      zh: "党委抓支部、支部管党员、党员带群众。每一环有跨度和响应率；上面各环都响应，住户才被带动。被带动的住户自行化解简单事项，响应的党员到网格服务。"),
    sideEffect: LocalizedText(
      en: "A chain is as strong as the product of its links: one weak link and nobody is reached.",
      zh: "链条的效果是各环的乘积：一环薄弱，末端无人。"),
    inHand: MeasurePage.onlyNewIssues, decisions: .some(.competencePart))

  public static var parameters: [MeasureParameter<MobilisationChain>] {
    [
      .number(
        "branches", { \.branches }, { .number(.zeroOrMore) }, default: "3", range: "1–8",
        en: "Branches of a second-tier unit.",
        zh: "每个第二层级单元的支部数。"),
      .number(
        "members", { \.members }, { .number(.zeroOrMore) }, default: "15", range: "5–30",
        en: "Members of a branch.",
        zh: "每个支部的党员数。"),
      .number(
        "span", { \.span }, { .number(.zeroOrMore) }, default: "10", range: "3–20",
        en: "Households that a member leads.",
        zh: "每名党员联系的户数。"),
      .number(
        "branch_response", { \.branchResponse }, { .share() }, default: "90%", range: "50%–100%",
        en: "Share of branches that answer.",
        zh: "支部响应率。"),
      .number(
        "member_response", { \.memberResponse }, { .share() }, default: "40%", range: "10%–70%",
        en: "Share of their members who answer.",
        zh: "党员响应率。"),
      .number(
        "resident_response", { \.residentResponse }, { .share() }, default: "30%", range: "5%–60%",
        en: "Share of the households they lead that help themselves.",
        zh: "被带动住户的自助率。"),
      .number(
        "skill", { \.skill }, { .number(NumberRange(low: 0, high: 2)) }, default: "0.2", range: "0.1–0.4",
        en: "Complexity that residents solve with an even chance.",
        zh: "居民自行解决概率为一半的复杂度。"),
      .number(
        "cost_per_member", { \.cost }, { .yearlyCost }, default: "50 per year", range: "0–300 per year",
        en: "Insurance and material of each member who may be called.",
        zh: "每名可召集成员的保险与物资成本。"),
    ]
  }

  public func prepare(_ scenario: inout Scenario) {
    scenario.addResponder("led_residents", en: "Residents who are led", zh: "被带动的群众", calendar: "always")
    scenario.addVolunteers("led_members", en: "Members who answer", zh: "响应的党员", sessions: [2 * 1440 + 1140])
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    let units = scenario.unitCount(ofTier: min(1, scenario.tiers.count - 1))
    scenario.addCost(of: Self.page, cost * dose * branches * members * units)
    let answering = branches * branchResponse * members * memberResponse
    let reached = min(1, answering * span / max(1, scenario.households / max(1, units)))
    let perUnit = max(1, scenario.householdsPerUnit)
    scenario.changeResponder("led_residents") {
      $0.coverage = reached * residentResponse * dose
      $0.perUnit = perUnit
      $0.work = .exponential(mean: 60)
      $0.competence.level = skill
      $0.competence.spread = 0.05
    }
    let grids = max(1, scenario.unitCount(ofTier: 0) / max(1, units))
    scenario.changeVolunteers("led_members") {
      $0.perUnit = branches * members / grids * dose
      $0.response = branchResponse * memberResponse * 0.25
      $0.pace = 0.7
      $0.skill = -0.15
    }
  }
}
