import ScenarioLanguage

/// 23 · 一方所有多方共享: rooms shared between owners.
public struct SharedRooms: Measure {
  var rooms = 2.0
  var use = 0.3
  var cost = 10_000.0

  public init() {}

  public static let page = MeasurePage(
    23, "shared_rooms", term: "一方所有多方共享", en: "Rooms shared between owners", zh: "阵地一方所有、多方共享",
    mechanism: LocalizedText(
      en: """
        Owners open their rooms to each other and book them: there are more rooms for a meeting, and more people \
        who want one. A meeting without a room falls out and waits for the next date.
        """,
      zh: "各方互相开放会议室并预订：可用房间更多，想用的人也更多。没有房间的会议取消，等到下一次。"),
    sideEffect: LocalizedText(
      en: "Whoever opens rooms meets others' bookings in them.",
      zh: "开放者会碰上别人的预订。"))

  public static var parameters: [MeasureParameter<SharedRooms>] {
    [
      .number(
        "rooms", { \.rooms }, { .number(.zeroOrMore) }, default: "2", range: "0–6",
        en: "Rooms that partners open in each unit, by the measure in full.",
        zh: "全面实施时每个单元合作方开放的房间数。"),
      .number(
        "other_use", { \.use }, { .number(.zeroOrMore) }, default: "0.3", range: "0–2",
        en: "Bookings by others that sharing brings, at the hour of a meeting.",
        zh: "共享带来的同时段他人预订数。"),
      .number(
        "cost_per_room", { \.cost }, { .yearlyCost }, default: "10000 per year", range: "0–50000 per year",
        en: "Cost of opening a room.",
        zh: "开放一间房的成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    [scenario.deliberation, scenario.jointMeeting].contains { $0?.rooms != nil }
      ? [] : [.needs("deliberation.rooms", en: "meetings that need a room", zh: "需要会议室的会议")]
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    for key in [\Scenario.deliberation, \Scenario.jointMeeting] {
      guard let own = scenario[keyPath: key]?.rooms else { continue }
      scenario[keyPath: key]?.rooms = own + Int((rooms * dose).rounded())
      scenario[keyPath: key]?.otherUse += use * dose
    }
    scenario.addCost(
      of: Self.page, cost * rooms * dose * scenario.unitCount(ofTier: min(1, scenario.tiers.count - 1)))
  }
}
