import RandomStreams
import ScenarioLanguage

/// 25 · 大数据+网格化+铁脚板: big data, grid and feet.
public struct BigData: Measure {
  var recall = 0.4
  var precision = 0.7
  var delay = 60.0
  var verify = 20.0
  var cost = 2000.0

  public init() {}

  public static let page = MeasurePage(
    25, "big_data", term: "大数据+网格化+铁脚板", en: "Big data, grid and feet", zh: "大数据+网格化+铁脚板",
    mechanism: LocalizedText(
      en: """
        A detector raises alarms on a part of the issues (its recall), and on others that are none (its \
        precision). A grid worker goes and looks at each alarm before anything else happens.
        """,
      zh: "系统对一部分真实事项报警（召回率），也有误报（精确率）。每个警报先由网格员到现场核实。"),
    sideEffect: LocalizedText(
      en: "False alarms cost patrol hours.",
      zh: "误报耗费巡查工时。"),
    inHand: MeasurePage.onlyNewIssues)

  public static var parameters: [MeasureParameter<BigData>] {
    [
      .number(
        "recall", { \.recall }, { .share() }, default: "40%", range: "10%–80%",
        en: "Share of issues that raise an alarm.",
        zh: "触发警报的事项比例。"),
      .number(
        "precision", { \.precision }, { .share(NumberRange(low: 0, high: 1, lowIncluded: false)) }, default: "70%",
        range: "30%–95%",
        en: "Share of alarms that are of an issue.",
        zh: "属实的警报比例。"),
      .number(
        "delay", { \.delay }, { .duration(.positive) }, default: "1 h", range: "5 min–1 day",
        en: "Mean time until the alarm.",
        zh: "报警的平均延迟。"),
      .number(
        "verify", { \.verify }, { .duration(.positive) }, default: "20 min", range: "10 min–1 h",
        en: "Mean time to verify an alarm on foot.",
        zh: "核实一次警报的平均时间。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "2000 per year", range: "500–10000 per year",
        unit: .perUnitOfLowestTier,
        en: "Cost of the system.",
        zh: "系统成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] { scenario.needsDiscovery }

  public func prepare(_ scenario: inout Scenario) {
    let look = verify
    scenario.addChannel("detector", en: "Detector", zh: "大数据预警", calendar: "always") {
      $0.needsIntake = false
      $0.verify = .exponential(mean: look)
    }
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    for type in scenario.types.indices where !scenario.types[type].foundBy.isEmpty {
      scenario.types[type].foundBy["detector"] = .exponential(mean: delay)
    }
    scenario.changeChannel("detector") {
      $0.reach = recall * dose
      $0.falseAlarms = (1 - precision) / precision
    }
    scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: 0))
  }
}
