import ScenarioLanguage

/// 16 · 六管: six classes of members.
public struct SixClasses: Measure {
  /// Members of a second-tier unit.
  var members = 111.0
  var directShare = 0.3
  var directHours = 120.0
  var directResponse = 0.2
  var jointShare = 0.2
  var jointHours = 120.0
  var jointResponse = 0.15
  var entrustedShare = 0.15
  var entrustedHours = 90.0
  var entrustedResponse = 0.1
  var followedShare = 0.1
  var followedHours = 60.0
  var followedResponse = 0.05
  var coordinatedShare = 0.1
  var coordinatedHours = 90.0
  var coordinatedResponse = 0.1
  var dualShare = 0.15
  var dualHours = 120.0
  var dualResponse = 0.12
  var cost = 50.0

  public init() {}

  public static let page = MeasurePage(
    16, "six_classes", term: "六管", en: "Six classes of members", zh: "六管（直管、共管、托管、跟管、协管、双管）",
    mechanism: LocalizedText(
      en: """
        Members fall into six classes by who manages them. Each class has its own share, hours of the week and \
        response; they come to the grids of their community and take what waits.
        """,
      zh: "党员按管理方式分为六类，各有比例、每周时长和应召率；到所在社区的网格接手排队事项。"),
    sideEffect: LocalizedText(
      en: "Six lists to keep; members who are on two of them are called twice.",
      zh: "要维护六份名册；同在两份的人被召集两次。"),
    decisions: .some(.competencePart))

  public static var parameters: [MeasureParameter<SixClasses>] {
    [
      .number(
        "members", { \.members }, { .number(.zeroOrMore) }, default: "111", range: "60–200", source: .sourceDocument,
        en: "Members of a second-tier unit, of all classes.",
        zh: "每个第二层级单元的党员数（各类合计）。"),
      .number(
        "direct_share", { \.directShare }, { .share() }, default: "30%", range: "5%–50%",
        en: "Share of members in the class: directly managed.",
        zh: "直管党员比例。"),
      .number(
        "direct_hours", { \.directHours }, { .duration(.positive) }, default: "2 h", range: "1 h–4 h",
        en: "How long they stay each week: directly managed.",
        zh: "直管党员每周服务时长。"),
      .number(
        "direct_response", { \.directResponse }, { .share() }, default: "20%", range: "2%–40%",
        en: "Share who come when called: directly managed.",
        zh: "直管党员应召比例。"),
      .number(
        "joint_share", { \.jointShare }, { .share() }, default: "20%", range: "5%–50%",
        en: "Share of members in the class: jointly managed.",
        zh: "共管党员比例。"),
      .number(
        "joint_hours", { \.jointHours }, { .duration(.positive) }, default: "2 h", range: "1 h–4 h",
        en: "How long they stay each week: jointly managed.",
        zh: "共管党员每周服务时长。"),
      .number(
        "joint_response", { \.jointResponse }, { .share() }, default: "15%", range: "2%–40%",
        en: "Share who come when called: jointly managed.",
        zh: "共管党员应召比例。"),
      .number(
        "entrusted_share", { \.entrustedShare }, { .share() }, default: "15%", range: "5%–50%",
        en: "Share of members in the class: entrusted.",
        zh: "托管党员比例。"),
      .number(
        "entrusted_hours", { \.entrustedHours }, { .duration(.positive) }, default: "90 min", range: "1 h–4 h",
        en: "How long they stay each week: entrusted.",
        zh: "托管党员每周服务时长。"),
      .number(
        "entrusted_response", { \.entrustedResponse }, { .share() }, default: "10%", range: "2%–40%",
        en: "Share who come when called: entrusted.",
        zh: "托管党员应召比例。"),
      .number(
        "followed_share", { \.followedShare }, { .share() }, default: "10%", range: "5%–50%",
        en: "Share of members in the class: followed (floating members).",
        zh: "跟管党员比例。"),
      .number(
        "followed_hours", { \.followedHours }, { .duration(.positive) }, default: "1 h", range: "1 h–4 h",
        en: "How long they stay each week: followed (floating members).",
        zh: "跟管党员每周服务时长。"),
      .number(
        "followed_response", { \.followedResponse }, { .share() }, default: "5%", range: "2%–40%",
        en: "Share who come when called: followed (floating members).",
        zh: "跟管党员应召比例。"),
      .number(
        "coordinated_share", { \.coordinatedShare }, { .share() }, default: "10%", range: "5%–50%",
        en: "Share of members in the class: coordinated.",
        zh: "协管党员比例。"),
      .number(
        "coordinated_hours", { \.coordinatedHours }, { .duration(.positive) }, default: "90 min", range: "1 h–4 h",
        en: "How long they stay each week: coordinated.",
        zh: "协管党员每周服务时长。"),
      .number(
        "coordinated_response", { \.coordinatedResponse }, { .share() }, default: "10%", range: "2%–40%",
        en: "Share who come when called: coordinated.",
        zh: "协管党员应召比例。"),
      .number(
        "dual_share", { \.dualShare }, { .share() }, default: "15%", range: "5%–50%",
        en: "Share of members in the class: managed twice (work and home).",
        zh: "双管党员比例。"),
      .number(
        "dual_hours", { \.dualHours }, { .duration(.positive) }, default: "2 h", range: "1 h–4 h",
        en: "How long they stay each week: managed twice (work and home).",
        zh: "双管党员每周服务时长。"),
      .number(
        "dual_response", { \.dualResponse }, { .share() }, default: "12%", range: "2%–40%",
        en: "Share who come when called: managed twice (work and home).",
        zh: "双管党员应召比例。"),
      .number(
        "cost_per_member", { \.cost }, { .yearlyCost }, default: "50 per year", range: "0–300 per year",
        en: "Insurance and material of each member who may be called.",
        zh: "每名可召集成员的保险与物资成本。"),
    ]
  }

