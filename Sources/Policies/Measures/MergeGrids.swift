import ScenarioLanguage

/// 6 · 多网合一: merge the grids.
public struct MergeGrids: Measure {
  /// Growth of hands-on time of workers who are trained for all lines.
  var trained = 0.05
  var untrained = 0.25
  var training = 1500.0

  public init() {}

  public static let page = MeasurePage(
    6, "merge_grids", term: "多网合一", en: "Merge the grids", zh: "多网合一",
    mechanism: LocalizedText(
      en: """
        Specialist lines in each grid (security, civility, civil affairs, urban management), each with its own \
        workers and queue, become one pool: whoever is free takes the next issue. People who do every kind of \
        work are slower at it, and no issue is registered by two lines any more.
        """,
      zh: "网格内各条线（综治、文明、民政、城管等）原各有人员和队列，合并为一支队伍：谁空闲谁接下一件。一人干多行会慢一些；同一事项不再被两条线重复登记。"),
    sideEffect: LocalizedText(
      en: """
        Generalists match an issue less well than a specialist does: where queues are short, merging can make \
        things slower.
        """,
      zh: "通才不如专才熟练：排队本来就短时，合并反而更慢。"),
    inHand: poolsLines,
    savedState: .remaps)

  private static let poolsLines = LocalizedText(
    en: "Issues in line go to the common line in the order of their arrival; work in hand is finished in its own line.",
    zh: "排队事项按到达先后并入共同队列；在办事项在原条线办完。")

  public static var parameters: [MeasureParameter<MergeGrids>] {
    [
      .number(
        "penalty", { \.trained }, { .share(NumberRange(low: 0, high: 5)) }, default: "5%", range: "0%–15%",
        en: "How much slower workers are who are trained for all lines.",
        zh: "受过各条线培训的人员变慢的幅度。"),
      .number(
        "penalty_untrained", { \.untrained }, { .share(NumberRange(low: 0, high: 5)) }, default: "25%",
        range: "10%–50%",
        en: "How much slower they are without training; the dose is the share trained.",
        zh: "未受培训时变慢的幅度；力度为受训比例。"),
      .number(
        "training", { \.training }, { .yearlyCost }, default: "1500 per year", range: "0–5000 per year",
        unit: .perWorker,
        en: "Cost of training.",
        zh: "培训成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    (scenario.tiers.first?.lines.count ?? 0) > 1
      ? [] : [.needs("tiers.lines", en: "two lines or more in the lowest tier", zh: "最低层级至少两条条线")]
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    scenario.tiers[0].mergesLines = true
    scenario.tiers[0].generalistPenalty = untrained.moved(to: trained, by: dose)
    scenario.addCost(of: Self.page, training * dose * scenario.workers(ofTier: 0))
  }
}
