import ScenarioLanguage

/// 31 · 721: the 70/20/10 target.
public struct Target721: Measure {
  var tolerance = 0.05
  var confidence = 0.95
  var pressure = 0.3
  var falseClosure = 0.03
  var cost = 1000.0

  public init() {}

  public static let page = MeasurePage(
    31, "target_721", term: "721", en: "The 70/20/10 target", zh: "721 目标",
    mechanism: LocalizedText(
      en: """
        About 70 % of issues are to be closed in the grid, 20 % in the community, 10 % at the street. The target \
        is judged with its tolerance; and where people are held to it, they try again what they should pass up, \
        and some close what is not solved.
        """,
      zh: "约 70% 在网格、20% 在社区、10% 在镇街办结。按容差判定；而受其考核的人会把本应上交的再试一次，也有人把未解决的算作办结。"),
    sideEffect: LocalizedText(
      en: "A target on what is closed in the grid alone over-treats, and invites false closure.",
      zh: "只看网格办结率会导致过度处置，并诱发虚假办结。"),
    decisions: .some(LocalizedText(en: "the second try", zh: "再试一次")))

  public static var parameters: [MeasureParameter<Target721>] {
    [
      .number(
        "tolerance", { \.tolerance }, { .tolerance }, default: "5 points", range: "2 points–10 points",
        en: "How far off each share may be.",
        zh: "各比例的容差。"),
      .number(
        "confidence", { \.confidence }, { .share(.insideZeroToOne) }, default: "95%", range: "90%–99%",
        en: "Confidence of the verdict.",
        zh: "判定的置信水平。"),
      .number(
        "retries", { \.pressure }, { .share(.shareBelowOne) }, default: "30%", range: "0%–60%", source: .shumskyPinker,
        en: "Share of failures that the grid tries again instead of passing up.",
        zh: "网格失败后再试而不上交的比例。"),
      .number(
        "false_closure", { \.falseClosure }, { .share() }, default: "3%", range: "0%–15%",
        en: "Closures in the grid that solve nothing, added by pressure.",
        zh: "考核压力增加的网格虚假办结比例。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "1000 per year", range: "0–20000 per year",
        en: "Cost of counting and judging, for each second-tier unit.",
        zh: "每个第二层级单元的统计考核成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    scenario.tiers.count == 3 ? [] : [.custom(en: "the target is for three tiers", zh: "该目标针对三个层级")]
  }

  public func prepare(_ scenario: inout Scenario) {
    guard scenario.targets == nil, scenario.tiers.count == 3 else { return }
    var targets = TargetsSpec()
    targets.confidence = confidence
    targets.shares = zip(scenario.tiers, [0.7, 0.2, 0.1]).map { tier, share in
      ShareTarget(tier: tier.id, share: share, tolerance: tolerance)
    }
    scenario.targets = targets
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: min(1, scenario.tiers.count - 1)))
    scenario.tiers[0].retry = max(scenario.tiers[0].retry, pressure * dose)
    guard scenario.feedback != nil else { return }
    scenario.addFalseClosure(falseClosure * dose, atTier: 0)
  }
}
