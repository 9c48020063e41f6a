import RandomStreams

/// A scenario file as a value: what the author wrote, with defaults filled in and nothing yet cross-checked.
///
/// Every property mirrors one key of the file. Names that point elsewhere (a calendar, a tier, a profile) are still
/// names; ``FlowModel/init(validating:)`` resolves them. All durations of distributions are minutes.
public struct Scenario: Sendable {
  public var name = ""
  public var title = LocalizedText()
  public var about = LocalizedText()
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

/// A text in English and Chinese; either may be empty.
public struct LocalizedText: Hashable, Sendable {
  public var en = ""
  public var zh = ""
  public init(en: String = "", zh: String = "") {
    self.en = en
    self.zh = zh
  }
}

public enum WarmUp: Hashable, Sendable {
  /// So many minutes before the observation.
  case fixed(Double)
  /// Detected by MSER-5 on the daily series of a pilot, at most so many minutes.
  case detected(atMost: Double)
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

/// When people work: hours of a week, and what public holidays do to them.
public struct CalendarSpec: Hashable, Sendable {
  public var id = ""
  public var title = LocalizedText()
  /// Seven lists, Monday first, of half-open intervals in minutes of the day; sorted, disjoint.
  public var week: [[MinuteInterval]] = []
  /// Whether public holidays close it (make-up workdays then follow Monday's hours).
  public var closedOnHolidays = true
  public init() {}
}

/// A half-open interval of minutes of a day, `0 <= start < end <= 1440`.
public struct MinuteInterval: Hashable, Sendable {
  public var start: Double
  public var end: Double
  public init(start: Double, end: Double) {
    self.start = start
    self.end = end
  }
}

/// How arrivals vary: 168 hour-of-week weights (Monday 00:00 first) and 12 month weights; only ratios matter.
public struct ProfileSpec: Hashable, Sendable {
  public var id = ""
  public var hoursOfWeek = [Double](repeating: 1, count: 168)
  public var months = [Double](repeating: 1, count: 12)
  public init() {}
}

/// The ground: units of every tier, and the households in them.
public struct CitySpec: Sendable {
  public enum Source: Sendable {
    /// Numbers per tier: the highest in all, each lower one per unit of the tier above.
    case generated(units: [String: Int])
    /// One table of units for each tier, from CSV files.
    case tables([String: [UnitRow]])
  }
  public var source = Source.generated(units: [:])
  /// Households of a lowest-tier unit, for generated cities.
  public var households = Distribution.constant(1000)
  /// The unit's multiplier of arrival rates; scaled so that the city's mean is one.
  public var skew = Distribution.constant(1)
  /// Selects the ground; the master seed does not move it.
  public var seed: UInt32 = 1
  /// People of a household.
  public var householdSize = 2.5
  public init() {}
}

/// One row of a unit table.
public struct UnitRow: Hashable, Sendable {
  public var id: String
  public var parent: String
  public var title: LocalizedText
  public var households: Double?
  public var staff: Int?
  /// Floor area in square metres.
  public var area: Double?
  public var line: Int
  public init(
    id: String, parent: String, title: LocalizedText, households: Double?, staff: Int?, area: Double?, line: Int
  ) {
    self.id = id
    self.parent = parent
    self.title = title
    self.households = households
    self.staff = staff
    self.area = area
    self.line = line
  }
}

public enum EndOfShift: String, CaseIterable, BitwiseCopyable, Sendable {
  case pause
  case finishAndLeave = "finish and leave"
  case handOver = "hand over"
}

public enum Discipline: String, CaseIterable, Sendable {
  case firstCome = "first come"
  case priority
  case earliestDeadline = "earliest deadline"
}

/// What becomes of an issue that waited longer than its tier's limit.
public enum OverdueRule: String, CaseIterable, Sendable {
  case escalate
  case stay
}

public struct TierSpec: Sendable {
  public var id = ""
  public var title = LocalizedText()
  /// Workers of a unit; a fraction is drawn per unit as one more or one fewer.
  public var staff = 1.0
  public var calendar = "always"
  public var discipline = Discipline.firstCome
  public var endOfShift = EndOfShift.pause
  /// Places to wait; `nil` is without limit. A full room passes the issue up, or loses it at the top.
  public var waitingRoom: Int?
  /// Share of the shift lost to reports, `0 ..< 1`.
  public var paperwork = 0.0
  /// Hands-on time is divided by it.
  public var speed = 1.0
  public var competence = CompetenceSpec()
  public var referral = ReferralSpec()
  /// Longest wait in line, then `overdue` applies; `nil` is without limit.
  public var waitLimit: TimeSpan?
  public var overdue = OverdueRule.escalate
  /// Elapsed time of passing an issue up from this tier, in minutes.
  public var transfer = Distribution.constant(0)
  /// Share of the issues that the tier below could decide which are handed back down.
  public var sendDown = 0.0
  /// Elapsed time of handing an issue down from this tier, in minutes.
  public var sendDownDelay = Distribution.constant(0)
  /// Yearly cost of one worker.
  public var costPerWorker = 0.0
  /// Specialist lines; without any, all issues of a unit wait in one line.
  public var lines: [LineSpec] = []
  /// Share of issues that a second line registers as well, and its hands-on minutes until that shows.
  public var lineDuplicates = 0.0
  public var lineCheck = Distribution.constant(0)
  public var turnover: TurnoverSpec?
  public var weakness: WeaknessSpec?
  public var coverage: CoverageSpec?
  public var leadership: LeadershipSpec?
  /// Floor area that limits how many serve at once; `nil` is no limit.
  public var floor: FloorSpec?
  /// Minutes between collections of what goes up; 0 is at once.
  public var collectEvery = 0.0
  /// Minutes lost when a worker turns to an issue of another type than before.
  public var switching = 0.0

