import RandomStreams
import ScenarioLanguage

/// 32 · 共建协议 挂钩帮扶 交叉任职: agreements with stationed units.
public struct Agreements: Measure {
  var agreements = 5.0
  var hours = 16.0
  var rooms = 1.0
  var faster = 0.2
  var cost = 5000.0

  public init() {}

  public static let page = MeasurePage(
    32, "agreements", term: "共建协议 挂钩帮扶 交叉任职", en: "Agreements with stationed units", zh: "驻区单位共建",
    mechanism: LocalizedText(
      en: """
        Units stationed in the district lend staff hours and rooms by agreement, and answer sooner when they are \
        called: departments have more hands, and joined work ends earlier.
        """,
      zh: "驻区单位按协议出借工时和会议室，并更快响应：部门人手增加，协同处置更早完成。"),
    sideEffect: LocalizedText(
      en: "Lent hours are the lender's to take back.",
      zh: "借来的工时随时可能收回。"))

  public static var parameters: [MeasureParameter<Agreements>] {
    [
      .number(
        "agreements", { \.agreements }, { .number(.zeroOrMore) }, default: "5", range: "1–20",
        en: "Agreements of each whistling unit.",
        zh: "每个吹哨单元的协议数。"),
      .number(
        "hours", { \.hours }, { .number(.zeroOrMore) }, default: "16", range: "2–80", unit: .hoursPerWeek,
        en: "Hours a week that an agreement lends.",
        zh: "每份协议每周出借的工时。"),
      .number(
        "rooms", { \.rooms }, { .number(.zeroOrMore) }, default: "1", range: "0–4",
        en: "Rooms lent to each unit that holds meetings.",
        zh: "出借给开会单元的房间数。"),
      .number(
        "answer_faster", { \.faster }, { .share(.shareBelowOne) }, default: "20%", range: "0%–50%",
        en: "How much sooner departments answer.",
        zh: "部门响应加快的比例。"),
      .number(
        "cost", { \.cost }, { .yearlyCost }, default: "5000 per year", range: "0–50000 per year",
        en: "Cost of an agreement.",
        zh: "每份协议的成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] { scenario.needsDepartments }

  public func apply(to scenario: inout Scenario, dose: Double) {
    let workers = agreements * hours / 40 * dose / Double(max(1, scenario.departments.count))
    for index in scenario.departments.indices {
      scenario.departments[index].lent += workers
      let response = scenario.departments[index].response
      scenario.departments[index].response = response.withMean(response.mean * (1 - faster * dose))
    }
    for key in [\Scenario.deliberation, \Scenario.jointMeeting] {
      guard let own = scenario[keyPath: key]?.rooms else { continue }
      scenario[keyPath: key]?.rooms = own + Int((rooms * dose).rounded())
    }
    scenario.addCost(of: Self.page, cost * agreements * dose * scenario.whistlingUnits)
  }
}
