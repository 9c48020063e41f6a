import RandomStreams
import ScenarioLanguage

/// 35 · 多方联席会议: joint meetings.
public struct JointMeetings: Measure {
  /// Minutes of the week: Tuesday and Thursday, 14:00.
  var sessions: [Double] = [2280, 5160]
  var batch = 10
  var quorum = 0.8
  var success = 0.6
  var type = ""
  var share = 0.4
  var cost = 4000.0

  public init() {}

  public static let page = MeasurePage(
    35, "joint_meetings", term: "多方联席会议", en: "Joint meetings", zh: "居委、业委、物业多方联席会议",
    mechanism: LocalizedText(
      en: """
        Committee, owners and property firm meet at set times and settle several issues at once, if enough of \
        them come. The wait for a meeting is E[T²]/2E[T] for gaps T; a quorum p that fails costs further gaps.
        """,
      zh: "居委、业委、物业定期会商，到会人数足够时一次处理若干事项。间隔 T 的平均等待为 E[T²]/2E[T]；法定人数概率 p 不足则再等若干次。"),
    sideEffect: LocalizedText(
      en: "What could be settled today waits for the meeting.",
      zh: "今天能办的也要等会。"))

  public static var parameters: [MeasureParameter<JointMeetings>] {
    [
      .number(
        "sessions", { \.sessions }, { .sessions }, default: "Tue,Thu 14:00", range: "",
        en: "When meetings begin, each week.",
        zh: "每周开会时间。"),
      .number(
        "batch", { \.batch }, { .integer(1...10_000) }, default: "10", range: "5–30", unit: .issues,
        en: "Issues of one meeting at most.",
        zh: "每次最多处理的事项数。"),
      .number(
        "quorum", { \.quorum }, { .share() }, default: "80%", range: "50%–100%",
        en: "Chance that enough people come.",
        zh: "到会人数足够的概率。"),
      .number(
        "success", { \.success }, { .share() }, default: "60%", range: "30%–90%",
        en: "Chance that a meeting settles an issue.",
        zh: "一次会议解决一个事项的概率。"),
      .number(
        "type", { \.type }, { .reference(to: .typeWord) }, default: "", range: "",
        en: "The type that goes to meetings; left out, all do.",
        zh: "进入联席会议的类型；不写则为全部。"),
      .number(
        "share", { \.share }, { .share() }, default: "40%", range: "10%–80%",
        en: "Share of the type's issues in the second tier that go there.",
        zh: "该类型在第二层级的事项中进入会议的比例。"),
      .number(
        "cost_per_unit", { \.cost }, { .yearlyCost }, default: "4000 per year", range: "0–20000 per year",
        en: "Cost of the meetings of each second-tier unit.",
        zh: "每个第二层级单元的会议成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] { scenario.needsType(type) }

  public func prepare(_ scenario: inout Scenario) {
    if scenario.jointMeeting == nil { scenario.jointMeeting = meeting(in: scenario) }
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    scenario.addCost(of: Self.page, cost * dose * scenario.unitCount(ofTier: min(1, scenario.tiers.count - 1)))
    var meeting = meeting(in: scenario)
    meeting.rooms = scenario.jointMeeting?.rooms
    meeting.otherUse = scenario.jointMeeting?.otherUse ?? 0
    scenario.jointMeeting = meeting
    for index in scenario.types.indices where type.isEmpty || scenario.types[index].id == type {
      let now = scenario.types[index].jointMeeting
      scenario.types[index].jointMeeting = max(now, now.moved(to: share, by: dose))
    }
  }

  private func meeting(in scenario: Scenario) -> DeliberationSpec {
    var meeting = DeliberationSpec()
    meeting.at = scenario.tiers[min(1, scenario.tiers.count - 1)].id
    meeting.sessions = sessions
    meeting.batch = batch
    meeting.quorum = quorum
    meeting.success = success
    meeting.duration = .constant(120)
    return meeting
  }
}
