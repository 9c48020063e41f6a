import RandomStreams
import ScenarioLanguage

/// 30 · 网格发现 社区收集 镇街吹哨 分级响应 协同处置 结果反馈: the six-step process.
public struct SixSteps: Measure {
  var period = 240.0
  var grading = true
  var faster = 0.3
  var callBack = 0.95
  var cost = 3000.0

  public init() {}

  public static let page = MeasurePage(
    30, "six_steps", term: "网格发现 社区收集 镇街吹哨 分级响应 协同处置 结果反馈", en: "The six-step process", zh: "六步闭环流程",
    mechanism: LocalizedText(
      en: """
        The grid finds, the community collects at set times, the street whistles, departments respond by grade \
        and work together, and the result is reported back. Collection makes batches; grades put urgent issues \
        first and shorten the departments' answers; the call-back asks more residents, who reopen what is not \
        solved.
        """,
      zh: "网格发现、社区定时收集、镇街吹哨、分级响应、协同处置、结果反馈。收集形成批次；分级使紧急事项优先并缩短部门响应；反馈回访更多居民，未解决的退回重办。"),
    sideEffect: LocalizedText(
      en: "Whatever is collected waits for the collection.",
      zh: "凡是集中的，都要等集中的时刻。"))

  public static var parameters: [MeasureParameter<SixSteps>] {
    [
      .number(
        "collect_every", { \.period }, { .duration(.positive) }, default: "4 h", range: "1 h–24 h",
        en: "Time between collections, by the measure in full.",
        zh: "全面实施时的收集间隔。"),
      .number(
        "graded", { \.grading }, { .boolean }, default: "true", range: "",
        en: "Whether urgent issues go before others in every line.",
        zh: "紧急事项是否在各队列优先。"),
      .number(
        "response_faster", { \.faster }, { .share(.shareBelowOne) }, default: "30%", range: "0%–60%",
        en: "How much sooner departments answer.",
        zh: "部门响应加快的比例。"),
      .number(
        "call_back", { \.callBack }, { .share() }, default: "95%", range: "80%–100%",
        en: "Share of closed issues whose residents are asked.",
        zh: "办结后回访的比例。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "3000 per year", range: "0–20000 per year",
        en: "Cost of collecting and calling back, for each second-tier unit.",
        zh: "每个第二层级单元收集与回访的成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    scenario.tiers.count > 1 ? [] : [.needsTiers(2)]
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: min(1, scenario.tiers.count - 1)))
    scenario.tiers[0].collectEvery = max(scenario.tiers[0].collectEvery, period * dose)
    if grading {
      for tier in scenario.tiers.indices { scenario.tiers[tier].discipline = .priority }
    }
    for index in scenario.departments.indices {
      let response = scenario.departments[index].response
      scenario.departments[index].response = response.withMean(response.mean * (1 - faster * dose))
    }
    if let now = scenario.feedback?.callBack {
      scenario.feedback?.callBack = max(now, now.moved(to: callBack, by: dose))
    }
  }
}