  // No keys of the file: what measures do to the tier.
  /// Workers added to each unit, or taken when negative.
  public var extraStaff = 0.0
  public var mergesLines = false
  /// Growth of hands-on time of those who do all lines' work.
  public var generalistPenalty = 0.0
  public var rating: RatingSpec?
  public var overflow: OverflowSpec?
  public var orders: OrderSpec?
  public var adoption: AdoptionSpec?
  /// Chance that a tier tries once more what it failed to solve.
  public var retry = 0.0
  public init() {}
}

/// Work that arrives at the lowest tier from above and is no resident's issue: forms, inspections, campaigns.
public struct ErrandSpec: Sendable {
  public var id = ""
  public var title = LocalizedText()
  public var rate = ArrivalRate.perUnit(0)
  /// Empty is a constant rate.
  public var profile = ""
  /// Hands-on minutes.
  public var work = Distribution.constant(0)
  public init() {}
}

/// What a measure costs in a year, beside staff.
public struct PolicyCost: Hashable, Sendable {
  public var measure: String
  public var perYear: Double
  public init(measure: String, perYear: Double) {
    self.measure = measure
    self.perYear = perYear
  }
}

/// Chance of success against complexity `x`: `1 / (1 + exp((x - level) / spread))`; a step at `level` for spread 0.
public struct CompetenceSpec: Hashable, Sendable {
  public var level = 2.0
  public var spread = 0.0
  public init() {}
}

/// Chance that a worker passes an issue up untouched: `base + rise * min(1, waiting per worker / atQueue)`.
public struct ReferralSpec: Hashable, Sendable {
  public var base = 0.0
  public var rise = 0.0
  public var atQueue = 10.0
  public init() {}
}

/// A span in clock time, in working time, or in working days of the calendar concerned.
public enum TimeSpan: Hashable, Sendable {
  case clock(minutes: Double)
  case workingTime(minutes: Double)
  case workingDays(Double)
}

public enum ArrivalRate: Hashable, Sendable {
  /// Issues a minute from each household.
  case perHousehold(Double)
  /// Issues a minute from each lowest-tier unit.
  case perUnit(Double)
  /// Issues a minute from the whole city.
  case perCity(Double)
}

public enum Urgency: String, CaseIterable, Sendable {
  case emergency
  case urgent
  case routine
}

public struct IssueTypeSpec: Sendable {
  public var id = ""
  public var title = LocalizedText()
  public var rate = ArrivalRate.perUnit(0)
  /// Empty is a constant rate.
  public var profile = ""
  /// Coefficient of variation of the gamma factor of a day in a top-tier unit; 0 is plain Poisson.
  public var overDispersion = 0.0
  /// Complexity in `0 ... 1`; draws beyond are clamped to it.
  public var complexity = Distribution.constant(0)
  /// Share of issues that each tier may decide, by tier id; a missing tier takes the share of the tier below.
  public var authority: [String: Double] = [:]
  /// Hands-on minutes by tier id.
  public var work: [String: Distribution] = [:]
  /// Hands-on minutes until a tier without authority knows it; missing: the whole work.
  public var examine: [String: Distribution] = [:]
  /// Minutes that solved work waits on others, without staff, by tier id.
  public var outside: [String: Distribution] = [:]
  public var urgency = Urgency.routine
  /// Time limit from registration to closing; `nil` is without.
  public var limit: TimeSpan?
  /// Minutes until a channel finds it, by channel id; empty with no channels: at once.
  public var foundBy: [String: Distribution] = [:]
  /// Growth of complexity per day undiscovered.
  public var worsening = 0.0
  /// Share settled by a household anchor, property firm or the residents, never registered.
  public var selfHelp = 0.0
  /// Minutes that self-help takes.
  public var selfHelpTime = Distribution.constant(0)
  /// Tier where registered issues start; empty: the lowest that the channel reports to.
  public var startAt = ""
  /// Departments that the whistle calls, by id, each with the share of issues handled at the whistling tier that
  /// need it.
  public var departments: [String: Double] = [:]
  /// Share of issues handled at the deliberating tier that go to a residents' session.
  public var deliberation = 0.0
  /// Chance that an issue that was closed without a lasting cure arises again.
  public var recurrence = 0.0
  public var recurrenceDelay = Distribution.constant(0)
  /// Line of the lowest tier that it belongs to; empty: the first.
  public var line = ""
  /// Share of issues that nobody owns, and the minutes until somebody takes them.
  public var ownerless = 0.0
  public var ownerlessDelay = Distribution.constant(0)
  /// Share of issues in blank spots, which no channel of the lowest tier reaches.
  public var blank = 0.0
  /// Share of issues handled at the meeting tier that go to a joint meeting.
  public var jointMeeting = 0.0

