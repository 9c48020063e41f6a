import RandomStreams
import ScenarioLanguage

/// 39 · 停车难 垃圾分类难 不文明养宠物: parking, sorting, pets.
public struct EverydayTroubles: Measure {
  var parking = 0.09
  var sorting = 0.05
  var pets = 0.03
  var recurrence = 0.25
  var cost = 0.0

  public init() {}

  public static let page = MeasurePage(
    39, "everyday_troubles", term: "停车难 垃圾分类难 不文明养宠物", en: "Parking, sorting, pets", zh: "停车难、垃圾分类难、不文明养宠",
    mechanism: LocalizedText(
      en: """
        Three kinds of everyday trouble arise beside the others, each with its own share, difficulty and \
        tendency to come back. At dose 0 they are not looked at; at 1 they arise as the source has them.
        """,
      zh: "三类日常难题与其他事项并存，各有占比、难度和复发倾向。力度 0 为不纳入；1 为按来源纳入。"),
    sideEffect: LocalizedText(
      en: "What comes back is counted again: the numbers grow though the city is the same.",
      zh: "反复发生会重复计数：城市未变，数字变大。"),
    inHand: MeasurePage.onlyNewIssues)

  public static var parameters: [MeasureParameter<EverydayTroubles>] {
    [
      .number(
        "parking", { \.parking }, { .share() }, default: "9%", range: "3%–15%",
        en: "Parking, as a share of the other issues.",
        zh: "停车类占其他事项的比例。"),
      .number(
        "sorting", { \.sorting }, { .share() }, default: "5%", range: "2%–10%",
        en: "Sorting of rubbish.",
        zh: "垃圾分类类的比例。"),
      .number(
        "pets", { \.pets }, { .share() }, default: "3%", range: "1%–8%",
        en: "Pets.",
        zh: "养宠类的比例。"),
      .number(
        "recurrence", { \.recurrence }, { .share() }, default: "25%", range: "0%–50%",
        en: "Share of closed ones that come back.",
        zh: "复发比例。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "0 per year", range: "0–20000 per year",
        en: "Cost of recording them, for each second-tier unit.",
        zh: "每个第二层级单元的登记成本。"),
    ]
  }

  private static let kinds:
    [(id: String, en: String, zh: String, work: Double, complexity: Distribution, grid: Double)] = [
      ("parking_shortage", "Shortage of parking", "停车难", 70, .beta(a: 3, b: 3, low: 0, high: 1), 0.5),
      ("waste_sorting", "Sorting of rubbish", "垃圾分类难", 40, .beta(a: 1.5, b: 5, low: 0, high: 1), 0.8),
      ("pets", "Pets", "不文明养宠", 45, .beta(a: 2, b: 4, low: 0, high: 1), 0.7),
    ]

  public func prepare(_ scenario: inout Scenario) {
    // They are noticed like what arises most; ties by id, so that the order of the file does not matter.
    let known = scenario.types.sorted { $0.id.precedesAsID($1.id) }
    guard let model = known.max(by: { scenario.issuesPerUnitYear(of: $0) < scenario.issuesPerUnitYear(of: $1) }) else {
      return
    }
    for kind in Self.kinds where !scenario.types.contains(where: { $0.id == kind.id }) {
      var type = IssueTypeSpec()
      type.id = kind.id
      type.title = LocalizedText(en: kind.en, zh: kind.zh)
      type.rate = .perHousehold(0)
      type.profile = model.profile
      type.complexity = kind.complexity
      type.foundBy = model.foundBy
      type.work[scenario.tiers[0].id] = .gamma(mean: kind.work, cv: 0.8)
      type.authority[scenario.tiers[0].id] = scenario.tiers.count > 1 ? kind.grid : 1
      if scenario.tiers.count > 2 { type.authority[scenario.tiers[1].id] = (1 + kind.grid) / 2 }
      type.authority[scenario.tiers[scenario.tiers.count - 1].id] = 1
      scenario.types.append(type)
    }
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: min(1, scenario.tiers.count - 1)))
    let ids = Self.kinds.map(\.id)
    let others = scenario.types.filter { !ids.contains($0.id) }.reduce(0) { $0 + scenario.issuesPerUnitYear(of: $1) }
    let perHousehold = others / Horizon.minutesPerYear / max(1, scenario.householdsPerUnit)
    for (id, share) in zip(ids, [parking, sorting, pets]) {
      guard let index = scenario.types.firstIndex(where: { $0.id == id }) else { continue }
      // A type of the file's own by that name keeps its rate; the measure makes it come back.
      if scenario.types[index].rate.number <= 0 {
        scenario.types[index].rate = .perHousehold(perHousehold * share * dose)
      }
      if scenario.types[index].recurrence < recurrence * dose {
        scenario.types[index].recurrence = recurrence * dose
        scenario.types[index].recurrenceDelay = .exponential(mean: 14 * Horizon.minutesPerDay)
      }
    }
  }
}
