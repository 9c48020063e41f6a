import RandomStreams
import ScenarioLanguage

/// 18 · 移动探头 兼职网格员: riders and drivers as probes.
public struct RiderProbes: Measure {
  var riders = 4.0
  var reports = 1.6
  var accuracy = 0.8
  var duplicates = 0.3
  var partTime = 0.02
  var fee = 5.0

  public init() {}

  public static let page = MeasurePage(
    18, "rider_probes", term: "移动探头 兼职网格员", en: "Riders and drivers as probes", zh: "网约车司机、外卖员、快递员作移动探头",
    mechanism: LocalizedText(
      en: """
        Riders and drivers see issues on their way and report some of them: a further clock of discovery, as \
        fast as their number of reports a year, the issues that arise and the time these stand undiscovered make \
        it. Some reports are wrong or of known issues. A few riders serve as part-time grid workers in the \
        evening.
        """,
      zh: "骑手和司机沿途发现并上报事项：这是又一只发现时钟，其快慢取决于每年上报数、事项发生数和未被发现的时长。部分上报有误或重复。少数骑手晚间兼职网格员。"),
    sideEffect: LocalizedText(
      en: "More eyes find more: detection is sooner, and the load on desks and grids rises.",
      zh: "眼睛多了发现也多：发现更早，受理台与网格负荷上升。"),
    inHand: MeasurePage.onlyNewIssues)

  public static var parameters: [MeasureParameter<RiderProbes>] {
    [
      .number(
        "riders", { \.riders }, { .number(.zeroOrMore) }, default: "4", range: "1–10", unit: .perUnitOfLowestTier,
        en: "Riders and drivers who pass through.",
        zh: "途经的骑手和司机数。"),
      .number(
        "reports", { \.reports }, { .number(.zeroOrMore) }, default: "1.6", range: "1–50", source: .sourceDocument,
        unit: .reportsPerYear,
        en: "Reports of each rider.",
        zh: "每名骑手的上报数。"),
      .number(
        "accuracy", { \.accuracy }, { .share(NumberRange(low: 0, high: 1, lowIncluded: false)) }, default: "80%",
        range: "50%–95%",
        en: "Share of reports that are of an issue.",
        zh: "上报属实的比例。"),
      .number(
        "duplicates", { \.duplicates }, { .number(.zeroOrMore) }, default: "0.3", range: "0–1", unit: .reports,
        en: "Further reports of the same issue.",
        zh: "同一事项的重复上报数。"),
      .number(
        "part_time", { \.partTime }, { .share() }, default: "2%", range: "0%–5%",
        en: "Share of riders who serve two evening hours a week.",
        zh: "每周晚间兼职两小时的骑手比例。"),
      .number(
        "fee", { \.fee }, { .number(.zeroOrMore) }, default: "5", range: "0–20", unit: .yuan,
        en: "Fee for a report.",
        zh: "每次上报的奖励。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] { scenario.needsDiscovery }

  public func prepare(_ scenario: inout Scenario) {
    scenario.addCalendar("rider_hours", weekdays: [480...1320], weekends: [480...1320])
    let hasDesk = scenario.intake != nil
    scenario.addChannel("riders", en: "Riders and drivers", zh: "骑手与司机", calendar: "rider_hours") {
      $0.needsIntake = hasDesk
      // Where there is no desk the grid goes to see.
      $0.verify = hasDesk ? nil : .constant(15)
    }
    scenario.addVolunteers("part_time_riders", en: "Part-time riders", zh: "兼职骑手", sessions: [4 * 1440 + 1140])
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    let perUnit = riders * reports * dose
    // So many true reports a year meet so many issues, each of which stands undiscovered for so long.
    let standing = scenario.types.reduce(0) { sum, type in
      sum + scenario.issuesPerUnitYear(of: type) * type.timeUndiscovered
    }
    guard perUnit > 0, standing > 0 else { return }
    let delay = standing / (perUnit * accuracy)
    for type in scenario.types.indices where !scenario.types[type].foundBy.isEmpty {
      scenario.types[type].foundBy["riders"] = .exponential(mean: delay)
    }
    scenario.changeChannel("riders") {
      $0.falseAlarms = (1 - accuracy) / accuracy
      $0.duplicates = duplicates
    }
    scenario.changeVolunteers("part_time_riders") {
      $0.perUnit = riders * partTime * dose
      $0.response = 1
      $0.pace = 0.7
      $0.skill = -0.15
    }
    scenario.addCost(of: Self.page, fee * perUnit * scenario.unitCount(ofTier: 0))
  }
}
