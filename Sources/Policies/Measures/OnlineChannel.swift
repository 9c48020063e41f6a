import RandomStreams
import ScenarioLanguage

/// 24 · 网上采集受理议事 数据多跑路: online channel.
public struct OnlineChannel: Measure {
  var delay = 12 * 60.0
  var induced = 0.1
  var saved = 0.3
  var dedupe = 0.5
  var cost = 500.0

  public init() {}

  public static let page = MeasurePage(
    24, "online_channel", term: "网上采集受理议事 数据多跑路", en: "Online channel", zh: "网上采集、受理、议事",
    mechanism: LocalizedText(
      en: """
        Residents report online at any hour: issues are known sooner, desks work less on each report and see \
        more duplicates at once. What is easy to report is reported more: a part of the issues would never have \
        been brought.
        """,
      zh: "居民随时网上反映：更早知晓，受理台每件用时更少、去重更快。反映越方便，反映越多：部分事项原本不会提出。"),
    sideEffect: LocalizedText(
      en: "An easy way to complain induces demand.",
      zh: "反映渠道便利会诱发需求。"),
    inHand: MeasurePage.onlyNewIssues)

  public static var parameters: [MeasureParameter<OnlineChannel>] {
    [
      .number(
        "delay", { \.delay }, { .duration(.positive) }, default: "12 h", range: "2 h–72 h",
        en: "Mean time until a resident reports online, at the full dose.",
        zh: "满力度时居民网上反映的平均时间。"),
      .number(
        "induced", { \.induced }, { .share(NumberRange(low: 0, high: 5)) }, default: "10%", range: "0%–30%",
        en: "Issues that would not have been brought, as a share of all.",
        zh: "诱发需求占全部事项的比例。"),
      .number(
        "time_saved", { \.saved }, { .share(.shareBelowOne) }, default: "30%", range: "10%–60%",
        en: "Share of the desk's work on a report that is saved.",
        zh: "受理台每件节省的工时比例。"),
      .number(
        "duplicates_removed", { \.dedupe }, { .share() }, default: "50%", range: "20%–90%",
        en: "Share of duplicates that never reach a desk.",
        zh: "不再进入受理台的重复比例。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "500 per year", range: "100–3000 per year",
        unit: .perUnitOfLowestTier,
        en: "Cost of the platform.",
        zh: "平台成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] { scenario.needsDiscovery }

  public func prepare(_ scenario: inout Scenario) {
    let hasDesk = scenario.intake != nil
    scenario.addChannel("online", en: "Online", zh: "网上反映", calendar: "always") {
      $0.needsIntake = hasDesk
      $0.isComplaint = true
    }
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    for type in scenario.types.indices where !scenario.types[type].foundBy.isEmpty {
      scenario.types[type].foundBy["online"] = .exponential(mean: delay / dose)
      scenario.types[type].rate = scenario.types[type].rate.times(1 + induced * dose)
    }
    for channel in scenario.channels.indices { scenario.channels[channel].duplicates *= 1 - dedupe * dose }
    if let work = scenario.intake?.work { scenario.intake?.work = work.withMean(work.mean * (1 - saved * dose)) }
    scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: 0))
  }
}
