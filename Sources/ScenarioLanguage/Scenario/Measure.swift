/// A lever of policy.
///
/// A measure says what it is, which numbers it has, and what it does to a scenario at a dose. It does nothing else: what
/// a dose changes are the causes (who may decide, who is there, who notices), and the split follows in the simulation.
///
/// A dose of 0 is absence and changes nothing; 1 is the measure in full.
public protocol Measure: Sendable {
  static var page: MeasurePage { get }
  static var parameters: [MeasureParameter<Self>] { get }

  init()

  /// What the scenario lacks for this measure to act on; empty when nothing.
  func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind]

  /// Adds the channels, types or calendars that the measure brings, without effect yet; asked again it adds nothing.
  func prepare(_ scenario: inout Scenario)

  /// Changes the scenario as the measure does at a dose in `0 < dose <= 1`.
  func apply(to scenario: inout Scenario, dose: Double)
}

extension Measure {
  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] { [] }
  public func prepare(_ scenario: inout Scenario) {}
}

/// What a measure is, for people: its row in the list, and its page.
public struct MeasurePage: Sendable {
  /// Its row in the list of mechanisms, 1 to 43; measures act in this order.
  public let number: Int
  /// As scenario files write it.
  public let id: String
  /// The term of the source documents.
  public let term: String
  public let title: LocalizedText
  /// What happens in the world.
  public let mechanism: LocalizedText
  /// What it is known to cost elsewhere.
  public let sideEffect: LocalizedText
  /// What becomes of issues in line and in hand when it begins, ends or changes.
  public let inHand: LocalizedText
  public let savedState: SavedStateRule
  /// What of it acts through authority or competence, which observed routing does not ask.
  public let decisions: DecisionPart

  public init(
    _ number: Int, _ id: String, term: String, en: String, zh: String, mechanism: LocalizedText,
    sideEffect: LocalizedText, inHand: LocalizedText = MeasurePage.newRulesForNewWork,
    savedState: SavedStateRule = .takesOver, decisions: DecisionPart = .nothing
  ) {
    self.number = number
    self.id = id
    self.term = term
    title = LocalizedText(en: en, zh: zh)
    self.mechanism = mechanism
    self.sideEffect = sideEffect
    self.inHand = inHand
    self.savedState = savedState
    self.decisions = decisions
  }

  public static let newRulesForNewWork = LocalizedText(
    en: "Work in hand is finished as it was begun; issues in line meet the new rules when their turn comes.",
    zh: "在办事项按原规则办完；排队事项轮到时适用新规则。")

  public static let onlyNewIssues = LocalizedText(
    en: "Issues that have arisen go on as they are; those that arise later meet the measure.",
    zh: "已发生的事项照旧；此后发生的事项适用该措施。")
}

/// What a state saved before the measure began is to the measure.
public enum SavedStateRule: String, Sendable {
  /// Every issue and unit of it goes on under the new rules.
  case takesOver = "takes over"
  /// What waits is moved to where it would wait under the new rules.
  case remaps
  /// Its units have no past in this process, so the branch is refused.
  case refuses
}

/// How much of a measure acts through who may decide an issue and who succeeds.
///
/// Issues whose routing is observed go where a log says, whoever may decide them, so that nothing of this reaches them.
public enum DecisionPart: Sendable {
  case nothing
  /// A part, and what it is.
  case some(LocalizedText)
  /// All that it is for.
  case all
}

/// A measure in a scenario: at which dose, from when to when.
public struct MeasureUse: Sendable {
  public var measure: any Measure
  public var page: MeasurePage { type(of: measure).page }
  /// First day; `nil` for the beginning of the run, warm-up included.
  public var from: CivilDate?
  /// First day without it; `nil` for never.
  public var until: CivilDate?
  public var dose = 1.0
  /// Further doses, each from a day on; ascending.
  public var steps: [DoseStep] = []

  public init(_ measure: any Measure, dose: Double = 1, from: CivilDate? = nil, until: CivilDate? = nil) {
    self.measure = measure
    self.dose = dose
    self.from = from
    self.until = until
  }

  /// The dose that holds on a day.
  public func dose(on day: CivilDate) -> Double {
    if let from, day < from { return 0 }
    if let until, day >= until { return 0 }
    return steps.last { $0.from <= day }?.dose ?? dose
  }

  /// The days on which the dose may change.
  package var changes: [CivilDate] { [from, until].compactMap { $0 } + steps.map(\.from) }
}

/// A dose from a day on.
public struct DoseStep: Hashable, Sendable {
  public var from: CivilDate
  public var dose: Double
  public init(from: CivilDate, dose: Double) {
    self.from = from
    self.dose = dose
  }
}
