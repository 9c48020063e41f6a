import RandomStreams
import ScenarioLanguage

/// 10 · 两新工委兜底 红色驿站: a default owner for ownerless issues.
public struct DefaultOwner: Measure {
  var fallback = 2 * 1440.0
  var stations = 2.0
  var gain = 0.1
  var channel = "courier"
  var cost = 30_000.0

  public init() {}

  public static let page = MeasurePage(
    10, "default_owner", term: "两新工委兜底 红色驿站", en: "A default owner for ownerless issues", zh: "无主事项兜底与红色驿站",
    mechanism: LocalizedText(
      en: """
        Issues that nobody owns wait until somebody takes them. A default owner takes them after a set delay at \
        the latest. Stations for couriers make these look out more: their clock of discovery runs faster.
        """,
      zh: "无人认领的事项一直等到有人接手；兜底单位最迟在规定时间后接手。红色驿站使骑手更活跃：其发现事项更快。"),
    sideEffect: LocalizedText(
      en: "Who knows that others catch what falls lets go sooner.",
      zh: "有人兜底，原责任方更容易放手。"))

  public static var parameters: [MeasureParameter<DefaultOwner>] {
    [
      .number(
        "fallback", { \.fallback }, { .duration(.positive) }, default: "2 days", range: "4 h–10 days",
        en: "Mean time until the default owner takes an issue.",
        zh: "兜底单位接手的平均时间。"),
      .number(
        "stations", { \.stations }, { .number(.zeroOrMore) }, default: "2", range: "0–10",
        en: "Stations of each top-tier unit.",
        zh: "每个顶层单元的驿站数。"),
      .number(
        "gain_per_station", { \.gain }, { .share() }, default: "10%", range: "0%–30%",
        en: "How much faster couriers find issues with each station.",
        zh: "每个驿站使骑手发现加快的幅度。"),
      .number(
        "channel", { \.channel }, { .reference(to: .channelWord) }, default: "courier", range: "",
        en: "The couriers' channel, where the scenario has it.",
        zh: "骑手渠道（若场景中有）。"),
      .number(
        "cost_per_station", { \.cost }, { .yearlyCost }, default: "30000 per year", range: "10000–100000 per year",
        en: "Cost of a station.",
        zh: "每个驿站的成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    scenario.types.contains { $0.ownerless > 0 }
      ? [] : [.needs("types.ownerless", en: "issues that nobody owns", zh: "无人认领的事项")]
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    let faster = 1 + gain * stations * dose
    for type in scenario.types.indices {
      if scenario.types[type].ownerless > 0 { scenario.types[type].fallback = .exponential(mean: fallback / dose) }
      if let delay = scenario.types[type].foundBy[channel], delay.isScalable {
        scenario.types[type].foundBy[channel] = delay.scaled(by: 1 / faster)
      }
    }
    scenario.addCost(of: Self.page, cost * stations * dose * scenario.unitCount(ofTier: scenario.tiers.count - 1))
  }
}
