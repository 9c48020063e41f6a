import RandomStreams
import ScenarioLanguage

/// 26 · 一心两智 物联网 5G: command centre and sensors.
public struct CommandCentre: Measure {
  var sensors = 0.15
  var delay = 10.0
  var accuracy = 0.7
  var dispatch = 5.0
  var cost = 3000.0

  public init() {}

  public static let page = MeasurePage(
    26, "command_centre", term: "一心两智 物联网 5G", en: "Command centre and sensors", zh: "一心两智与物联网",
    mechanism: LocalizedText(
      en: """
        Sensors notice a part of the issues within minutes, and a central desk sends them on at once and to the \
        right place: more is put right before anybody complains.
        """,
      zh: "传感器在几分钟内发现一部分事项，中心立即派到正确的地方：更多事项在有人投诉之前就已解决。"),
    sideEffect: LocalizedText(
      en: "What sensors see is not what residents care for most.",
      zh: "传感器看得见的，未必是居民最在意的。"),
    inHand: MeasurePage.onlyNewIssues)

  public static var parameters: [MeasureParameter<CommandCentre>] {
    [
      .number(
        "sensors", { \.sensors }, { .share() }, default: "15%", range: "2%–40%",
        en: "Share of issues within a sensor's reach.",
        zh: "传感器可及的事项比例。"),
      .number(
        "delay", { \.delay }, { .duration(.positive) }, default: "10 min", range: "1 min–2 h",
        en: "Mean time until a sensor reports.",
        zh: "传感器上报的平均时间。"),
      .number(
        "routing_accuracy", { \.accuracy }, { .share() }, default: "70%", range: "30%–95%",
        en: "Share of wrong assignments that no longer happen.",
        zh: "避免的派错比例。"),
      .number(
        "dispatch", { \.dispatch }, { .duration(.positive) }, default: "5 min", range: "1 min–30 min",
        en: "Mean time of dispatch.",
        zh: "平均派单时间。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "3000 per year", range: "500–20000 per year",
        unit: .perUnitOfLowestTier,
        en: "Cost of sensors and centre.",
        zh: "传感器与中心的成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] { scenario.needsDiscovery }

  public func prepare(_ scenario: inout Scenario) {
    scenario.addChannel("sensors", en: "Sensors", zh: "物联感知", calendar: "always") { $0.needsIntake = false }
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    for type in scenario.types.indices where !scenario.types[type].foundBy.isEmpty {
      scenario.types[type].foundBy["sensors"] = .exponential(mean: delay)
    }
    scenario.changeChannel("sensors") { $0.reach = sensors * dose }
    if var intake = scenario.intake {
      intake.wrongUnit *= 1 - accuracy * dose
      intake.wrongTier *= 1 - accuracy * dose
      let now = intake.dispatch.mean
      intake.dispatch = intake.dispatch.withMean(min(now, now.moved(to: dispatch, by: dose)))
      scenario.intake = intake
    }
    scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: 0))
  }
}