  private struct Kind {
    let id: String
    let en: String
    let zh: String
    /// Minute of the week, Monday 00:00 first.
    let session: Double
  }

  private static let kinds = [
    Kind(id: "direct", en: "Directly managed", zh: "直管党员", session: 1 * 1440 + 1140),
    Kind(id: "joint", en: "Jointly managed", zh: "共管党员", session: 3 * 1440 + 1140),
    Kind(id: "entrusted", en: "Entrusted", zh: "托管党员", session: 2 * 1440 + 1140),
    Kind(id: "followed", en: "Followed (floating members)", zh: "跟管党员", session: 6 * 1440 + 600),
    Kind(id: "coordinated", en: "Coordinated", zh: "协管党员", session: 5 * 1440 + 600),
    Kind(id: "dual", en: "Managed twice (work and home)", zh: "双管党员", session: 5 * 1440 + 840),
  ]

  private var numbers: [(share: Double, stay: Double, response: Double)] {
    [
      (directShare, directHours, directResponse),
      (jointShare, jointHours, jointResponse),
      (entrustedShare, entrustedHours, entrustedResponse),
      (followedShare, followedHours, followedResponse),
      (coordinatedShare, coordinatedHours, coordinatedResponse),
      (dualShare, dualHours, dualResponse),
    ]
  }

  public func prepare(_ scenario: inout Scenario) {
    for kind in Self.kinds {
      scenario.addVolunteers(kind.id + "_members", en: kind.en, zh: kind.zh, sessions: [kind.session])
    }
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    let perUnit = members / max(1, scenario.unitsBelow(tier: 1))
    scenario.addCost(of: Self.page, cost * dose * perUnit * scenario.unitCount(ofTier: 0))
    for (kind, number) in zip(Self.kinds, numbers) {
      scenario.changeVolunteers(kind.id + "_members") {
        $0.perUnit = perUnit * number.share * dose
        $0.response = number.response
        $0.stay = number.stay
        $0.pace = 0.7
        $0.skill = -0.1
      }
    }
  }
}
