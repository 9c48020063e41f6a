import RandomStreams
import ScenarioLanguage

/// 42 · 上面千条线 下面一根针: many streams on one worker.
public struct TaskStreams: Measure {
  var streams = 4
  var perWeek = 2.0
  var work = 45.0
  var switching = 6.0
  var cost = 0.0

  public init() {}

  public static let page = MeasurePage(
    42, "task_streams", term: "上面千条线 下面一根针", en: "Many streams on one worker", zh: "上面千条线、下面一根针",
    mechanism: LocalizedText(
      en: """
        Departments above send work down, each in its own stream; the worker at the bottom does all of it beside \
        the issues and loses time at every change from one kind of work to another.
        """,
      zh: "上级各条线分别下派任务，基层一人承担，与居民事项并行；每次切换工作都损失时间。"),
    sideEffect: LocalizedText(
      en: "The needle gets blunt: load grows with the number of streams and with every switch.",
      zh: "针会磨钝：条线越多、切换越频，负荷越重。"),
    inHand: MeasurePage.onlyNewIssues)

  public static var parameters: [MeasureParameter<TaskStreams>] {
    [
      .number(
        "streams", { \.streams }, { .integer(1...40) }, default: "4", range: "2–20",
        en: "Streams.",
        zh: "条线数。"),
      .number(
        "per_week", { \.perWeek }, { .number(.zeroOrMore) }, default: "2", range: "0.5–10", unit: .perUnitOfLowestTier,
        en: "Errands a week of each stream.",
        zh: "每条线每周任务数。"),
      .number(
        "work", { \.work }, { .duration(.positive) }, default: "45 min", range: "15 min–2 h",
        en: "Mean hands-on time of an errand.",
        zh: "每项任务的平均用时。"),
      .number(
        "switching", { \.switching }, { .duration(.zeroOrMore) }, default: "6 min", range: "0 min–20 min",
        en: "Time lost at every change of work.",
        zh: "每次切换损失的时间。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "0 per year", range: "0–20000 per year",
        en: "Cost of the streams' own systems, for each second-tier unit.",
        zh: "每个第二层级单元的条线系统成本。"),
    ]
  }

  public func prepare(_ scenario: inout Scenario) {
    for number in 1...streams where !scenario.errands.contains(where: { $0.id == "stream_\(number)" }) {
      var errand = ErrandSpec()
      errand.id = "stream_\(number)"
      errand.title = LocalizedText(en: "Stream \(number)", zh: "条线 \(number)")
      errand.work = .exponential(mean: work)
      scenario.errands.append(errand)
    }
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: min(1, scenario.tiers.count - 1)))
    for index in scenario.errands.indices where scenario.errands[index].id.hasPrefix("stream_") {
      scenario.errands[index].rate = .perUnit(perWeek * dose / (7 * Horizon.minutesPerDay))
    }
    scenario.tiers[0].switching += switching * dose
  }
}
