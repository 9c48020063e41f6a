import RandomStreams

/// A scenario file as a value: what the author wrote, with defaults filled in and nothing yet cross-checked.
///
/// Every property mirrors one key of the file, but for those that say so: what measures add. Names that point elsewhere
/// (a calendar, a tier, a profile) are still names; a model resolves them. All durations of distributions are minutes.
public struct Scenario: Sendable {
  public var name = ""
  public var title = LocalizedText()
  public var about = LocalizedText()
  /// What whoever reads a result must know first.
  public var caution = LocalizedText()
  /// First day of the observation; the warm-up lies before it.
  public var start = CivilDate(year: 2025, month: 1, day: 1)
  public var warmUp = WarmUp.fixed(0)
  /// Length of the observation window, in minutes.
  public var observe = 0.0
  /// How long after the window the cohort is followed at most, in minutes.
  public var drain = 0.0
  public var seed: UInt32 = 1
  public var replications = 10
  public var generator = "philox"
  public var holidays: [HolidayRule] = []
  public var calendars: [CalendarSpec] = []
  public var profiles: [ProfileSpec] = []
  public var city = CitySpec()
  /// Cities that a log leaves plausible.
  public var ensemble: EnsembleSpec?
  /// From the ground up: the first tier is where issues arise.
  public var tiers: [TierSpec] = []
  public var types: [IssueTypeSpec] = []
  public var channels: [ChannelSpec] = []
  public var intake: IntakeSpec?
  public var departments: [DepartmentSpec] = []
  /// The tier that may call departments together; empty when none may.
  public var whistleAt = ""
  public var deliberation: DeliberationSpec?
  /// Meetings of several parties: residents' committee, owners, property firm.
  public var jointMeeting: DeliberationSpec?
  public var feedback: FeedbackSpec?
  public var withdrawal: WithdrawalSpec?
  /// Issues already open when the simulation begins, as so many minutes' worth of arrivals.
  public var backlog = 0.0
  public var targets: TargetsSpec?
  /// Work that is no issue and keeps the lowest tier busy.
  public var errands: [ErrandSpec] = []
  public var volunteers: [VolunteerSpec] = []
  public var responders: [ResponderSpec] = []
  /// What measures do to the city; no keys of the file.
  public var works: [WorksSpec] = []
  public var steering: SteeringSpec?
  public var projects: ProjectSpec?
  public var measures: [MeasureUse] = []
  /// What the measures should do, against the same city without them.
  public var expectations: [ExpectationSpec] = []
  /// What measures cost beside staff; no key of the file, they say it themselves.
  public var policyCosts: [PolicyCost] = []

  public init() {}
}

/// One line of a holiday file: a day off, or a make-up workday on a weekend.
public struct HolidayRule: Hashable, Sendable {
  public var date: CivilDate
  public var isWorkday: Bool
  public init(date: CivilDate, isWorkday: Bool) {
    self.date = date
    self.isWorkday = isWorkday
  }
}
