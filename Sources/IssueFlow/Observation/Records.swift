/// Why an issue went up, or began above the lowest tier.
public enum LeakCause: UInt8, CaseIterable, BitwiseCopyable, Sendable {
  case none
  /// The tier may not decide it, or departments or a session are needed that it cannot call.
  case authority
  /// The tier worked on it and failed.
  case competence
  /// The tier passed it up untouched, more often under load.
  case referral
  /// The unit was not there, or not active.
  case uncovered
  /// It waited longer than the tier's limit.
  case deadline
  /// It was assigned one tier too high.
  case misroute
  /// Its resident opened it again, and the tier above took it.
  case reopened
  /// Emergencies that start above the lowest tier by rule.
  case emergency
  /// The resident, or a rule, went straight to a higher tier.
  case direct
  /// The waiting room was full.
  case full
  /// The type's routing is observed, and a share of it goes up; why, a log does not tell.
  case routed

  public var name: String { self == .none ? "" : "\(self)" }
}

/// How an issue ended, or that it did not.
public enum IssueOutcome: UInt8, CaseIterable, BitwiseCopyable, Sendable {
  case closed
  case withdrawn
  /// A further report of a known issue.
  case merged
  /// A false alarm.
  case dismissed
  /// Work from above that is no issue.
  case errand
  case open
  /// Open, and nobody has found it.
  case undiscovered

  public var name: String { "\(self)" }
}

/// One row per issue, given when it ends or, for those open, when the run does, and one per report, false alarm or errand
/// that ended. Times are simulated minutes.
public struct IssueRecord: BitwiseCopyable, Sendable {
  public var arose: Double
  /// When it was registered; for self-help when it arose.
  public var registered: Double
  /// When it ended; for open issues the end of the run.
  public var ended: Double
  /// When its time limit is over; infinite without one.
  public var due: Double
  public var complexity: Double
  /// Hands-on minutes spent on it by tiers, desks and departments.
  public var work: Double
  /// Number within its type and place; the upper four of 40 bits tell recurrences (1 ... 14) and backlog (15).
  public var ordinal: Int
  public var place: Int32
  public var type: UInt8
  public var outcome: IssueOutcome
  /// Tier that closed it; meaningless unless closed.
  public var closedAt: UInt8
  /// Highest tier that worked on it.
  public var handledAt: UInt8
  /// Channel that found it; 255 for none.
  public var channel: UInt8
  /// Why it left, or never saw, the lowest tier.
  public var cause: LeakCause
  public var visits: UInt8
  public var reopens: UInt8
  public var isRegistered: Bool
  public var wasMisassigned: Bool
  /// Call-backs about it, and those that found its resident content.
  public var callBacks: UInt8
  public var contentCallBacks: UInt8
  /// Whether it arose inside the observation window.
  public var isOfCohort: Bool
  public var kind = IssueKind.issue
  /// Number of a further report, or a false alarm, beside one issue, from 1; 0 for what another line registered.
  public var report: UInt16 = 0
  /// When it was declared solved for the first time, whatever came after; NaN if it never was.
  public var firstClosed = Double.nan

  public static let noChannel: UInt8 = 255
}

/// One row per visit to a station, given when its work ends, it is left, or the run ends. Times are simulated minutes.
public struct VisitRecord: BitwiseCopyable, Sendable {
  public var arrived: Double
  /// When work first began; equal to `ended` for visits that were left before.
  public var started: Double
  public var ended: Double
  /// Hands-on minutes.
  public var work: Double
  public var ordinal: Int
  public var place: Int32
  public var station: Int32
  public var type: UInt8
  public var tier: UInt8
  public var role: StationRole
  public var department: UInt8
  public var end: VisitEnd
  public var kind = IssueKind.issue
  /// As ``IssueRecord/report``.
  public var report: UInt16 = 0
}

/// How a visit ended.
public enum VisitEnd: UInt8, CaseIterable, BitwiseCopyable, Sendable {
  case solved
  /// Work that ends here and goes on elsewhere: with departments, at a session, outside.
  case continued
  case passedUp
  case handedDown
  case returned
  case withdrawn
  /// The waiting room was full: the issue went up, or was lost at the top.
  case turnedAway
  case merged
  case dismissed
  case assigned
  /// The run ended first: `ended` is the end of the run, and `started` too when work had not begun.
  case unfinished
  /// Work from above that is no issue.
  case errand
  /// The type's routing is observed: after the work it goes to another tier, or to the same again.
  case routed

  public var name: String { "\(self)" }
}

/// The state of the city at the end of a day, and what happened on it.
public struct DayRecord: Sendable {
  public var day: Int
  public var arisen: Int
  /// Issues closed, by tier.
  public var closed: [Int]
  public var withdrawn: Int
  /// Issues of residents open at midnight, found or not; no further reports, false alarms or errands.
  public var open: Int
  /// Visits waiting, by tier: of issues, and of what is none.
  public var waiting: [Int]
  /// What units and posts are like at midnight, by ``DayState``.
  public var states: [Int]
  /// Mean time to close of those closed on the day, in minutes; `nil` when none was.
  public var timeToClose: Double?

  public init(
    day: Int, arisen: Int, closed: [Int], withdrawn: Int, open: Int, waiting: [Int],
    states: [Int] = DayState.allCases.map { _ in 0 }, timeToClose: Double?
  ) {
    self.day = day
    self.arisen = arisen
    self.closed = closed
    self.withdrawn = withdrawn
    self.open = open
    self.waiting = waiting
    self.states = states
    self.timeToClose = timeToClose
  }
}
