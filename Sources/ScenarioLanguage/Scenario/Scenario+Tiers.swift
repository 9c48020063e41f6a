import RandomStreams

// The levels of administration.

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
  /// The line that a file wrote first, which takes what names none; no key of the file.
  public var firstLine = ""
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
