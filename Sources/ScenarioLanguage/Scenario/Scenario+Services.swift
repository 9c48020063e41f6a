import RandomStreams

// The steps around the tiers.

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