  // No keys of the file: what measures do to the type.
  /// Minutes after which a default owner takes what nobody owns.
  public var fallback: Distribution?
  /// Share of recurrences that a settlement by the residents themselves prevents.
  public var lasting = 0.0
  public init() {}
}

/// A way to notice an issue, with the hours in which its clock runs.
public struct ChannelSpec: Sendable {
  public var id = ""
  public var title = LocalizedText()
  public var calendar = "always"
  /// Tier that the report reaches first; empty: the lowest.
  public var reportsTo = ""
  /// Whether the intake desk handles the report.
  public var needsIntake = true
  /// Minutes between noticing and reporting, such as the walk to a centre.
  public var travel = Distribution.constant(0)
  /// Mean number of further reports of the same issue.
  public var duplicates = 0.0
  /// Mean number of false alarms for each true report.
  public var falseAlarms = 0.0
  /// Whether a report by it is a resident's complaint.
  public var isComplaint = false
  /// Hands-on minutes at the lowest tier to see whether a report is true; `nil` when nobody looks.
  public var verify: Distribution?

  /// Centres to which residents walk, instead of `travel`.
  public var circle: CircleSpec?
  /// Share of issues that it can notice at all; no key of the file.
  public var reach = 1.0
  public init() {}
}

/// The desk that registers reports, removes duplicates and assigns.
public struct IntakeSpec: Sendable {
  public var at = ""
  public var staff = 1.0
  public var calendar = "always"
  public var work = Distribution.constant(0)
  /// Elapsed minutes of dispatch after the desk.
  public var dispatch = Distribution.constant(0)
  /// Share assigned to a sibling unit.
  public var wrongUnit = 0.0
  /// Share assigned one tier too high.
  public var wrongTier = 0.0
  /// Hands-on minutes in the wrong unit until it is noticed.
  public var checkWork = Distribution.constant(0)
  /// Elapsed minutes of the return.
  public var returnDelay = Distribution.constant(0)
  public var costPerWorker = 0.0
  public init() {}
}

/// A specialised department that joins when the whistle calls, with staff in every unit of the whistling tier.
public struct DepartmentSpec: Sendable {
  public var id = ""
  public var title = LocalizedText()
  public var staff = 1.0
  public var calendar = "always"
  /// Elapsed minutes until the department answers the call.
  public var response = Distribution.constant(0)
  public var work = Distribution.constant(0)
  public var costPerWorker = 0.0
  /// Workers lent by others, in every unit; no key of the file.
  public var lent = 0.0
  public init() {}
}

/// Residents' sessions: bulk service at fixed times of the week.
public struct DeliberationSpec: Sendable {
  public var at = ""
  /// Minutes of the week, Monday 00:00 first; sorted.
  public var sessions: [Double] = []
  public var batch = 1
  /// Chance that enough people come.
  public var quorum = 1.0
  /// Chance that a session settles an issue.
  public var success = 1.0
  public var duration = Distribution.constant(0)
  /// Sessions without success before the issue moves up.
  public var attempts = 3
  /// Rooms; `nil` is always one. Others book them too.
  public var rooms: Int?
  /// Rooms that others book at the same hour, in the mean.
  public var otherUse = 0.0
  public init() {}
}

/// The call-back: who is asked, who is content, and what is opened again.
public struct FeedbackSpec: Sendable {
  public var callBack = 1.0
  public var delay = Distribution.constant(0)
  public var dissatisfied = 0.0
  /// Added when the limit was missed.
  public var dissatisfiedIfLate = 0.0
  /// Share of closures that solved nothing, by tier id; their residents are never content.
  public var falseClosure: [String: Double] = [:]
  /// Share of the dissatisfied who open the issue again.
  public var reopen = 0.0
  /// Share of reopened issues that start one tier higher.
  public var reopenAbove = 0.0
  public var atMost = 3
  public init() {}
}

/// Residents who give up.
public struct WithdrawalSpec: Sendable {
  public var impatient = 0.0
  /// Minutes from registration, clock time.
  public var patience = Distribution.constant(0)
  public init() {}
}

public enum SplitKind: String, CaseIterable, Sendable {
  case closedAt = "closed at"
  case handledAt = "handled at"
  case registered
}

/// What the policy is asked to reach.
public struct TargetsSpec: Sendable {
  public var split = SplitKind.closedAt
  public var confidence = 0.95
  public var shares: [ShareTarget] = []
  public var guards: [GuardSpec] = []
  /// Replications are added until the verdict is decided, to this many at most; `nil` for a fixed number.
  public var replicationsAtMost: Int?
  public init() {}
}

public struct ShareTarget: Sendable {
  public var tier: String
  public var share: Double
  public var tolerance: Double
  public init(tier: String, share: Double, tolerance: Double) {
    self.tier = tier
    self.share = share
    self.tolerance = tolerance
  }
}

/// A bound on another response, so that the split cannot be bought at any price.
public struct GuardSpec: Sendable {
  public var response: String
  /// Empty when the response has one class.
  public var responseClass: String
  public var atMost: Double?
  public var atLeast: Double?
  public init(response: String, responseClass: String, atMost: Double?, atLeast: Double?) {
    self.response = response
    self.responseClass = responseClass
    self.atMost = atMost
    self.atLeast = atLeast
  }
}
