import RandomStreams
import ScenarioLanguage

/// All that a measure may change while time goes on: the numbers by which issues are found, handled and closed.
///
/// The ground, the calendars and the names of types, channels and departments stay; a phase of the policy has rules of
/// its own for them, in tables of the same length.
struct FlowRules: Sendable {
  var tiers: [Tier] = []
  /// Types that scenarios name, then the errands, which are no issues.
  var types: [IssueType] = []
  /// One element per type and tier, type by type.
  var typesAtTiers: [TypeAtTier] = []
  /// Ways on of types whose routing is observed.
  var routes: [Route] = []
  /// Upper limits of the numbers of luck with which issues start at a tier, tier by tier for each type that has shares.
  var startLimits: [Double] = []
  /// One element per type and channel, type by type.
  var typesInChannels: [TypeInChannel] = []
  var channels: [Channel] = []
  var intake: Intake?
  var departments: [Department] = []
  var departmentCalls: [DepartmentCall] = []
  /// Tier that may call departments; -1 for none.
  var whistleTier = -1
  /// By ``MeetingKind``.
  var meetings: [Meeting?] = [nil, nil]
  var volunteers: [Volunteers] = []
  var responders: [Responder] = []
  var works: [Works] = []
  var steering: SteeringSpec?
  var projects: ProjectSpec?
  var feedback: Feedback?
  var withdrawal: Withdrawal?
  /// One element per station.
  var layout = FlowModel.StationLayout()
  var stations: [StationPlan] = []
  /// Arrivals of each type for one of the base city.
  var arrivalFactors: [Double] = []
  /// What the measures cost, beside staff, in money a year.
  var policyCosts: [PolicyCost] = []
}

/// A stretch of time in which the same rules hold.
struct Phase: Sendable {
  /// Simulated minutes.
  let start: Double
  let rules: FlowRules
}
